package io.handclasp.websocket;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthHealth;
import io.handclasp.websocket.observe.AuthListener;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.ResilientVerifier;
import io.handclasp.websocket.resilience.VerdictCache;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.transport.TransportVerifier;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final RevocationStore revocations;
    private final Optional<DemoMode> demo;
    private final ResiliencePolicy policy;
    private final Execution execution;
    private final OutcomeFactory outcomes;
    private final HandshakeJudge handshakes;
    private final AwaitedMessages awaited = new AwaitedMessages();
    private final AuthObserver observer;
    private final OutcomeReports reports;
    private final @Nullable HandshakeLimits limits;

    private WebSocketAuthenticator(Builder settings, TokenVerifier judge, Execution execution, AuthObserver observer) {
        this.extractor = settings.guarded();
        this.policy = settings.policy;
        this.revocations = settings.revocations;
        this.demo = settings.demo;
        this.judge = judge;
        this.execution = execution;
        this.verifier = new ResilientVerifier(
                judge, policy, execution, revocations, observer, Optional.ofNullable(settings.verdictCache));
        this.outcomes = new OutcomeFactory(policy.retryAfter(), revocations, execution.timeSource());
        this.observer = observer;
        this.reports = new OutcomeReports(observer, outcomes, policy.deadline());
        this.limits = settings.limits;
        this.handshakes = new HandshakeJudge(
                extractor,
                Optional.ofNullable(limits),
                demo,
                verifier,
                outcomes,
                reports,
                policy.deadline(),
                execution);
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
        Deadline deadline = handshakes.deadline();
        Deciding deciding = handshakes.judge(request, deadline);
        return reports.report(await(deciding.outcome(), deadline), deciding, deadline);
    }

    private AuthOutcome await(CompletableFuture<AuthOutcome> outcome, Deadline deadline) {
        try {
            // Most often it is there, and then nobody need look at the clock.
            return outcome.isDone() ? outcome.get() : outcome.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
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
        Deadline deadline = handshakes.deadline();
        return reports.whenDecided(handshakes.judge(request, deadline), deadline)
                .minimalCompletionStage();
    }

    /**
     * Authenticates handshakes whose token may come as the first message, for whoever holds back messages until the verdict;
     * {@code HandshakeConfigurator} does. {@link #authenticate} and {@link #authenticateAsync} go on to refuse a handshake without
     * a token.
     *
     * @param policy how the message is read and how long it is waited for
     * @return what begins such handshakes; it ends with this authenticator
     * @throws IllegalArgumentException when the policy's wait is longer than {@link #deadline()}
     */
    public FirstMessages firstMessages(FirstMessagePolicy policy) {
        return new FirstMessages(policy, handshakes, awaited, execution);
    }

    /**
     * Asks once more whether an admission still holds: what is revoked between a verdict and the moment at which a session is
     * registered would else be missed by both. To be called when the session can be found by whoever closes revoked ones.
     *
     * @param admitted an outcome of this authenticator
     * @return the same, or a refusal when the token was revoked meanwhile
     */
    public AuthOutcome confirm(AuthOutcome.Authenticated admitted) {
        return demo.isPresent() ? admitted : outcomes.confirmed(admitted);
    }

    /**
     * Judges a token that comes over a session that is open already. It is judged like any other, within the policy's deadline
     * and without holding a thread, but it is no handshake: neither {@link #health()} nor {@code HandshakeDecided} counts it.
     *
     * @param token the token
     * @return the outcome; the stage never fails
     */
    public CompletionStage<AuthOutcome> authenticateAsync(BearerToken token) {
        return handshakes.outcomeOf(token).minimalCompletionStage();
    }

    /**
     * Who knows what was revoked.
     *
     * @return the store that each admission is held against
     */
    public RevocationStore revocations() {
        return revocations;
    }

    /**
     * Where this authenticator reports what happens. Plumbing, for those who guard what it admitted.
     *
     * @return the observer that tells the listeners
     */
    public AuthObserver observer() {
        return observer;
    }

    /**
     * Copies this authenticator for a drill: same settings, revocations and threads, but circuit breakers, remembered verdicts,
     * keys, counters and health of its own and no listeners, over a transport into which the caller puts faults. This
     * authenticator and its auth service's clients notice nothing of it, apart from the calls that the rehearsal makes.
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
                new Builder(this), overTransport.withTransport(decorator), execution.shared(), observer.rehearsal());
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
     * How outages are met, for whoever checks that they are.
     *
     * @return the policy that this authenticator was built with
     */
    public ResiliencePolicy resilience() {
        return policy;
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
     * How handshakes fared over the last while. Without handshakes it is UNKNOWN, not healthy.
     *
     * @return a snapshot
     */
    public AuthHealth health() {
        return observer.health();
    }

    /**
     * Ends the threads that this authenticator started. Handshakes under way and handshakes that come later are
     * {@link AuthOutcome.Unavailable}. May be called twice.
     */
    @Override
    public void close() {
        handshakes.close();
        verifier.close();
        execution.close();
        awaited.shutDown();
        handshakes.shutDown();
    }

    /** Builds a {@link WebSocketAuthenticator}. Not thread-safe. */
    public static final class Builder {
        private TokenExtractor extractor = TokenExtractors.standard();
        private ResiliencePolicy policy = ResiliencePolicy.standard();
        private TimeSource timeSource = TimeSource.system();
        private RevocationStore revocations = Revocations.none();
        private Optional<DemoMode> demo = Optional.empty();
        private HealthPolicy health = HealthPolicy.standard();
        private final List<AuthListener> listeners = new ArrayList<>();
        private @Nullable HandshakeLimits limits;
        private @Nullable OriginPolicy originPolicy;
        private @Nullable TokenVerifier verifier;
        private @Nullable VerdictCache verdictCache;
        private @Nullable Executor executor;
        private @Nullable ScheduledExecutorService scheduler;

        private Builder() {}

        private Builder(WebSocketAuthenticator original) {
            this.extractor = original.extractor;
            this.policy = original.policy;
            this.revocations = original.revocations;
            this.demo = original.demo;
            this.limits = original.limits;
        }

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
         * Sets whose pages may open connections: every handshake with another {@code Origin} is refused with 403, or closed
         * with 4403, whatever its token. One without {@code Origin} comes from no page of a browser and passes. Default: any.
         *
         * @param originPolicy the policy
         * @return this builder
         */
        public Builder originPolicy(OriginPolicy originPolicy) {
            this.originPolicy = Objects.requireNonNull(originPolicy, "originPolicy");
            return this;
        }

        /**
         * Sets how much of a handshake is read; a larger one is malformed. Default: the handshake's own limits, which are
         * {@link HandshakeLimits#standard()} unless whoever built it set others.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(HandshakeLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
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
         * Shares good verdicts with other nodes. What this node remembers itself is asked first, the judge last; a cache that is
         * slow or away costs its own patience and nothing else. A rehearsal goes without. Default: none.
         *
         * @param verdictCache the cache; it stays the host's to close
         * @return this builder
         */
        public Builder verdictCache(VerdictCache verdictCache) {
            this.verdictCache = Objects.requireNonNull(verdictCache, "verdictCache");
            return this;
        }

        /**
         * Sets who knows what was revoked before its time. Default: {@link Revocations#none()}.
         *
         * @param revocations asked after every verdict, wherever it comes from
         * @return this builder
         */
        public Builder revocations(RevocationStore revocations) {
            this.revocations = Objects.requireNonNull(revocations, "revocations");
            return this;
        }

        /**
         * Admits every handshake without a judge, for development: whether it brings a token or none. It takes a second sign:
         * the process must run with the environment variable {@code HANDCLASP_ENV=development}, and on no platform for
         * production (Cloud Run, Kubernetes and others are told by their variables). Each admission is logged as a warning, its
         * identity is {@code demo} with a claim {@code demo}, and its evidence says {@code DEMO}. Takes the place of
         * {@link #verifier}.
         *
         * @return this builder
         * @throws IllegalStateException when the second sign is missing, or the process runs on such a platform
         */
        public Builder demoMode() {
            return demoMode(System.getenv());
        }

        Builder demoMode(Map<String, String> environment) {
            this.demo = Optional.of(DemoMode.in(environment));
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
         * Adds a listener. May be called several times; they are told in this order. Default: none.
         *
         * @param listener is told of every handshake and of the calls behind it
         * @return this builder
         */
        public Builder listener(AuthListener listener) {
            listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Sets how health is judged. Default: {@link HealthPolicy#standard()}.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder health(HealthPolicy policy) {
            this.health = Objects.requireNonNull(policy, "policy");
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
         * @throws IllegalStateException when no verifier was set, or demo mode beside one, or when verdicts are shared that the
         *     policy's {@code cache.ttl} of zero does not allow to remember
         */
        public WebSocketAuthenticator build() {
            if (demo.isPresent() && verifier != null) {
                throw new IllegalStateException("verifier and demoMode were both set, must be one of them");
            }
            TokenVerifier judge = demo.<TokenVerifier>map(DemoMode::nobody).orElse(verifier);
            if (judge == null) {
                throw new IllegalStateException("verifier was not set, call verifier(TokenVerifiers.…)");
            }
            Execution execution = executor != null && scheduler != null
                    ? Execution.of(executor, scheduler, timeSource)
                    : Execution.owned(timeSource);
            return new WebSocketAuthenticator(this, judge, execution, AuthObserver.of(health, listeners, timeSource));
        }

        private TokenExtractor guarded() {
            TokenExtractor bounded = originPolicy == null
                    ? TokenExtractors.allOf(extractor)
                    : TokenExtractors.fromOrigins(originPolicy, extractor);
            return limits == null ? bounded : TokenExtractors.within(limits, bounded);
        }
    }
}
