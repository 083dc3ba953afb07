package io.handclasp.websocket;

import io.handclasp.core.Settings;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What became of a handshake: exactly one of admitted, refused because of its token, not judged, or failed in the host's
 * own code. Immutable; shows no token when printed.
 */
public sealed interface AuthOutcome {

    /**
     * The token is good: admit the client.
     *
     * @param identity whose token it was
     * @param evidence how the verdict was reached
     */
    record Authenticated(Identity identity, Evidence evidence) implements AuthOutcome {
        /** Refuses missing parts. */
        public Authenticated {
            Objects.requireNonNull(identity, "identity");
            Objects.requireNonNull(evidence, "evidence");
        }
    }

    /** The client is not admitted. Each refusal knows its answer, as HTTP before the upgrade and as a close after it. */
    sealed interface Refusal extends AuthOutcome {
        /**
         * The status that answers the upgrade request.
         *
         * @return 400, 401, 403, 500 or 503
         */
        int httpStatus();

        /**
         * The headers that go with the status.
         *
         * @return {@code WWW-Authenticate} (RFC 6750, section 3) or {@code Retry-After} (RFC 9110, section 10.2.3), or none
         */
        Map<String, String> httpHeaders();

        /**
         * The code that closes an accepted connection (RFC 6455, section 7.4).
         *
         * @return 4400, 4401, 4403, 1011 or 1013
         */
        int closeCode();

        /**
         * The text that goes with the code.
         *
         * @return at most 123 bytes of ASCII without anything secret (RFC 6455, section 5.5)
         */
        String closeReason();
    }

    /**
     * There is a verdict, and it is no.
     *
     * @param reason why
     */
    record Rejected(RejectReason reason) implements Refusal {
        /** Refuses a missing reason. */
        public Rejected {
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public int httpStatus() {
            return reason.httpStatus();
        }

        @Override
        public Map<String, String> httpHeaders() {
            if (reason == RejectReason.FORBIDDEN_ORIGIN) {
                return Map.of(); // a challenge would ask for another token, and none is good enough here
            }
            String challenge = "Bearer realm=\"websocket\"";
            if (!reason.error().isEmpty()) {
                challenge += ", error=\"" + reason.error() + "\", error_description=\"" + reason.description() + "\"";
            }
            return Map.of("WWW-Authenticate", challenge);
        }

        @Override
        public int closeCode() {
            return reason.closeCode();
        }

        @Override
        public String closeReason() {
            return reason.description();
        }
    }

    /**
     * There is no verdict: the client may come back later, with the same token.
     *
     * @param cause why
     * @param retryAfter how long the client should wait; differs from client to client
     */
    record Unavailable(UnavailableReason cause, Duration retryAfter) implements Refusal {
        /** Refuses missing parts. */
        public Unavailable {
            Objects.requireNonNull(cause, "cause");
            Settings.requirePositive("retryAfter", retryAfter);
        }

        @Override
        public int httpStatus() {
            return 503;
        }

        @Override
        public Map<String, String> httpHeaders() {
            return Map.of("Retry-After", Long.toString(retryAfterSeconds()));
        }

        /** 1013, Try Again Later, of the IANA WebSocket close code registry. */
        @Override
        public int closeCode() {
            return 1013;
        }

        @Override
        public String closeReason() {
            return "try again in " + retryAfterSeconds() + " s";
        }

        private long retryAfterSeconds() {
            return retryAfter.plusNanos(999_999_999).toSeconds();
        }
    }

    /**
     * The host's own code, or Handclasp's, failed: neither the client nor the auth service is to blame.
     *
     * @param incidentId names the entry in the host's log that tells what happened
     */
    record Errored(String incidentId) implements Refusal {
        /** Refuses a blank id. */
        public Errored {
            Settings.requireText("incidentId", incidentId);
        }

        @Override
        public int httpStatus() {
            return 500;
        }

        @Override
        public Map<String, String> httpHeaders() {
            return Map.of();
        }

        @Override
        public int closeCode() {
            return 1011;
        }

        @Override
        public String closeReason() {
            return "internal error " + incidentId;
        }
    }
}
