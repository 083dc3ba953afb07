package io.handclasp.core;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A text that must not be shown: a token, a password, a key.
 *
 * <p>The value leaves through {@link #reveal()} and nowhere else: not through {@link #toString()}, not through
 * {@link #hashCode()}, not by serialization, and not even its length is told. Two secrets are compared in constant time.
 * Immutable and safe for use by many threads.
 */
public final class Secret {
    private static final String ALGORITHM = "HmacSHA256";
    private static final SecretKey HASH_KEY = randomKey();

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Wraps a text.
     *
     * @param value the text; not empty
     * @return the secret
     * @throws IllegalArgumentException if the text is empty
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("secret was empty, must have at least one character");
        }
        return new Secret(value);
    }

    /**
     * Returns the value. This is the only way to it, so that every use can be found by name.
     *
     * @return the text itself
     */
    public String reveal() {
        return value;
    }

    /**
     * Returns a keyed fingerprint by which two secrets can be compared where neither may be seen, for example between
     * two processes that share the key. HMAC-SHA-256 (RFC 2104) over the UTF-16 code units, high byte first. Without
     * the key it tells nothing; with it, short secrets can be guessed, so the key is a secret too.
     *
     * @param key the key, for any HMAC algorithm
     * @return 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException if the key cannot be used
     */
    public String fingerprint(SecretKey key) {
        return HexFormat.of().formatHex(hmac(key));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secret that && MessageDigest.isEqual(bytes(), that.bytes());
    }

    /** Keyed with a random key of this process, so that the number says nothing about the value outside of it. */
    @Override
    public int hashCode() {
        return ByteBuffer.wrap(hmac(HASH_KEY)).getInt();
    }

    /** Always the same text. */
    @Override
    public String toString() {
        return "Secret" + Redaction.MARK;
    }

    private byte[] hmac(SecretKey key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(bytes());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("key cannot be used for " + ALGORITHM, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must provide " + ALGORITHM, e);
        }
    }

    /** The code units as they are: an encoder would make different unpaired surrogates alike. */
    private byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(value.length() * Character.BYTES);
        buffer.asCharBuffer().put(value);
        return buffer.array();
    }

    private static SecretKey randomKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new SecretKeySpec(key, ALGORITHM);
    }
}
