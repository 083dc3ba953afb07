package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.PercentEncoding;
import java.util.List;
import java.util.Optional;

/**
 * A request header of Quarkus's WebSockets Next: {@code quarkus-http-upgrade#Authorization#Bearer <token>}, the whole of it
 * percent-encoded, because a browser refuses the number sign and the blank. Clients offer {@code bearer-token-carrier}
 * beside it, which is answered. Other headers than {@code Authorization} are not read, and never answered.
 */
record QuarkusConvention() implements SubprotocolConvention {
    private static final String PREFIX = "quarkus-http-upgrade";
    private static final String MARKER = "bearer-token-carrier";
    private static final char SEPARATOR = '#';

    @Override
    public String name() {
        return "quarkus";
    }

    @Override
    public SubprotocolClaim claim(List<String> offered, int place) {
        String element = offered.get(place);
        if (element.equals(MARKER)) {
            return new SubprotocolClaim.Marker();
        }
        if (!element.startsWith(PREFIX)) {
            return new SubprotocolClaim.Unrelated();
        }
        Optional<String> decoded = PercentEncoding.decode(element);
        if (decoded.isEmpty()) {
            return new SubprotocolClaim.Malformed("the subprotocol " + PREFIX + " is not percent-encoded UTF-8");
        }
        String header = decoded.get().substring(PREFIX.length());
        int separator = header.indexOf(SEPARATOR, 1);
        if (header.isEmpty()
                || header.charAt(0) != SEPARATOR
                || separator < 2
                || header.indexOf(SEPARATOR, separator + 1) >= 0) {
            return new SubprotocolClaim.Malformed("the subprotocol " + PREFIX + " holds no name and value of a header");
        }
        return header.substring(1, separator).equalsIgnoreCase("Authorization")
                ? credentials(header.substring(separator + 1))
                : new SubprotocolClaim.Withheld();
    }

    private static SubprotocolClaim credentials(String value) {
        return switch (BearerCredentials.kind(value)) {
            case OTHER_SCHEME -> new SubprotocolClaim.Withheld();
            case NONSENSE -> new SubprotocolClaim.Malformed("the subprotocol " + PREFIX + " holds no credentials");
            case BEARER ->
                BearerCredentials.token(value)
                        .<SubprotocolClaim>map(SubprotocolClaim.Carries::new)
                        .orElseGet(() -> new SubprotocolClaim.Malformed(
                                "the Bearer credentials in the subprotocol " + PREFIX + " are no b64token"));
        };
    }
}
