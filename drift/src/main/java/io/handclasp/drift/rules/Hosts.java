package io.handclasp.drift.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which hosts an address names. Nothing is resolved. */
final class Hosts {
    private static final String JDBC = "jdbc:";

    private Hosts() {}

    /**
     * The host of a URL or of {@code host:port}, of which databases take several with commas; empty for a socket in the file system, and
     * for what has no host.
     */
    static List<String> of(String address) {
        String text = address.strip();
        if (text.isEmpty() || text.startsWith("/")) {
            return List.of();
        }
        String url = text.regionMatches(true, 0, JDBC, 0, JDBC.length()) ? text.substring(JDBC.length()) : text;
        int authority = url.indexOf("//");
        try {
            String host = new URI(authority < 0 ? "x://" + url : url).getHost();
            return host == null ? several(url, authority) : List.of(host);
        } catch (URISyntaxException e) {
            return several(url, authority);
        }
    }

    /** Several hosts, names with underscores, and passwords with odd signs are no URI. */
    private static List<String> several(String url, int authority) {
        String rest = authority < 0 ? url : url.substring(authority + 2);
        String end = rest.split("[/?#]", 2)[0];
        return Arrays.stream(end.split(",", -1)).map(Hosts::host).toList();
    }

    private static String host(String part) {
        String host = part.substring(part.lastIndexOf('@') + 1);
        int colon = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return colon < 0 || colon >= host.length() ? host : host.substring(0, colon);
    }

    static boolean isLoopbackUrl(String url) {
        List<String> hosts = of(url);
        return !hosts.isEmpty() && hosts.stream().allMatch(Hosts::isLoopback);
    }

    static boolean isLoopback(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.equals("localhost")
                || lower.endsWith(".localhost")
                || lower.equals("[::1]")
                || lower.equals("::1")
                || lower.matches("127(\\.[0-9]{1,3}){3}");
    }
}
