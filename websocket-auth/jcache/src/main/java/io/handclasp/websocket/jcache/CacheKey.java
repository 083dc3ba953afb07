package io.handclasp.websocket.jcache;

import io.handclasp.core.Secret;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that all nodes of a fleet have and their cache has not. From it come the keys of single purposes; it is used for nothing
 * itself. Immutable; {@link #toString()} shows the id only.
 */
public final class CacheKey {
    /** How many bytes a key has. */
    public static final int BYTES = 32;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,32}");

    private final String id;
    private final SecretKey key;

    private CacheKey(String id, SecretKey key) {
        this.id = id;
        this.key = key;
    }

    /**
     * Reads a key.
     *
     * @param id what the key is called; it stands in the cache, readable: 1 to 32 letters, digits, dots, hyphens, underscores
     * @param base64 {@value #BYTES} random bytes in Base64, for example from {@code openssl rand -base64 32}
     * @return the key
     * @throws IllegalArgumentException when the id is another text, or the secret is no Base64 of {@value #BYTES} bytes; the
     *     message does not show the secret
     */
    public static CacheKey of(String id, Secret base64) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("id of a cache key had " + id.length()
                    + " characters, must be 1 to 32 of letters, digits and . _ -");
        }
        byte[] bytes = decode(id, base64.reveal().strip());
        try {
            if (bytes.length != BYTES) {
                throw new IllegalArgumentException("cache key " + id + " was " + bytes.length
                        + " bytes in Base64, must be " + BYTES + " (openssl rand -base64 32)");
            }
            return new CacheKey(id, new SecretKeySpec(bytes, KeyedHash.ALGORITHM));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] decode(String id, String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException shownNowhere) {
            // Its message quotes a character of the secret.
            throw new IllegalArgumentException("cache key " + id + " was no Base64, must be " + BYTES
                    + " bytes in Base64 (openssl rand -base64 32)");
        }
    }

    /**
     * What the key is called.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /** The key for one purpose: of two purposes, neither tells anything about the other. */
    byte[] subkey(String purpose) {
        return new KeyedHash(key).of("handclasp/1/" + purpose);
    }

    @Override
    public String toString() {
        return "CacheKey[" + id + "]";
    }
}
