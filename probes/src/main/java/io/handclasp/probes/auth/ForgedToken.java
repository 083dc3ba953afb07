package io.handclasp.probes.auth;

import io.handclasp.core.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** Makes bad tokens that look good. */
final class ForgedToken {
    private static final SecureRandom RANDOM = new SecureRandom();

    private ForgedToken() {}

    /** The same header and claims under another signature of the same length, or another opaque token of the same length. */
    static Secret of(Secret good) {
        String token = good.reveal();
        int signature = token.lastIndexOf('.') + 1;
        boolean signed = signature > 0 && token.indexOf('.') < signature - 1 && signature < token.length();
        return Secret.of(
                signed ? token.substring(0, signature) + random(token.length() - signature) : random(token.length()));
    }

    private static String random(int length) {
        // At least 16 characters: a short one might be good by chance.
        byte[] bytes = new byte[Math.max(16, length)];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, Math.max(16, length));
    }
}
