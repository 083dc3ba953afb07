package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.verify.Identity;
import java.security.Principal;

/** The identity as the platform's own type. */
record IdentityPrincipal(Identity identity) implements Principal {
    @Override
    public String getName() {
        return identity.subject();
    }
}
