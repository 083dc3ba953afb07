package io.handclasp.websocket.token;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.origin.OriginVerdict;
import java.util.List;

/**
 * A cookie, which a browser attaches to what any page asks for: so the page must be one of the host's. Where a cookie of the
 * name is sent, its page is judged first, and there must be one.
 */
record CookieExtractor(String name, OriginPolicy origins) implements TokenExtractor {
    @Override
    public Extraction extract(HandshakeRequest request) {
        List<String> values = request.cookies().getOrDefault(name, List.of());
        if (values.isEmpty()) {
            return new Extraction.Missing();
        }
        OriginVerdict verdict = origins.judge(request);
        if (verdict instanceof OriginVerdict.Refused refused) {
            return new Extraction.ForeignOrigin(refused.reason().description());
        }
        return verdict instanceof OriginVerdict.Allowed
                ? NamedValueExtractor.token(values, TokenSource.COOKIE, "cookie " + name)
                : new Extraction.ForeignOrigin("a cookie came without an Origin header");
    }
}
