package io.handclasp.probes.net;

import io.handclasp.core.Redaction;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a request goes.
 *
 * @param resource path and query as they stand in the request line
 */
record HttpTarget(boolean tls, Target target, String resource) {
    static final int MAX_LENGTH = 4_000;

    /** Reads a setting. Its text is shown without whatever may be secret. */
    static HttpTarget configured(String setting, URI uri) {
        Objects.requireNonNull(uri, setting);
        return of(uri).orElseThrow(() -> new IllegalArgumentException(setting + " was " + Redaction.safeUri(uri)
                + ", must be an absolute URL with http or https, a host and no user information, of at most "
                + MAX_LENGTH + " characters"));
    }

    static Optional<HttpTarget> of(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        boolean tls = scheme.equals("https");
        String host = uri.getHost();
        if (!(tls || scheme.equals("http"))
                || host == null
                || uri.getRawUserInfo() != null
                || uri.toASCIIString().length() > MAX_LENGTH) {
            return Optional.empty();
        }
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null || ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String resource = ascii.getRawQuery() == null ? path : path + "?" + ascii.getRawQuery();
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        String plainHost = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Optional.of(new HttpTarget(tls, new Target(plainHost, port), resource));
    }

    /** Where a redirect leads to, if that can be told. */
    Optional<HttpTarget> redirectedTo(String location) {
        try {
            return of(uri().resolve(new URI(location)));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private URI uri() {
        return URI.create((tls ? "https" : "http") + "://" + target + resource);
    }

    boolean sameOrigin(HttpTarget other) {
        return tls == other.tls && target.equals(other.target);
    }

    /** The value of the header Host. */
    String authority() {
        boolean standard = target.port() == (tls ? 443 : 80);
        String host = target.host().indexOf(':') < 0 ? target.host() : "[" + target.host() + "]";
        return standard ? host : host + ":" + target.port();
    }

    /** Without whatever may be secret. */
    @Override
    public String toString() {
        return Redaction.safeUri(uri());
    }
}
