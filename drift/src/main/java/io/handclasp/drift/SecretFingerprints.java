package io.handclasp.drift;

import io.handclasp.core.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares secrets by an HMAC-SHA-256 (RFC 2104) under a key, so that a comparison keeps nothing that tells the secret.
 * A setting without characters has a fingerprint too. Not safe for use by many threads: one thread uses one of them.
 */
public final class SecretFingerprints {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int MIN_KEY_BYTES = 16;

    private static final int KEY_ID_BYTES = 8;
    /** An odd number of bytes, which no secret has. */
    private static final byte[] KEY_ID = "handclasp.drift.key".getBytes(StandardCharsets.US_ASCII);

    private final Mac mac;

    private SecretFingerprints(Mac mac) {
        this.mac = mac;
    }

    /**
     * Fingerprints under a key of the host, which can be compared with those of another process or of a file.
     *
     * @param key a key for HMAC; at least 16 bytes when it shows its bytes
     * @return the fingerprints
     * @throws IllegalArgumentException when the key cannot be used or is too short
     */
    public static SecretFingerprints of(SecretKey key) {
        byte[] encoded = Objects.requireNonNull(key, "key").getEncoded();
        if (encoded != null && encoded.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                    "key had " + encoded.length + " bytes, must have at least " + MIN_KEY_BYTES);
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return new SecretFingerprints(mac);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("key cannot be used for " + ALGORITHM, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform must provide " + ALGORITHM, e);
        }
    }

    /**
     * Fingerprints under a key that nobody knows and that is gone with this object: for values of one comparison.
     *
     * @return the fingerprints
     */
    public static SecretFingerprints random() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return of(new SecretKeySpec(key, ALGORITHM));
    }

    /**
     * The fingerprint of a secret.
     *
     * @param secret the secret; empty for a setting without characters
     * @return 64 lower-case hexadecimal digits
     */
    public String of(Optional<Secret> secret) {
        return HexFormat.of().formatHex(bytesOf(secret));
    }

    /**
     * The fingerprint of a secret, as it is.
     *
     * @param secret the secret; empty for a setting without characters
     * @return 32 bytes
     */
    public byte[] bytesOf(Optional<Secret> secret) {
        return mac.doFinal(bytes(secret.map(Secret::reveal).orElse("")));
    }

    /**
     * Names the key, so that a fingerprint under another key is not taken for that of another secret. It is itself an HMAC
     * and tells nothing of the key.
     *
     * @return 16 lower-case hexadecimal digits
     */
    public String keyId() {
        return HexFormat.of().formatHex(mac.doFinal(KEY_ID), 0, KEY_ID_BYTES);
    }

    /** The code units as they are, as in {@link Secret#fingerprint}: an encoder would make different surrogates alike. */
    private static byte[] bytes(String text) {
        byte[] bytes = new byte[text.length() * Character.BYTES];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> Byte.SIZE);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
