package io.handclasp.validator.checks;

import io.handclasp.core.json.JsonMaps;
import io.handclasp.websocket.token.BearerToken;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Makes bad tokens out of a good one, without any key. */
final class TokenForgery {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
    private static final int JUNK_BYTES = 30;

    private TokenForgery() {}

    /** Three parts, as a signed JSON Web Token has; an opaque token has other ones. */
    static boolean isSigned(BearerToken token) {
        String[] parts = token.reveal().split("\\.", -1);
        return parts.length == 3
                && !parts[2].isEmpty()
                && json(parts[0]).isPresent()
                && json(parts[1]).isPresent();
    }

    /** The same header and claims under a signature of which one bit is another; of an opaque token, one character. */
    static BearerToken bitFlipped(BearerToken good) {
        String text = good.reveal();
        int from = isSigned(good) ? text.lastIndexOf('.') + 1 : 0;
        // In the middle: at the end there may be padding, or bits that no decoder looks at.
        int at = from + (text.length() - from) / 2;
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return BearerToken.of(text.substring(0, at) + other + text.substring(at + 1));
    }

    /** Other claims under the same signature. */
    static Optional<BearerToken> claimsChanged(BearerToken good) {
        return isSigned(good) ? Optional.of(withClaimsOfAnother(good)) : Optional.empty();
    }

    private static BearerToken withClaimsOfAnother(BearerToken good) {
        String[] parts = good.reveal().split("\\.", -1);
        String claims = decode(parts[1]).strip();
        String changed = "{\"handclasp_forged\":true," + claims.substring(1);
        return BearerToken.of(parts[0] + "." + encode(changed) + "." + parts[2]);
    }

    /** The same claims without a signature, by a header that asks for that. */
    static Optional<BearerToken> unsigned(BearerToken good) {
        if (!isSigned(good)) {
            return Optional.empty();
        }
        String claims = good.reveal().split("\\.", -1)[1];
        return Optional.of(BearerToken.of(encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + claims + "."));
    }

    /** Who a signed token says it is of; nobody has checked that. */
    static Optional<String> claimedSubject(BearerToken token) {
        if (!isSigned(token)) {
            return Optional.empty();
        }
        return json(token.reveal().split("\\.", -1)[1])
                .map(claims -> claims.get("sub"))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** A token that was never issued, another one each time. It only goes where a fault stands before the auth service. */
    static BearerToken junk() {
        byte[] bytes = new byte[JUNK_BYTES];
        RANDOM.nextBytes(bytes);
        return BearerToken.of("handclasp-rehearsal." + BASE64URL.encodeToString(bytes));
    }

    private static Optional<Map<String, Object>> json(String part) {
        try {
            return JsonMaps.parse(decode(part));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
