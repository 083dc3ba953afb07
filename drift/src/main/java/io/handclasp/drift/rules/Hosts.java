package io.handclasp.drift.rules;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Which host an address names. Nothing is resolved. */
final class Hosts {
    private static final String JDBC = "jdbc:";

    private Hosts() {}

    /** The host of a URL or of {@code host:port}; empty for a socket in the file system, and for what has no host. */
    static Optional<String> of(String address) {
        String text = address.strip();
        if (text.isEmpty() || text.startsWith("/")) {
            return Optional.empty();
        }
        String url = text.regionMatches(true, 0, JDBC, 0, JDBC.length()) ? text.substring(JDBC.length()) : text;
        int authority = url.indexOf("//");
        try {
            String host = new URI(authority < 0 ? "x://" + url : url).getHost();
            return Optional.ofNullable(host).or(() -> Optional.of(fallback(url, authority)));
        } catch (URISyntaxException e) {
            return Optional.of(fallback(url, authority));
        }
    }

    /** Names with underscores, and passwords with odd signs, are no URI. */
    private static String fallback(String url, int authority) {
        String rest = authority < 0 ? url : url.substring(authority + 2);
        String end = rest.split("[/?#]", 2)[0];
        String host = end.substring(end.lastIndexOf('@') + 1);
        int colon = host.startsWith("[") ? host.indexOf(']') + 1 : host.indexOf(':');
        return colon < 0 || colon >= host.length() ? host : host.substring(0, colon);
    }

    static boolean isLoopbackUrl(String url) {
        return of(url).map(Hosts::isLoopback).orElse(false);
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
