package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.PercentEncoding;
import java.util.Optional;

/** How a token is written where it is carried. Each is undone once and only once. */
public enum TokenEncoding {
    /** As it is. */
    PLAIN,
    /** Percent-encoded (RFC 3986, section 2.1), as {@code encodeURIComponent} does it; a plain token reads the same. */
    PERCENT,
    /** Base64url (RFC 4648, section 5) of its ASCII, with or without padding. */
    BASE64URL,
    /**
     * A JSON Web Token as it is or as base64url, or any other token as it is. What decodes to three parts with dots between
     * them is taken for an encoded one: base64url itself has no dots, and no opaque token decodes to that by chance.
     */
    PLAIN_OR_BASE64URL;

    /** Reads a token; empty when it is not of this encoding or no token. */
    Optional<BearerToken> decode(String text) {
        return switch (this) {
            case PLAIN -> BearerToken.parse(text);
            case PERCENT -> PercentEncoding.decode(text).flatMap(BearerToken::parse);
            case BASE64URL -> Base64Url.decode(text).flatMap(BearerToken::parse);
            case PLAIN_OR_BASE64URL ->
                Base64Url.decode(text)
                        .filter(TokenEncoding::isJsonWebToken)
                        .or(() -> Optional.of(text))
                        .flatMap(BearerToken::parse);
        };
    }

    /** The shape only: whether it is good is the verifier's to say. The first part begins like a JSON object. */
    private static boolean isJsonWebToken(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1); // both are -1 when there is no dot
        return text.startsWith("ey") && second > first && text.indexOf('.', second + 1) < 0;
    }
}
