package io.handclasp.websocket.observe;

import io.handclasp.core.Settings;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Something that happened to a handshake, to the calls behind it, or to a session after it. Immutable; holds no token. */
public sealed interface AuthEvent {

    /** What became of a handshake. */
    enum Outcome {
        /** The client was admitted. */
        AUTHENTICATED,
        /** There was a verdict, and it was no; or there was no token to judge. */
        REJECTED,
        /** There was no verdict. */
        UNAVAILABLE,
        /** The host's own code failed. */
        ERRORED
    }

    /** How one call of an endpoint ended. */
    enum CallResult {
        /** The token is good. */
        VALID,
        /** The token is bad. */
        INVALID,
        /** There was no verdict. */
        UNAVAILABLE,
        /** Nobody waited for the answer any more. */
        CANCELLED,
        /** The verifier failed with something that is no answer: a bug. */
        FAILED
    }

    /**
     * A handshake got its outcome. There is exactly one such event for each handshake.
     *
     * @param outcome what became of it
     * @param detail the name of the {@link RejectReason} or {@link UnavailableReason}; the incident id when it errored; empty
     *     when the client was admitted
     * @param source how the verdict was reached, for example {@code FRESH}; empty where there is none
     * @param degraded whether the verdict was reached in a degraded mode
     * @param attempts how many calls this handshake made until its verdict; 0 where there is none
     * @param elapsed how long the handshake waited for its outcome
     */
    record HandshakeDecided(
            Outcome outcome, String detail, String source, boolean degraded, int attempts, Duration elapsed)
            implements AuthEvent {
        private static final Set<String> REJECT_REASONS = names(RejectReason.values());
        private static final Set<String> UNAVAILABLE_REASONS = names(UnavailableReason.values());
        private static final Set<String> NOTHING = Set.of("");

        /**
         * Checks that the detail fits the outcome.
         *
         * @throws IllegalArgumentException if it does not
         */
        public HandshakeDecided {
            Objects.requireNonNull(outcome, "outcome");
            Objects.requireNonNull(source, "source");
            switch (outcome) {
                case AUTHENTICATED -> requireOneOf("detail", detail, NOTHING);
                case REJECTED -> requireOneOf("detail", detail, REJECT_REASONS);
                case UNAVAILABLE -> requireOneOf("detail", detail, UNAVAILABLE_REASONS);
                case ERRORED -> Settings.requireText("detail", detail);
            }
            Settings.requireRange("attempts", attempts, 0, Integer.MAX_VALUE);
            Settings.requireNotNegative("elapsed", elapsed);
        }
    }

    /**
     * One call of an endpoint ended.
     *
     * @param endpoint the endpoint's name
     * @param result how it ended
     * @param reason why there was no verdict; present for {@link CallResult#UNAVAILABLE} and nothing else
     * @param elapsed how long the call took
     */
    record CallFinished(String endpoint, CallResult result, Optional<UnavailableReason> reason, Duration elapsed)
            implements AuthEvent {
        /**
         * Checks that the reason fits the result.
         *
         * @throws IllegalArgumentException if it does not
         */
        public CallFinished {
            Objects.requireNonNull(endpoint, "endpoint");
            Settings.requireNotNegative("elapsed", elapsed);
            if (reason.isPresent() != (result == CallResult.UNAVAILABLE)) {
                throw new IllegalArgumentException("reason was " + reason + ", must be present for UNAVAILABLE and"
                        + " for nothing else; result was " + result);
            }
        }
    }

    /**
     * A circuit breaker changed its state.
     *
     * @param endpoint the endpoint's name
     * @param from what it was: {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}
     * @param to what it is now, of the same three
     */
    record BreakerChanged(String endpoint, String from, String to) implements AuthEvent {
        private static final Set<String> STATES = Set.of("CLOSED", "OPEN", "HALF_OPEN");

        /**
         * Checks the names of the states.
         *
         * @throws IllegalArgumentException if one is another than the three
         */
        public BreakerChanged {
            Objects.requireNonNull(endpoint, "endpoint");
            requireOneOf("from", from, STATES);
            requireOneOf("to", to, STATES);
        }
    }

    /**
     * A client was admitted although its token could not be judged as usual.
     *
     * @param mode the name of the degraded mode
     * @param tokenId the token's id ({@code jti}), where it has one
     * @param subject whose token it is
     */
    record DegradedAdmission(String mode, Optional<String> tokenId, String subject) implements AuthEvent {
        /** Refuses missing parts. */
        public DegradedAdmission {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(tokenId, "tokenId");
            Objects.requireNonNull(subject, "subject");
        }
    }

