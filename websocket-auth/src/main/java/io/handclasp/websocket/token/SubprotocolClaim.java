package io.handclasp.websocket.token;

import java.util.Objects;
import java.util.Optional;

/** What an offered subprotocol is by a {@link SubprotocolConvention}. Immutable; shows no token when printed. */
public sealed interface SubprotocolClaim {

    /** Nothing that the convention knows: a protocol of the host's, perhaps. */
    record Unrelated() implements SubprotocolClaim {}

    /**
     * It announces the convention and carries nothing, so it may be answered.
     *
     * @param problem what is wrong with the offer and makes it malformed, without anything that the client sent
     */
    record Marker(Optional<String> problem) implements SubprotocolClaim {
        /** Refuses a missing problem. */
        public Marker {
            Objects.requireNonNull(problem, "problem");
        }

        /** A marker in a sound offer. */
        public Marker() {
            this(Optional.empty());
        }
    }

    /**
     * It carries the token, and is never answered.
     *
     * @param token the token, decoded
     */
    record Carries(BearerToken token) implements SubprotocolClaim {
        /** Refuses a missing token. */
        public Carries {
            Objects.requireNonNull(token, "token");
        }
    }

    /**
     * It stands in a token's place and is none, which makes the offer malformed. It is never answered.
     *
     * @param reason what is wrong with it, without anything that the client sent
     */
    record Malformed(String reason) implements SubprotocolClaim {
        /** Refuses a missing reason. */
        public Malformed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** It carries something else that may be secret: credentials of another scheme, say. It is never answered. */
    record Withheld() implements SubprotocolClaim {}
}
