package io.handclasp.websocket.origin;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.List;
import java.util.Optional;

/**
 * What the client asked for: the connection's own host and scheme, or what a trusted proxy says of them.
 *
 * @param scheme {@code http} or {@code https}; empty when nobody told
 * @param authority the host and port; empty when there is none that can be read, or more than one
 */
record AskedFor(Optional<String> scheme, Optional<Authority> authority) {

    static AskedFor of(HandshakeRequest request, Optional<TrustedProxies> proxies) {
        List<String> hosts = request.headers("Host");
        Optional<Authority> own = hosts.size() == 1 ? Authority.parse(hosts.get(0)) : Optional.empty();
        AskedFor direct = new AskedFor(request.scheme(), own);
        return proxies.filter(trusted -> trusted.wrote(request))
                .map(trusted -> trusted.askedFor(request, direct))
                .orElse(direct);
    }
}
