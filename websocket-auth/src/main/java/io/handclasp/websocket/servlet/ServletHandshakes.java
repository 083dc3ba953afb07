package io.handclasp.websocket.servlet;

import io.handclasp.websocket.handshake.HandshakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a handshake out of a servlet's request. */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
public final class ServletHandshakes {
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    /** With a colon, and beginning like an address: then the JDK takes it for one or refuses it. */
    private static final Pattern IPV6 =
            Pattern.compile("\\[?[0-9A-Fa-f:][0-9A-Fa-f.]*:[0-9A-Fa-f:.]*(%[0-9A-Za-z._-]+)?]?");

    private static final int HIGHEST_PORT = 65_535;

    private ServletHandshakes() {}

    /**
     * Copies the headers, the path, the query, the peer's address, and whether the connection is encrypted. Host and port are
     * those of the {@code Host} header. What a proxy says of its own connection is not looked at here; an
     * {@link io.handclasp.websocket.origin.OriginPolicy} reads it from the headers when the peer is a proxy that it trusts. A
     * container that was told to believe its proxies may have put their word into scheme and address already.
     *
     * @param request the container's request
     * @return the handshake
     */
    public static HandshakeRequest from(HttpServletRequest request) {
        HandshakeRequest.Builder builder = HandshakeRequest.builder();
        for (String name : each(request.getHeaderNames())) {
            each(request.getHeaders(name)).forEach(value -> builder.header(name, value));
        }
        String path = request.getRequestURI();
        if (path != null && !path.isEmpty()) {
            builder.path(path);
        }
        String query = request.getQueryString();
        if (query != null && !query.isEmpty()) {
            builder.rawQuery(query);
        }
        builder.scheme(request.isSecure() ? "https" : "http");
        peer(request.getRemoteAddr(), request.getRemotePort()).ifPresent(builder::remoteAddress);
        return builder.build();
    }

    private static Iterable<String> each(Enumeration<String> values) {
        return values == null ? Collections.emptyList() : Collections.list(values);
    }

    /** A name is never looked up: that could block, and what stands there may come from a proxy's header. */
    private static Optional<InetSocketAddress> peer(String address, int port) {
        if (address == null || !isLiteral(address) || port < 0 || port > HIGHEST_PORT) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InetSocketAddress(InetAddress.getByName(address), port));
        } catch (UnknownHostException notAnAddress) {
            return Optional.empty();
        }
    }

    /** Whether a text can only be an address; the JDK asks the name service for anything that it cannot read. */
    static boolean isLiteral(String address) {
        return IPV4.matcher(address).matches() || IPV6.matcher(address).matches();
    }
}
