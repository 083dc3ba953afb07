package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verifier that goes on giving verdicts while its judge is slow or flaky. From the outside in: remembered verdicts, one
 * question for all who ask about one token at the same time, retries, a bound for the calls under way, one circuit breaker for
 * each endpoint, and the timeout of each attempt; all within one deadline. When the judge cannot be reached at all, the
 * {@link DegradedPolicy} decides. Whatever the source of a good verdict, the revocation store has the last word. Thread-safe.
 *
 * <p>Every question gets exactly one answer by its deadline, as long as its scheduler runs.
 */
public final class ResilientVerifier implements TokenVerifier, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ResilientVerifier.class);

    private final String name;
    private final boolean remote;
    private final Execution execution;
    private final RevocationStore revocations;
    private final AuthObserver observer;
    private final TokenKeys keys = new TokenKeys();
    private final VerdictMemory memory;
    private final SharedMemory shared;
    private final Judges judges;
    private final Flights flights;
    private final DegradedJudge degraded;
    private final Rejudging rejudging;
    private final NotConfirmed notConfirmed;

    /**
     * Puts resilience around a verifier that is asked about no revocations.
     *
     * @param verifier the judge, or several endpoints of one
     * @param policy how
     * @param execution what timers and retries run on
     */
    public ResilientVerifier(TokenVerifier verifier, ResiliencePolicy policy, Execution execution) {
        this(
                verifier,
                policy,
                execution,
                Revocations.none(),
                AuthObserver.of(HealthPolicy.standard(), List.of(), execution.timeSource()));
    }

    /**
     * Puts resilience around a verifier.
     *
     * @param verifier the judge, or several endpoints of one
     * @param policy how
     * @param execution what timers and retries run on
     * @param revocations what was revoked before its time
     * @param observer is told of calls, breakers, shed load and degraded admissions
     */
    public ResilientVerifier(
            TokenVerifier verifier,
            ResiliencePolicy policy,
            Execution execution,
            RevocationStore revocations,
            AuthObserver observer) {
        this(verifier, policy, execution, revocations, observer, Optional.empty());
    }

    /**
     * Puts resilience around a verifier whose good verdicts are shared between nodes.
     *
     * @param verifier the judge, or several endpoints of one
     * @param policy how
     * @param execution what timers and retries run on
     * @param revocations what was revoked before its time
     * @param observer is told of calls, breakers, shed load and degraded admissions
     * @param cache is asked before the judge and told what it says; it is not closed here
     * @throws IllegalStateException when there is a cache, and the policy allows to remember nothing
     */
    public ResilientVerifier(
            TokenVerifier verifier,
            ResiliencePolicy policy,
            Execution execution,
            RevocationStore revocations,
            AuthObserver observer,
            Optional<VerdictCache> cache) {
        Objects.requireNonNull(policy, "policy");
        this.execution = Objects.requireNonNull(execution, "execution");
        this.revocations = Objects.requireNonNull(revocations, "revocations");
        this.observer = Objects.requireNonNull(observer, "observer");
        this.name = verifier.name();
        this.remote = verifier.remote();
        TimeSource timeSource = execution.timeSource();
        this.memory = new VerdictMemory(policy.cache(), policy.degraded(), timeSource);
        this.shared = new SharedMemory(
                cache, memory, revocations, execution, policy.cache().ttl());
        this.judges = new Judges(verifier, policy, execution, observer);
        this.degraded = new DegradedJudge(policy.degraded(), keys, memory, revocations, execution);
        this.flights = new Flights(
                policy,
                timeSource,
                (key, token, flight) ->
                        shared.ask(key, token, flight, () -> new RetryingCall(judges, token, flight).start()),
                this::learn,
                judges::tellShed);
        this.notConfirmed = new NotConfirmed(policy.deadline(), timeSource);
        this.rejudging = new Rejudging(execution, flights, this::rejudged);
    }

    private void learn(TokenKey key, BearerToken token, Verification verdict, Flight flight) {
        boolean revoked = verdict instanceof Verification.Valid valid && revocations.isRevoked(valid.identity());
        if (!revoked) {
            memory.learn(key, verdict, flight.askedNanos());
            shared.learn(token, verdict, flight);
        }
        degraded.prepare(key, token, verdict);
        if (!flight.isAnsweredByOthers()) {
            rejudging.judgeIsThere();
        }
    }

    private void rejudged(Rejudging.Admitted admitted, Verification verdict) {
        boolean confirmed = verdict instanceof Verification.Valid valid && !revocations.isRevoked(valid.identity());
        Identity identity = admitted.identity();
        if (!confirmed) {
            // Before it is told: a session that is registered between finds the one or is found by the other.
            notConfirmed.add(
                    identity,
                    verdict instanceof Verification.Invalid invalid ? invalid.reason() : RejectReason.REVOKED);
        }
        observer.record(new AuthEvent.DegradedAdmissionJudged(
                admitted.source().name(), identity.subject(), identity.tokenId(), identity.sessionId(), confirmed));
        if (!confirmed) {
            log.warn("a client that was admitted as {} was refused when {} was back", admitted.source(), name);
        }
    }

    /**
     * Judges a token and says how.
     *
     * @param token the token
     * @param deadline when the caller stops waiting
     * @return the verdict with its evidence, or a
     *     {@link io.handclasp.websocket.verify.VerifierUnavailableException}; the caller's own, to be cancelled without harm to
     *     others
     */
    public CompletableFuture<Judgement> judge(BearerToken token, Deadline deadline) {
        long startNanos = execution.timeSource().nanoTime();
        TokenKey key = keys.of(token);
        try {
            Judgement remembered = remembered(key, startNanos);
            if (remembered != null) {
                return CompletableFuture.completedFuture(remembered);
            }
        } catch (RuntimeException bugOfTheStore) {
            return CompletableFuture.failedFuture(bugOfTheStore);
        }
        return new Question(this, key, token, deadline, startNanos).ask();
    }

    private @Nullable Judgement remembered(TokenKey key, long startNanos) {
        Verification known = memory.fresh(key, startNanos);
        if (known == null || (known instanceof Verification.Valid && !revocations.complete())) {
            return null;
        }
        return judgement(known, Evidence.Source.CACHED, 0, startNanos);
    }

    /** The verdict as it stands now: what was revoked meanwhile is refused. */
    Judgement judgement(Verification verdict, Evidence.Source source, int attempts, long startNanos) {
        boolean revoked = verdict instanceof Verification.Valid valid && revocations.isRevoked(valid.identity());
        return new Judgement(
                revoked ? new Verification.Invalid(RejectReason.REVOKED) : verdict,
                new Evidence(
                        source,
                        attempts,
                        Duration.ofNanos(execution.timeSource().nanoTime() - startNanos)));
    }

    Execution execution() {
        return execution;
    }

    ResiliencePolicy policy() {
        return judges.policy();
    }

    Flights flights() {
        return flights;
    }

    /** How many questions to the judge are open. */
    int openQuestions() {
        return flights.pending();
    }

    /** How many were admitted without the judge and wait for its verdict. */
    int admittedDegraded() {
        return rejudging.size();
    }

    NotConfirmed notConfirmed() {
        return notConfirmed;
    }

    DegradedJudge degraded() {
        return degraded;
    }

    /** Who is admitted without the judge is judged when it is back; false when that cannot be promised. */
    boolean keepForRejudging(TokenKey key, BearerToken token, Identity identity, Evidence.Source source) {
        if (notConfirmed.isFull() || !rejudging.add(key, new Rejudging.Admitted(token, identity, source))) {
            return false;
        }
        observer.record(new AuthEvent.DegradedAdmission(source.name(), identity.tokenId(), identity.subject()));
        return true;
    }

    /**
     * What the judge said, when it was back, of somebody who was admitted without it. Plumbing: only a short time passes between
     * an admission and the session that is closed for such a refusal, and this is for that time.
     *
     * @param identity who was admitted in a degraded mode
     * @return why the judge refused; empty when it did not within the last minute
     */
    public Optional<RejectReason> refusedSince(Identity identity) {
        return notConfirmed.reason(identity);
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        return Stages.map(judge(token, deadline), Judgement::verification);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean remote() {
        return remote;
    }

    /**
     * Stops judging clients again that were admitted in a degraded mode, and admits no more of them. Questions that are open end
     * by their deadlines. May be called twice.
     */
    @Override
    public void close() {
        rejudging.close();
    }

    /**
     * The circuit breakers.
     *
     * @return the state of each endpoint's breaker, by the endpoint's name, in the endpoints' order
     */
    public Map<String, BreakerState> breakers() {
        return judges.breakers();
    }
}
