package io.handclasp.websocket.resilience;

import io.handclasp.websocket.token.BearerToken;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@link TokenKey}s. The secret is drawn at random for one verifier, which judges by one set of rules (issuer, audience,
 * scopes): what is remembered for one verifier can never be found by another. Thread-safe.
 */
final class TokenKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** A power of two. More threads than these share places, and make a hasher when they meet. */
    private static final int PLACES = 64;

    private final SecretKeySpec secret;
    private final AtomicReferenceArray<@Nullable Hasher> idle = new AtomicReferenceArray<>(PLACES);

    TokenKeys() {
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        secret = new SecretKeySpec(random, ALGORITHM);
    }

    TokenKey of(BearerToken token) {
        int place = (int) Thread.currentThread().getId() & (PLACES - 1);
        Hasher hasher = idle.getAndSet(place, null);
        if (hasher == null) {
            hasher = new Hasher(secret);
        }
        TokenKey key = hasher.hash(token.reveal());
        idle.set(place, hasher);
        return key;
    }

    /** What one hash needs, made once. Used by one thread at a time. */
    private static final class Hasher {
        private final Mac mac;
        private final byte[] hash;
        private byte[] input = new byte[1024];

        Hasher(SecretKeySpec secret) {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(secret);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(
                        "this JDK has no " + ALGORITHM + ", which every one must have", impossible);
            }
            hash = new byte[mac.getMacLength()];
        }

        /** A token has characters of one byte only (RFC 6750, section 2.1), and at most {@link BearerToken#MAX_LENGTH}. */
        @SuppressWarnings("deprecation") // the one way to a string's bytes that makes no copy; the characters are ASCII
        TokenKey hash(String token) {
            int length = token.length();
            if (length > input.length) {
                input = new byte[BearerToken.MAX_LENGTH];
            }
            token.getBytes(0, length, input, 0);
            mac.update(input, 0, length);
            Arrays.fill(input, 0, length, (byte) 0);
            try {
                mac.doFinal(hash, 0);
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException("the buffer is as long as the hash", impossible);
            }
            return new TokenKey((long) LONG.get(hash, 0), (long) LONG.get(hash, 8), (long) LONG.get(hash, 16), (long)
                    LONG.get(hash, 24));
        }
    }
}
