package io.handclasp.websocket.verifiers;

import io.handclasp.core.Redaction;
import java.net.URI;

/** Where a key set is found: at an address, or through an OpenID provider's discovery document. */
record KeyLocation(URI uri, boolean discovery) {
    static KeyLocation jwks(URI uri) {
        return new KeyLocation(Endpoints.requireTrusted("jwksUri", uri), false);
    }

    static KeyLocation issuer(URI issuer) {
        if (issuer.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "issuer was " + Redaction.safeUri(issuer) + ", must be an issuer identifier, which has no query");
        }
        return new KeyLocation(Endpoints.requireTrusted("issuer", issuer), true);
    }

    /** OpenID Connect Discovery 1.0, section 4.1: the well-known path follows the issuer's own path. */
    URI discoveryUri() {
        String base = uri.toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base)
                + "/.well-known/openid-configuration");
    }
}
