package io.handclasp.websocket.feed;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.revocation.RevocationSink;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verifiers.StatementVerifier;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what an identity provider posts to the host: logout tokens (OpenID Connect Back-Channel Logout 1.0) and security event
 * tokens (RFC 8417) with the CAEP event {@code session-revoked}. They are verified and handed to the subscribers, usually a
 * {@code SessionGuard}. The host's own HTTP endpoint passes the statement in and sends the reply out. Thread-safe.
 *
 * <p>What is taken is in force on this node when the reply is there. A provider that does not get its reply sends the statement
 * again (RFC 8935, section 2), so nothing is lost while this node is away, as long as the provider goes on. Subscribers are told
 * on the thread that verifies, often the caller's: one that blocks holds up the reply, and is told of what comes again meanwhile.
 */
public final class SecurityEvents implements RevocationFeed {
    private static final Logger log = LoggerFactory.getLogger(SecurityEvents.class);

    private final StatementVerifier verifier;
    private final Execution execution;
    private final Duration timeout;
    private final Duration window;
    private final EventReader reader;
    private final SeenStatements seen;
    private final List<Place> sinks = new CopyOnWriteArrayList<>();

    private SecurityEvents(Builder settings) {
        this.verifier = settings.verifier;
        this.execution = settings.execution;
        this.timeout = settings.timeout;
        this.window = settings.window;
        this.reader = new EventReader(settings.alsoFor);
        this.seen = new SeenStatements(settings.remembered, settings.window);
    }

    /**
     * Starts a receiver.
     *
     * @param verifier verifies the statements of one provider
     * @param execution what timers run on, and the clock: usually the authenticator's
     * @return a builder with defaults
     */
    public static Builder builder(StatementVerifier verifier, Execution execution) {
        return new Builder(verifier, execution);
    }

    @Override
    public Subscription subscribe(RevocationSink sink) {
        Objects.requireNonNull(sink, "sink");
        Place place = new Place(sink);
        sinks.add(place);
        return () -> sinks.remove(place);
    }

    /** A subscription of its own, also for one who subscribes twice. */
    private static final class Place {
        private final RevocationSink sink;

        Place(RevocationSink sink) {
            this.sink = sink;
        }
    }

    /**
     * Takes the value of the form parameter {@code logout_token}.
     *
     * @param logoutToken what the provider posted
     * @return the reply, within the timeout; the stage never fails
     */
    public CompletionStage<SecurityEventReply> receiveLogoutToken(String logoutToken) {
        return receive(StatementKind.LOGOUT, logoutToken);
    }

    /**
     * Takes the body of a push delivery, {@code Content-Type: application/secevent+jwt} (RFC 8935).
     *
     * @param securityEventToken what the transmitter posted
     * @return the reply, within the timeout; the stage never fails
     */
    public CompletionStage<SecurityEventReply> receiveSecurityEvent(String securityEventToken) {
        return receive(StatementKind.SECURITY_EVENT, securityEventToken);
    }

    private CompletionStage<SecurityEventReply> receive(StatementKind kind, String text) {
        Optional<BearerToken> statement = BearerToken.parse(text.strip());
        if (statement.isEmpty()) {
            return CompletableFuture.completedStage(kind.refused("invalid_request", "the statement is malformed"));
        }
        CompletableFuture<SecurityEventReply> reply = new CompletableFuture<>();
        Deadline deadline = Deadline.after(timeout, execution.timeSource());
        CompletionStage<StatementVerifier.Statement> verifying = verifier.verify(statement.get(), deadline);
        Stages.onDone(verifying, (verified, failure) -> reply.complete(replyTo(kind, verified, failure)));
        if (!reply.isDone()) {
            giveUpInTime(reply, verifying);
        }
        return reply.minimalCompletionStage();
    }

    private void giveUpInTime(CompletableFuture<SecurityEventReply> reply, CompletionStage<?> verifying) {
        try {
            Execution.Timer timer = execution.after(timeout, () -> {
                if (reply.complete(StatementKind.postponed("the keys did not come in time"))) {
                    Stages.cancel(verifying);
                }
            });
            Stages.onDone(reply, (done, failure) -> timer.cancel());
        } catch (RuntimeException schedulerShutDown) {
            reply.complete(StatementKind.postponed("this node shuts down"));
        }
    }