    /**
     * The token of a client that was admitted in a degraded mode was judged again after recovery.
     *
     * @param mode the name of the degraded mode
     * @param subject whose token it is
     * @param tokenId the token's id ({@code jti}), where it has one
     * @param sessionId the login session's id ({@code sid}), where it has one
     * @param confirmed whether the token is good; if not, the host should close the client's sessions
     */
    record DegradedAdmissionJudged(
            String mode, String subject, Optional<String> tokenId, Optional<String> sessionId, boolean confirmed)
            implements AuthEvent {
        /** Refuses missing parts. */
        public DegradedAdmissionJudged {
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(tokenId, "tokenId");
            Objects.requireNonNull(sessionId, "sessionId");
        }
    }

    /**
     * A call was not made because this host had no room for it.
     *
     * @param endpoint the name of what would have been called
     */
    record LoadShed(String endpoint) implements AuthEvent {
        /** Refuses a missing name. */
        public LoadShed {
            Objects.requireNonNull(endpoint, "endpoint");
        }
    }

    /** Why Handclasp closed a session. */
    enum SessionEnd {
        /** Its token expired. */
        EXPIRED,
        /** Its token says nothing of an end, and it reached the age that the host allows then. */
        TOO_OLD,
        /** Its token, its login session or its subject was revoked. */
        REVOKED,
        /** It was to be renewed with a token of another subject or issuer. */
        OTHER_SUBJECT,
        /** The judge refused the token of a client that had been admitted without it. */
        NOT_CONFIRMED,
        /** The host wanted it closed. */
        BY_HOST,
        /** It could not be registered: the guard was closed, or the revocations are not all known. */
        NOT_GUARDED
    }

    /** What became of an attempt to renew a session. */
    enum RenewalResult {
        /** The session lives as long as the new token. */
        RENEWED,
        /** The new token is bad; the session ends with the old one. */
        REFUSED,
        /**
         * There was no verdict; the session ends with the old token, and may try again until then. When the revocations cannot be
         * asked once the session has its new token, it is closed instead, and that is told as a {@link SessionClosed} of its own.
         */
        UNAVAILABLE,
        /** The new token is somebody else's; the session was closed. */
        OTHER_SUBJECT,
        /** The session had ended before the verdict was there. */
        ENDED
    }

    /**
     * Handclasp closed a session: for the audit. There is exactly one such event for each session that it closes, and none for
     * those that end of their own.
     *
     * @param end why
     * @param subject whose token it was
     * @param issuer who issued the token, where that is known
     * @param tokenId the token's id ({@code jti}), where it has one
     * @param sessionId the login session's id ({@code sid}), where it has one
     */
    record SessionClosed(
            SessionEnd end,
            String subject,
            Optional<String> issuer,
            Optional<String> tokenId,
            Optional<String> sessionId)
            implements AuthEvent {
        /** Refuses missing parts. */
        public SessionClosed {
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(issuer, "issuer");
            Objects.requireNonNull(tokenId, "tokenId");
            Objects.requireNonNull(sessionId, "sessionId");
        }
    }

    /**
     * A session was to be renewed with a fresh token.
     *
     * @param result what became of it
     * @param detail the name of the {@link RejectReason} or {@link UnavailableReason}; the incident id when the host's code
     *     failed; empty where there is nothing to add
     * @param subject whose session it is
     */
    record SessionRenewal(RenewalResult result, String detail, String subject) implements AuthEvent {
        /** Refuses missing parts. */
        public SessionRenewal {
            Objects.requireNonNull(result, "result");
            Objects.requireNonNull(detail, "detail");
            Objects.requireNonNull(subject, "subject");
        }
    }

    /**
     * A revocation reached the sessions of this node.
     *
     * @param kind {@code TOKEN}, {@code SESSION} or {@code SUBJECT}
     * @param kept whether new sessions are refused as well; if not, the store had no room
     * @param sessionsClosed how many sessions it ends
     */
    record RevocationApplied(String kind, boolean kept, int sessionsClosed) implements AuthEvent {
        private static final Set<String> KINDS = Set.of("TOKEN", "SESSION", "SUBJECT");

        /**
         * Checks the kind.
         *
         * @throws IllegalArgumentException if it is another than the three, or the number is negative
         */
        public RevocationApplied {
            requireOneOf("kind", kind, KINDS);
            Settings.requireRange("sessionsClosed", sessionsClosed, 0, Integer.MAX_VALUE);
        }
    }

    private static Set<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static void requireOneOf(String part, String value, Set<String> accepted) {
        if (!accepted.contains(value)) {
            throw new IllegalArgumentException(part + " was \"" + value + "\", must be one of " + accepted);
        }
    }
}
