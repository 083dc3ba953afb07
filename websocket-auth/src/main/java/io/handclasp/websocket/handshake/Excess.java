package io.handclasp.websocket.handshake;

import java.util.List;
import java.util.Optional;

/** Which limit a handshake exceeds. Takes one pass over what is counted, and keeps nothing of it. */
final class Excess {
    /** A colon, a blank and a line break: a line without name and value takes its place, too. */
    private static final int LINE_OVERHEAD = 4;

    private Excess() {}

    /** The first limit that is exceeded, in words without anything that the client sent; empty when there is none. */
    static Optional<String> of(HeaderLines headers, Optional<String> query, HandshakeLimits limits) {
        String sent = query.orElse("");
        Optional<String> excess = headerLengths(headers, limits);
        if (excess.isEmpty()) {
            excess = more(sent.length(), limits.maxQueryLength(), "characters in the query");
        }
        if (excess.isEmpty()) {
            long subprotocols = count(headers.get("Sec-WebSocket-Protocol"), ',');
            excess = more(subprotocols, limits.maxSubprotocols(), "subprotocols");
        }
        if (excess.isEmpty()) {
            excess = more(count(headers.get("Cookie"), ';'), limits.maxCookies(), "cookies");
        }
        if (excess.isEmpty() && !sent.isEmpty()) {
            excess = more(count(List.of(sent), '&'), limits.maxQueryParameters(), "query parameters");
        }
        return excess;
    }

    private static Optional<String> headerLengths(HeaderLines headers, HandshakeLimits limits) {
        long all = 0;
        for (int i = 0; i < headers.size(); i++) {
            int line = headers.name(i).length() + headers.value(i).length() + LINE_OVERHEAD;
            all += line;
            if (line > limits.maxHeaderLineLength()) {
                return more(line, limits.maxHeaderLineLength(), "characters in a header line");
            }
        }
        return more(all, limits.maxHeaderLength(), "characters in all header lines");
    }

    private static Optional<String> more(long count, int limit, String what) {
        return count > limit ? Optional.of("there are more than " + limit + " " + what) : Optional.empty();
    }

    /** How many elements the lines have, empty ones counted. */
    private static long count(List<String> lines, char separator) {
        long elements = 0;
        for (String line : lines) {
            elements++;
            for (int at = line.indexOf(separator); at >= 0; at = line.indexOf(separator, at + 1)) {
                elements++;
            }
        }
        return elements;
    }
}