    private SecurityEventReply replyTo(
            StatementKind kind, StatementVerifier.@Nullable Statement verified, @Nullable Throwable failure) {
        if (verified instanceof StatementVerifier.Statement.Refused refused) {
            log.warn("a statement was refused: {}", refused.reason());
            return kind.refused(refused.reason());
        }
        if (!(verified instanceof StatementVerifier.Statement.Signed signed)) {
            log.warn("a statement could not be verified: {}", failure == null ? "" : Redaction.describe(failure));
            return StatementKind.postponed(
                    failure instanceof VerifierUnavailableException ? "the keys are not there" : "the verifier failed");
        }
        try {
            return carryOut(kind, new Claims(signed.claims()));
        } catch (BadEventException bad) {
            log.warn("a statement was refused: {}", bad.description());
            return kind.refused("invalid_request", bad.description());
        }
    }

    private SecurityEventReply carryOut(StatementKind kind, Claims claims) {
        Instant oldest = execution.timeSource().now().minus(window);
        if (EventReader.issuedAt(claims).isBefore(oldest)) {
            throw new BadEventException("the statement is too old");
        }
        Optional<Revocation> revocation =
                kind == StatementKind.LOGOUT ? Optional.of(reader.logout(claims)) : reader.securityEvent(claims);
        if (revocation.isEmpty()) {
            return kind.taken(SecurityEventReply.Result.IGNORED);
        }
        String id = kind + " " + claims.requiredText("iss") + " " + claims.requiredText("jti");
        if (seen.contains(id, execution.timeSource().nanoTime())) {
            return kind.taken(SecurityEventReply.Result.REPEATED);
        }
        if (!revoke(revocation.get())) {
            return StatementKind.postponed("the revocation could not be kept");
        }
        // Only now: noted before, a copy that comes meanwhile would be acknowledged while nothing is kept.
        boolean first = seen.add(id, execution.timeSource().nanoTime());
        return kind.taken(first ? SecurityEventReply.Result.APPLIED : SecurityEventReply.Result.REPEATED);
    }

    /** Tells all; false when one could not keep it, or there is nobody. */
    private boolean revoke(Revocation revocation) {
        // One look: who leaves between two would leave nobody, and nobody to say so.
        List<Place> places = List.copyOf(sinks);
        boolean kept = !places.isEmpty();
        for (Place place : places) {
            try {
                kept &= place.sink.revoke(revocation);
            } catch (RuntimeException | Error bug) {
                log.error("a revocation was not carried out: {}", Redaction.describe(bug));
                kept = false;
            }
        }
        return kept;
    }

    /** Builds {@link SecurityEvents}. Not thread-safe. */
    public static final class Builder {
        private final StatementVerifier verifier;
        private final Execution execution;
        private Duration timeout = Duration.ofSeconds(3);
        private Duration window = Duration.ofHours(24);
        private int remembered = 100_000;
        private Set<String> alsoFor = Set.of();

        private Builder(StatementVerifier verifier, Execution execution) {
            this.verifier = Objects.requireNonNull(verifier, "verifier");
            this.execution = Objects.requireNonNull(execution, "execution");
        }

        /**
         * How long a statement may wait for the provider's keys. Default: 3 s.
         *
         * @param timeout 10 ms to 1 minute
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Settings.requireWithin("timeout", timeout, Duration.ofMillis(10), Duration.ofMinutes(1));
            return this;
        }

        /**
         * How old a statement may be, and how long its id is remembered. Default: 24 hours, which is how long
         * {@code Revocations.inMemory()} keeps what it says.
         *
         * @param window 1 minute to 30 days
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder window(Duration window) {
            this.window = Settings.requireWithin("window", window, Duration.ofMinutes(1), Duration.ofDays(30));
            return this;
        }

        /**
         * How many ids are remembered at most. Default: 100,000. Of more, the oldest are forgotten.
         *
         * @param remembered 1 to 10,000,000
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder remembered(int remembered) {
            this.remembered = Settings.requireRange("remembered", remembered, 1, 10_000_000);
            return this;
        }

        /**
         * Lets the provider revoke what other issuers issued, for a transmitter that speaks for them. Default: what is its own.
         *
         * @param issuers {@code iss} values
         * @return this builder
         * @throws IllegalArgumentException when one is blank
         */
        public Builder alsoFor(String... issuers) {
            for (String issuer : issuers) {
                Settings.requireText("alsoFor", issuer);
            }
            this.alsoFor = Set.of(issuers);
            return this;
        }

        /**
         * Builds the receiver. It starts nothing.
         *
         * @return a feed without subscribers
         */
        public SecurityEvents build() {
            return new SecurityEvents(this);
        }
    }
}
