package io.handclasp.websocket;

import io.handclasp.websocket.verify.Identity;
import java.security.Principal;
import java.util.Objects;

/**
 * An admitted client as the platform's own type: what {@code getUserPrincipal()} of a request or a session answers once
 * Handclasp let it in. In filter mode it carries the verdict from the filter to the endpoint. Immutable.
 *
 * @param outcome how the client was admitted
 */
public record AuthenticatedPrincipal(AuthOutcome.Authenticated outcome) implements Principal {
    /** Refuses a missing outcome. */
    public AuthenticatedPrincipal {
        Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * Whose token it was.
     *
     * @return the identity
     */
    public Identity identity() {
        return outcome.identity();
    }

    /** The subject. */
    @Override
    public String getName() {
        return identity().subject();
    }

    /** Names the subject only: containers and frameworks log their principals. */
    @Override
    public String toString() {
        return "AuthenticatedPrincipal[" + getName() + "]";
    }
}
