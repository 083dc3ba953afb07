package io.handclasp.websocket.jcache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 over texts, of which each is hashed with its length: no two lists of texts look alike. Thread-safe. */
final class KeyedHash {
    static final String ALGORITHM = "HmacSHA256";

    private final SecretKey key;

    KeyedHash(SecretKey key) {
        this.key = key;
    }

    KeyedHash(byte[] key) {
        this(new SecretKeySpec(key, ALGORITHM));
    }

    byte[] of(String... texts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM + ", which every one must have", impossible);
        }
    }

    /** As a text, since that is a key that every engine takes. */
    String textOf(String... texts) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(of(texts));
    }
}
