package io.handclasp.drift.baseline;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** URLs in one way to write them (RFC 3986, section 6.2). */
final class Urls {
    private static final String JDBC = "jdbc:";
    private static final Map<String, Integer> PORTS = Map.of(
            "http",
            80,
            "https",
            443,
            "ws",
            80,
            "wss",
            443,
            "redis",
            6379,
            "postgresql",
            5432,
            "postgres",
            5432,
            "mysql",
            3306);

    private Urls() {}

    static Optional<String> canonical(String text) {
        boolean jdbc = text.regionMatches(true, 0, JDBC, 0, JDBC.length());
        return parse(text).map(uri -> (jdbc ? JDBC : "") + canonical(uri));
    }

    /** The URL with a host that a text is, without what JDBC writes before it. */
    static Optional<URI> parse(String text) {
        boolean jdbc = text.regionMatches(true, 0, JDBC, 0, JDBC.length());
        try {
            URI uri = new URI(jdbc ? text.substring(JDBC.length()) : text);
            boolean whole = uri.getScheme() != null && uri.getHost() != null;
            return whole ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            // Its message quotes the URL, which may hold a password.
            return Optional.empty();
        }
    }

    private static String canonical(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port = uri.getPort() == PORTS.getOrDefault(scheme, -1) ? -1 : uri.getPort();
        String path = uri.normalize().getRawPath();
        StringBuilder canonical = new StringBuilder(scheme).append("://");
        if (uri.getRawUserInfo() != null) {
            canonical.append(uri.getRawUserInfo()).append('@');
        }
        canonical.append(uri.getHost().toLowerCase(Locale.ROOT));
        if (port >= 0) {
            canonical.append(':').append(port);
        }
        canonical.append(path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        if (uri.getRawQuery() != null) {
            canonical.append('?').append(uri.getRawQuery());
        }
        if (uri.getRawFragment() != null) {
            canonical.append('#').append(uri.getRawFragment());
        }
        return canonical.toString();
    }
}
