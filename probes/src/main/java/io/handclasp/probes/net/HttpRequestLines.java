package io.handclasp.probes.net;

import io.handclasp.core.Settings;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What is sent. The values of headers are asked for when they are needed, since a token may be a new one each time, and are
 * never shown.
 */
final class HttpRequestLines {
    private static final Set<String> OWN =
            Set.of("host", "connection", "content-length", "transfer-encoding", "accept-encoding", "expect", "upgrade");
    private static final int MAX_HEADERS = 30;
    private static final int MAX_VALUE = 8_192;
    /** No system's buffer for sending is smaller: writing never waits for the server. */
    private static final int MAX_REQUEST = 16_384;

    private final String method;
    private final Map<String, Supplier<String>> headers;

    HttpRequestLines(String method, Map<String, Supplier<String>> headers) {
        this.method = method;
        this.headers = new LinkedHashMap<>(headers);
    }

    static String requireHeaderName(String name, int before) {
        if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}") || OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("header name was \"" + (name.length() > 100 ? "too long" : name)
                    + "\", must be a token of RFC 9110 and none of " + OWN);
        }
        Settings.requireRange("number of headers", before + 1, 1, MAX_HEADERS);
        return name;
    }

    String method() {
        return method;
    }

    /** The bytes of a request. What was meant for one server is not sent to another. */
    byte[] bytes(HttpTarget target, boolean withHeaders) {
        StringBuilder lines = new StringBuilder()
                .append(method)
                .append(' ')
                .append(target.resource())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
        if (withHeaders) {
            headers.forEach((name, value) -> lines.append(name)
                    .append(": ")
                    .append(requireValue(name, value.get()))
                    .append("\r\n"));
        }
        byte[] bytes = lines.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length > MAX_REQUEST) {
            throw new IllegalArgumentException(
                    "the request was too long, must be at most " + MAX_REQUEST + " bytes with all of its headers");
        }
        return bytes;
    }

    private static String requireValue(String name, String value) {
        if (value.length() > MAX_VALUE || value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c > 255 || c == 127)) {
            throw new IllegalArgumentException("the value of the header " + name + " was refused, must be at most "
                    + MAX_VALUE + " characters of ISO 8859-1 without control characters");
        }
        return value;
    }
}
