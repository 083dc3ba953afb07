package io.handclasp.websocket.jcache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals values for one purpose with AES-256-GCM. A sealed value is: the version (1 byte), the length of the key's id (1), the id,
 * a random nonce (12), and the ciphertext with its tag. What comes before the nonce and the key under which the value lies in the
 * cache are associated data, so a value holds in its own place only. The plain text is padded to steps of {@value #STEP} bytes, so
 * that its length tells little. Thread-safe.
 */
final class Seal {
    /** Larger values are not kept: a token has at most 8 KiB. */
    static final int MAX_PLAIN = 64 << 10;

    private static final byte VERSION = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int STEP = 256;

    private final Map<String, Purpose> purposes = new LinkedHashMap<>();
    private final String currentId;
    private final SecureRandom random = new SecureRandom();

    /** The keys that one key of the ring gives. */
    private record Purpose(KeyedHash lookup, SecretKeySpec seal) {
        @Override
        public String toString() {
            return "Purpose";
        }
    }

    Seal(CacheKeyRing ring, String purpose) {
        for (CacheKey key : ring.keys()) {
            purposes.put(
                    key.id(),
                    new Purpose(
                            new KeyedHash(key.subkey(purpose + "/lookup")),
                            new SecretKeySpec(key.subkey(purpose + "/seal"), "AES")));
        }
        this.currentId = ring.keys().get(0).id();
    }

    /** Where something lies under the current key. */
    String place(String... parts) {
        return current().lookup().textOf(parts);
    }

    /** Where something may lie: under the current key and under each older one, in this order. */
    List<String> places(String... parts) {
        return purposes.values().stream()
                .map(each -> each.lookup().textOf(parts))
                .toList();
    }

    private Purpose current() {
        Purpose current = purposes.get(currentId);
        if (current == null) {
            throw new IllegalStateException("the current key is always there");
        }
        return current;
    }

    byte[] seal(String place, byte[] plain) {
        byte[] id = currentId.getBytes(StandardCharsets.US_ASCII);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        ByteBuffer head = ByteBuffer.allocate(2 + id.length)
                .put(VERSION)
                .put((byte) id.length)
                .put(id);
        int padded = (Integer.BYTES + plain.length + STEP - 1) / STEP * STEP;
        byte[] text =
                ByteBuffer.allocate(padded).putInt(plain.length).put(plain).array();
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, current().seal(), nonce, head.array(), place);
            byte[] hidden = cipher.doFinal(text);
            return ByteBuffer.allocate(head.capacity() + NONCE + hidden.length)
                    .put(head.array())
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no AES-GCM, which every one must have", impossible);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, byte[] head, String place)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(head);
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** Opens a value that lies somewhere; it may be anything. */
    Sealed open(String place, @Nullable Object value) {
        if (!(value instanceof byte[] bytes) || bytes.length < 2 || bytes[0] != VERSION) {
            return Sealed.not(Trouble.FOREIGN);
        }
        int idLength = bytes[1] & 0xFF;
        int headLength = 2 + idLength;
        int hiddenLength = bytes.length - headLength - NONCE;
        if (hiddenLength < TAG_BITS / 8 || hiddenLength > MAX_PLAIN + 2 * STEP) {
            return Sealed.not(Trouble.FOREIGN);
        }
        Purpose purpose = purposes.get(new String(bytes, 2, idLength, StandardCharsets.US_ASCII));
        if (purpose == null) {
            return Sealed.not(Trouble.UNKNOWN_KEY);
        }
        byte[] head = Arrays.copyOf(bytes, headLength);
        byte[] nonce = Arrays.copyOfRange(bytes, headLength, headLength + NONCE);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, purpose.seal(), nonce, head, place);
            return unpadded(cipher.doFinal(bytes, headLength + NONCE, hiddenLength));
        } catch (AEADBadTagException notOurs) {
            return Sealed.not(Trouble.TAMPERED);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this JDK has no AES-GCM, which every one must have", impossible);
        }
    }

    private static Sealed unpadded(byte[] text) {
        if (text.length < Integer.BYTES) {
            return Sealed.not(Trouble.UNREADABLE);
        }
        int length = ByteBuffer.wrap(text).getInt();
        boolean fits = length >= 0 && length <= text.length - Integer.BYTES;
        return fits
                ? Sealed.of(Arrays.copyOfRange(text, Integer.BYTES, Integer.BYTES + length))
                : Sealed.not(Trouble.UNREADABLE);
    }
}
