package io.handclasp.drift.history;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Turns names of any length and form into one fingerprint of 32 hexadecimal digits. The names are shown anyway: no secret. */
final class FindingFingerprint {
    private static final int KEPT_BYTES = 16;

    private FindingFingerprint() {}

    static String of(String... names) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("this JDK has no SHA-256, which every one must have", impossible);
        }
        for (String name : names) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            // The length comes first, so that no two lists of names are the same bytes.
            digest.update(HexFormat.of().toHexDigits(bytes.length).getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, KEPT_BYTES);
    }
}
