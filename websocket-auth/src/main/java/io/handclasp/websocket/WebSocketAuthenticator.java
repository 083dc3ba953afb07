package io.handclasp.websocket;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.Judgement;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.ResilientVerifier;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates WebSocket handshakes: finds the token, has it judged, and says what became of it. Thread-safe; build one
 * and share it. {@link #close()} ends the threads that it started itself, and no others.
 *
 * <p>Every handshake gets exactly one {@link AuthOutcome}, by the policy's deadline. No method throws because of what a
 * client sent or because the auth service is away.
 */
public final class WebSocketAuthenticator implements AutoCloseable {
    private final TokenExtractor extractor;
    private final TokenVerifier judge;
    private final ResilientVerifier verifier;
    private final ResiliencePolicy policy;
    private final Execution execution;
    private final OutcomeFactory outcomes;
    private final PendingOutcomes pending;
    private volatile boolean closed;

    private WebSocketAuthenticator(
            TokenExtractor extractor, ResiliencePolicy policy, TokenVerifier judge, Execution execution) {
        this.extractor = extractor;
        this.policy = policy;
        this.judge = judge;
        this.execution = execution;
        this.verifier = new ResilientVerifier(judge, policy, execution);
        this.outcomes = new OutcomeFactory(policy.retryAfter(), execution.timeSource());
        this.pending = new PendingOutcomes(outcomes, execution);
    }

    /**
     * Starts an authenticator.
     *
     * @return a builder that still needs a verifier
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Authenticates a handshake and waits for the outcome, at most for the policy's deadline. For containers with threads
     * to spare; where they are few, use {@link #authenticateAsync}.
     *
     * @param request the handshake
     * @return the outcome; {@link AuthOutcome.Unavailable} when the thread is interrupted, whose flag is then set again
     */
    public AuthOutcome authenticate(HandshakeRequest request) {
        Deadline deadline = Deadline.after(policy.deadline(), execution.timeSource());
        try {
            return authenticate(request, deadline).get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return outcomes.unavailable(UnavailableReason.SHUT_DOWN);
        } catch (TimeoutException late) {
            return outcomes.unavailable(UnavailableReason.TIMEOUT);
        } catch (ExecutionException bug) {
            return outcomes.errored("the authenticator failed", bug);
        }
    }

    /**
     * Authenticates a handshake without holding a thread. The stage never fails. It completes at once when the answer
     * needs no waiting, else on a thread of the executor, and at the deadline on the scheduler's.
     *
     * @param request the handshake
     * @return the outcome
     */
    public CompletionStage<AuthOutcome> authenticateAsync(HandshakeRequest request) {
        return authenticate(request, Deadline.after(policy.deadline(), execution.timeSource()))
                .minimalCompletionStage();
    }

    private CompletableFuture<AuthOutcome> authenticate(HandshakeRequest request, Deadline deadline) {
        if (closed) {
            return CompletableFuture.completedFuture(outcomes.unavailable(UnavailableReason.SHUT_DOWN));
        }
        Extraction extraction;
        try {
            extraction = Objects.requireNonNull(extractor.extract(request), "the extractor answered null");
        } catch (RuntimeException bug) {
            return CompletableFuture.completedFuture(outcomes.errored("the token extractor failed", bug));
        }
        if (extraction instanceof Extraction.Found found) {
            return judge(found, deadline);
        }
        return CompletableFuture.completedFuture(new AuthOutcome.Rejected(refusalOf(extraction)));
    }

    private static RejectReason refusalOf(Extraction extraction) {
        if (extraction instanceof Extraction.Missing) {
            return RejectReason.MISSING_TOKEN;
        }
        return extraction instanceof Extraction.Ambiguous
                ? RejectReason.AMBIGUOUS_TOKEN
                : RejectReason.MALFORMED_REQUEST;
    }

    private CompletableFuture<AuthOutcome> judge(Extraction.Found found, Deadline deadline) {
        CompletableFuture<Judgement> judging = verifier.judge(found.token(), deadline);
        if (judging.isDone()) {
            return judging.handle(outcomes::of);
        }
        return pending.add(judging, deadline);
    }

    /**
     * Copies this authenticator for a drill: same settings and threads, but circuit breakers, keys and counters of its own, over a
     * transport into which the caller puts faults. This authenticator and its auth service's clients notice nothing of it,
     * apart from the calls that the rehearsal makes.
     *
     * @param decorator gets each transport to the auth service and gives the one to be used in its place
     * @return the copy; closing it leaves this authenticator's threads alone
     * @throws IllegalStateException when the verifier is none that reaches its judge through a {@link VerifierTransport}
     */
    public WebSocketAuthenticator rehearsal(UnaryOperator<VerifierTransport> decorator) {
        Objects.requireNonNull(decorator, "decorator");
        if (!(judge instanceof TransportVerifier overTransport)) {
            throw new IllegalStateException(
                    "verifier was " + judge.name()
                            + ", which cannot be rehearsed: it is no TransportVerifier, so there is nothing to put faults around");
        }
        return new WebSocketAuthenticator(
                extractor, policy, overTransport.withTransport(decorator), execution.shared());
    }

    /**
     * Where this authenticator looks for tokens. An adapter that hides the token from what comes after it asks the same
     * extractor where it was.
     *
     * @return the extractor
     */
    public TokenExtractor extractor() {
        return extractor;
    }

    /**
     * How long a handshake may wait for its outcome.
     *
     * @return the policy's deadline
     */
    public Duration deadline() {
        return policy.deadline();
    }

    /**
     * What this authenticator's work runs on.
     *
     * @return the host's own executor and scheduler, or those that {@link #close()} ends
     */
    public Execution execution() {
        return execution;
    }

    /**
     * The circuit breakers.
     *
     * @return the state of each endpoint's breaker, by the endpoint's name
     */
    public Map<String, BreakerState> breakers() {
        return verifier.breakers();
    }

    /**
     * Ends the threads that this authenticator started. Handshakes under way and handshakes that come later are
     * {@link AuthOutcome.Unavailable}. May be called twice.
     */
    @Override
    public void close() {
        closed = true;
        execution.close();
        pending.shutDown();
    }

    /** Builds a {@link WebSocketAuthenticator}. Not thread-safe. */
    public static final class Builder {
        private TokenExtractor extractor = TokenExtractors.standard();
        private ResiliencePolicy policy = ResiliencePolicy.standard();
        private TimeSource timeSource = TimeSource.system();
        private @Nullable TokenVerifier verifier;
        private @Nullable Executor executor;
        private @Nullable ScheduledExecutorService scheduler;

        private Builder() {}

        /**
         * Sets who judges the tokens. Required.
         *
         * @param verifier the judge; resilience is put around it
         * @return this builder
         */
        public Builder verifier(TokenVerifier verifier) {
            this.verifier = Objects.requireNonNull(verifier, "verifier");
            return this;
        }

        /**
         * Sets where tokens are looked for. Default: {@link TokenExtractors#standard()}.
         *
         * @param extractor the extractor
         * @return this builder
         */
        public Builder extractor(TokenExtractor extractor) {
            this.extractor = Objects.requireNonNull(extractor, "extractor");
            return this;
        }

        /**
         * Sets how outages are met. Default: {@link ResiliencePolicy#standard()}.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder resilience(ResiliencePolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Hands over the host's executor and scheduler; {@link WebSocketAuthenticator#close()} leaves them alone. Default:
         * threads of the authenticator's own, which {@code close()} ends.
         *
         * @param executor runs continuations and the host's {@code onOpen}
         * @param scheduler runs timers
         * @return this builder
         */
        public Builder execution(Executor executor, ScheduledExecutorService scheduler) {
            this.executor = Objects.requireNonNull(executor, "executor");
            this.scheduler = Objects.requireNonNull(scheduler, "scheduler");
            return this;
        }

        /**
         * Sets the clock. Default: the system's.
         *
         * @param timeSource the clock
         * @return this builder
         */
        public Builder timeSource(TimeSource timeSource) {
            this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
            return this;
        }

        /**
         * Builds the authenticator.
         *
         * @return an authenticator to be closed by the host
         * @throws IllegalStateException when no verifier was set
         */
        public WebSocketAuthenticator build() {
            if (verifier == null) {
                throw new IllegalStateException("verifier was not set, call verifier(TokenVerifiers.…)");
            }
            Execution execution = executor != null && scheduler != null
                    ? Execution.of(executor, scheduler, timeSource)
                    : Execution.owned(timeSource);
            return new WebSocketAuthenticator(extractor, policy, verifier, execution);
        }
    }
}
