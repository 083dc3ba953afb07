package io.handclasp.websocket.origin;

import java.util.Locale;
import java.util.Optional;

/**
 * A host and a port as {@code Host} and {@code Origin} carry them (RFC 9110, section 7.2), in the one form in which two can be
 * compared.
 *
 * @param host in lower case; an IPv6 address in brackets, with all of its eight groups
 * @param port 1 to 65,535, or {@value #NO_PORT} when none stands there
 */
record Authority(String host, int port) {
    static final int NO_PORT = -1;
    private static final IpRange LOOPBACK = IpRange.configured("127.0.0.0/8");
    /** The longest name that the DNS can hold. */
    private static final int LONGEST_HOST = 255;

    /** Reads a host and its port out of the hands of strangers; empty when it is anything else. */
    static Optional<Authority> parse(String text) {
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        if (hostEnd < 0) {
            hostEnd = text.length();
        }
        Optional<String> host = host(text.substring(0, hostEnd));
        if (hostEnd == text.length()) {
            return host.map(name -> new Authority(name, NO_PORT));
        }
        Optional<Integer> port = text.charAt(hostEnd) == ':' ? port(text.substring(hostEnd + 1)) : Optional.empty();
        return host.flatMap(name -> port.map(number -> new Authority(name, number)));
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[")) {
            String inside = text.substring(1, Math.max(1, text.length() - 1));
            return inside.indexOf(':') < 0
                    ? Optional.empty()
                    : IpAddress.parse(inside).map(address -> "[" + address + "]");
        }
        boolean valid =
                !text.isEmpty() && text.length() <= LONGEST_HOST && text.chars().allMatch(Authority::isOfName);
        return valid ? Optional.of(text.toLowerCase(Locale.ROOT)) : Optional.empty();
    }

    /** Letters, digits, hyphens and dots, and the underscore that some internal names have. */
    private static boolean isOfName(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_';
    }

    private static Optional<Integer> port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return Optional.empty();
        }
        int port = Integer.parseInt(digits);
        return port >= 1 && port <= 65_535 ? Optional.of(port) : Optional.empty();
    }

    /** The port, or the scheme's own when none is given; {@value #NO_PORT} when the scheme has none. */
    int portFor(String scheme) {
        if (port != NO_PORT) {
            return port;
        }
        return switch (scheme) {
            case "http", "ws" -> 80;
            case "https", "wss" -> 443;
            default -> NO_PORT;
        };
    }

    /** Whether the host is this machine, by a name that no name service is asked for, or by its address. */
    boolean isLoopback() {
        return host.equals("localhost")
                || host.equals("[0:0:0:0:0:0:0:1]")
                || IpAddress.parse(host).filter(LOOPBACK::contains).isPresent();
    }

    @Override
    public String toString() {
        return port == NO_PORT ? host : host + ":" + port;
    }
}
