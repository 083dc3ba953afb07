package io.handclasp.websocket.verifiers;

import io.handclasp.core.Redaction;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** What every configured address of an auth service has to be. */
final class Endpoints {
    private Endpoints() {}

    /** Accepts HTTPS, and HTTP where it does not leave the machine. */
    static URI requireTrusted(String setting, URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean trusted = scheme.equals("https") || (scheme.equals("http") && isLoopback(uri));
        if (!trusted || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException(setting + " was " + Redaction.safeUri(uri)
                    + ", must be an https address (http on loopback only) without user info or fragment");
        }
        return uri;
    }

    /** Several addresses of one service; each name is used once, since each has a circuit breaker of that name. */
    static List<URI> requireTrusted(String setting, List<URI> uris) {
        if (uris.isEmpty()) {
            throw new IllegalArgumentException(setting + " was empty, must name at least one address");
        }
        uris.forEach(uri -> requireTrusted(setting, uri));
        if (uris.stream().map(URI::getAuthority).distinct().count() < uris.size()) {
            throw new IllegalArgumentException(setting + " names one host and port twice, must name each once");
        }
        return List.copyOf(uris);
    }

    private static boolean isLoopback(URI uri) {
        String host = uri.getHost();
        return host != null
                && (host.equalsIgnoreCase("localhost")
                        || host.equals("[::1]")
                        || host.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    }
}
