package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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
    private final BlockingQueue<Signature> idle = new ArrayBlockingQueue<>(KEPT);

    SignaturePool(String algorithm, PublicKey key, @Nullable Provider provider) {
        this.algorithm = algorithm;
        this.key = key;
        this.provider = provider;
    }

    /**
     * Whether the signature over these bytes is the key's.
     *
     * @throws JOSEException when the provider does not know the algorithm or the key
     */
    boolean verifies(byte[] signedBytes, byte[] signature) throws JOSEException {
        Signature check = idle.poll();
        if (check == null) {
            check = setUp();
        }
        boolean fits;
        try {
            check.update(signedBytes);
            fits = check.verify(signature);
        } catch (SignatureException malformed) {
            // One that cannot be of this key, for example because of its length.
            return false;
        }
        idle.offer(check);
        return fits;
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
