package io.handclasp.websocket.origin;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one proxy says of the request that it received (RFC 7239, section 4).
 *
 * @param host the {@code Host} that it was sent
 * @param proto how it was reached
 * @param sender who sent it the request; empty when that is no IP address
 */
record ForwardedElement(Optional<String> host, Optional<String> proto, Optional<IpAddress> sender) {
    private static final ForwardedElement NOTHING =
            new ForwardedElement(Optional.empty(), Optional.empty(), Optional.empty());

    private static ForwardedElement of(Map<String, String> parameters) {
        return new ForwardedElement(
                Optional.ofNullable(parameters.get("host")),
                Optional.ofNullable(parameters.get("proto")),
                Optional.ofNullable(parameters.get("for")).flatMap(ForwardedElement::node));
    }

    /** The element of the outermost trusted proxy; empty when the header cannot be read. */
    static Optional<ForwardedElement> outermost(HandshakeRequest request, TrustedProxies proxies) {
        Optional<List<Map<String, String>>> elements = ForwardedHeader.parse(request.headers("Forwarded"));
        if (elements.isEmpty()) {
            return Optional.empty();
        }
        ForwardedElement element = NOTHING;
        for (int i = elements.get().size() - 1; i >= 0; i--) {
            element = of(elements.get().get(i));
            if (element.sender().filter(proxies::trusts).isEmpty()) {
                break;
            }
        }
        return Optional.of(element);
    }

    /** The last values of the older headers; empty when one of them cannot be read. */
    static Optional<ForwardedElement> ofLastValues(HandshakeRequest request) {
        Optional<String> host = last(request.headers("X-Forwarded-Host"));
        Optional<String> proto = last(request.headers("X-Forwarded-Proto"));
        boolean readable = host.filter(String::isEmpty).isEmpty()
                && proto.filter(String::isEmpty).isEmpty();
        return readable ? Optional.of(new ForwardedElement(host, proto, Optional.empty())) : Optional.empty();
    }

    private static Optional<String> last(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String line = lines.get(lines.size() - 1);
        return Optional.of(line.substring(line.lastIndexOf(',') + 1).strip());
    }

    /** An address with or without a port, an IPv6 address in brackets. */
    private static Optional<IpAddress> node(String text) {
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            return close < 0 ? Optional.empty() : IpAddress.parse(text.substring(1, close));
        }
        int colon = text.indexOf(':');
        return IpAddress.parse(colon < 0 ? text : text.substring(0, colon));
    }

    /** The scheme of pages that can have asked: {@code http} or {@code https}; another text is the scheme of none. */
    Optional<String> scheme(Optional<String> otherwise) {
        return proto.map(text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "https", "wss" -> "https";
                    case "http", "ws" -> "http";
                    default -> "";
                })
                .or(() -> otherwise);
    }
}
