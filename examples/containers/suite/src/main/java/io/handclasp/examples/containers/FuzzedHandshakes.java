package io.handclasp.examples.containers;

import io.handclasp.examples.containers.wire.Handshake;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Handshakes put together at random from pieces that mean something to somebody. The good token is in them in pieces only. The
 * same seed makes the same handshakes. Not thread-safe.
 */
final class FuzzedHandshakes {
    private static final int MOST_LINES = 5;
    private static final int MOST_PIECES = 6;
    private static final List<String> PIECES = List.of(
            "Bearer",
            "bearer",
            "BEARER",
            "Basic",
            "Token",
            " ",
            "  ",
            "\t",
            ",",
            ";",
            "=",
            "==",
            ":",
            ".",
            "..",
            "-",
            "_",
            "~",
            "/",
            "+",
            "\"",
            "'",
            "\\",
            "%00",
            "%0d%0a",
            "%2E",
            "%",
            "#",
            "?",
            "&",
            "@",
            "[",
            "{",
            "<",
            "\u0000",
            "\u007f",
            "\u0080",
            "\u00e9",
            "\u00ff",
            "access_token",
            "access_token=",
            "token=",
            "session=",
            "chat",
            "jwt.",
            "jwt-auth.",
            "bearer.",
            "base64url.bearer.authorization.k8s.io.",
            "v1.token.websocket.jupyter.org.",
            "quarkus-http-upgrade#Authorization#Bearer%20",
            "null",
            "0",
            "-1",
            "x".repeat(300),
            "eyJhbGciOiJub25lIn0.e30.",
            "EXPIRED",
            "${jndi:ldap://127.0.0.1:1/}");
    private static final List<String> NAMES = List.of(
            "Authorization",
            "authorization",
            "Sec-WebSocket-Protocol",
            "sec-websocket-protocol",
            "Cookie",
            "Origin",
            "X-Forwarded-For",
            "Forwarded",
            "Proxy-Authorization");

    /** Where a token may stand. Undertow sends an {@code Origin} back to whom it came from. */
    private static final Set<String> CARRIERS = Set.of("authorization", "sec-websocket-protocol", "cookie");

    private final Random random;
    private final List<String> pieces = new ArrayList<>(PIECES);

    FuzzedHandshakes(long seed, String good) {
        random = new Random(seed);
        pieces.add(good.substring(0, good.length() - 1));
        pieces.add(good.substring(1));
        pieces.add(good.toLowerCase(Locale.ROOT));
    }

    /** The next one. */
    Handshake next(String path) {
        Handshake handshake = Handshake.to(random.nextInt(3) == 0 ? path + "?" + query() : path);
        int lines = 1 + random.nextInt(MOST_LINES);
        for (int i = 0; i < lines; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            handshake =
                    handshake.header(name, value(CARRIERS.contains(name.toLowerCase(Locale.ROOT)) ? pieces : PIECES));
        }
        return handshake;
    }

    private String value(List<String> of) {
        StringBuilder value = new StringBuilder();
        int count = random.nextInt(MOST_PIECES + 1);
        for (int i = 0; i < count; i++) {
            value.append(of.get(random.nextInt(of.size())));
        }
        // A line that a server cannot read it may show in its log and to its sender: that is no business of Handclasp.
        return value.indexOf(Judge.MARK) < 0
                ? value.toString()
                : value.toString().replaceAll("\\p{Cntrl}", "");
    }

    /**
     * What may stand in a request line at all: the rest is refused by the server before anybody else sees it. Without pieces of
     * the token, for servers log queries that they cannot read.
     */
    private String query() {
        return value(PIECES).replaceAll("[^A-Za-z0-9._~=&%+,;:@/?-]", "");
    }
}
