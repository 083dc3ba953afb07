package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Signature checks that are set up for one key and wait to be used again. One check serves one thread at a time; when all are
 * in use, a further one is made, and as many as the pool holds are kept. {@link Signature#verify} puts a check back into the
 * state in which it was set up; one that threw is not used again.
 */
final class SignaturePool {
    private static final int KEPT = 32;

    private final String algorithm;
    private final PublicKey key;
    private final @Nullable Provider provider;
    private final AtomicReferenceArray<@Nullable Signature> idle = new AtomicReferenceArray<>(KEPT);

    SignaturePool(String algorithm, PublicKey key, @Nullable Provider provider) {
        this.algorithm = algorithm;
        this.key = key;
        this.provider = provider;
    }

    /**
     * Whether the token's signature is the key's.
     *
     * @throws JOSEException when the provider does not know the algorithm or the key
     */
    boolean verifies(SignedToken token) throws JOSEException {
        Signature check = take();
        if (check == null) {
            check = setUp();
        }
        boolean fits;
        try {
            token.updateSignedBytes(check);
            fits = check.verify(token.signature());
        } catch (SignatureException malformed) {
            // One that cannot be of this key, for example because of its length.
            return false;
        }
        keep(check);
        return fits;
    }

    private @Nullable Signature take() {
        for (int i = 0; i < KEPT; i++) {
            if (idle.get(i) != null) {
                Signature check = idle.getAndSet(i, null);
                if (check != null) {
                    return check;
                }
            }
        }
        return null;
    }

    private void keep(Signature check) {
        for (int i = 0; i < KEPT; i++) {
            if (idle.get(i) == null && idle.compareAndSet(i, null, check)) {
                return;
            }
        }
    }

    private Signature setUp() throws JOSEException {
        try {
            Signature check =
                    provider == null ? Signature.getInstance(algorithm) : Signature.getInstance(algorithm, provider);
            check.initVerify(key);
            return check;
        } catch (GeneralSecurityException incapable) {
            throw new JOSEException("the JCA provider cannot check " + algorithm, incapable);
        }
    }
}
