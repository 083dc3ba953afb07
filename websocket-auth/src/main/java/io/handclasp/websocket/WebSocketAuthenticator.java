package io.handclasp.websocket;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthHealth;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.resilience.BreakerState;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/**
 * Authenticates WebSocket handshakes: finds the token, has it judged, and says what became of it. Thread-safe; build one
 * and share it. {@link #close()} ends the threads that it started itself, and no others.
 *
 * <p>Every handshake gets exactly one {@link AuthOutcome}, by the policy's deadline. No method throws because of what a
 * client sent or because the auth service is away.
 */
public final class WebSocketAuthenticator implements AutoCloseable {
    private final AuthenticatorParts parts;

    WebSocketAuthenticator(AuthenticatorParts parts) {
        this.parts = parts;
    }

    /**
     * Starts an authenticator.
     *
     * @return a builder that still needs a verifier
     */
    public static WebSocketAuthenticatorBuilder builder() {
        return new WebSocketAuthenticatorBuilder();
    }

    /**
     * Authenticates a handshake and waits for the outcome, at most for the policy's deadline. For containers with threads
     * to spare; where they are few, use {@link #authenticateAsync}.
     *
     * @param request the handshake
     * @return the outcome; {@link AuthOutcome.Unavailable} when the thread is interrupted, whose flag is then set again
     */
    public AuthOutcome authenticate(HandshakeRequest request) {
        Deadline deadline = parts.handshakes.deadline();
        Deciding deciding = parts.handshakes.judge(request, deadline);
        return parts.reports.report(await(deciding.outcome(), deadline), deciding, deadline);
    }

    private AuthOutcome await(CompletableFuture<AuthOutcome> outcome, Deadline deadline) {
        try {
            // Most often it is there, and then nobody need look at the clock.
            return outcome.isDone() ? outcome.get() : outcome.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return parts.outcomes.unavailable(UnavailableReason.SHUT_DOWN);
        } catch (TimeoutException late) {
            return parts.outcomes.unavailable(UnavailableReason.TIMEOUT);
        } catch (ExecutionException bug) {
            return parts.outcomes.errored("the authenticator failed", bug);
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
        Deadline deadline = parts.handshakes.deadline();
        return parts.reports
                .whenDecided(parts.handshakes.judge(request, deadline), deadline)
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
        return new FirstMessages(policy, parts.handshakes, parts.awaited, parts.execution);
    }

    /**
     * Asks once more whether an admission still holds: what is revoked between a verdict and the moment at which a session is
     * registered would else be missed by both; so would what the auth service, back again, says of a client that was admitted
     * in a degraded mode. To be called when the session can be found by whoever closes such ones, and no later than a minute
     * after the outcome.
     *
     * @param admitted an outcome of this authenticator
     * @return the same, or a refusal when the token was revoked or refused meanwhile, or when nobody can say
     */
    public AuthOutcome confirm(AuthOutcome.Authenticated admitted) {
        return parts.common.demo().isPresent() ? admitted : parts.outcomes.confirmed(admitted);
    }

    /**
     * Judges a token that comes over a session that is open already. It is judged like any other, within the policy's deadline
     * and without holding a thread, but it is no handshake: neither {@link #health()} nor {@code HandshakeDecided} counts it.
     *
     * @param token the token
     * @return the outcome; the stage never fails
     */
    public CompletionStage<AuthOutcome> authenticateAsync(BearerToken token) {
        return parts.handshakes.outcomeOf(token).minimalCompletionStage();
    }

    /**
     * Who knows what was revoked.
     *
     * @return the store that each admission is held against
     */
    public RevocationStore revocations() {
        return parts.common.revocations();
    }

    /**
     * Where this authenticator reports what happens. Plumbing, for those who guard what it admitted.
     *
     * @return the observer that tells the listeners
     */
    public AuthObserver observer() {
        return parts.observer;
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
        return new WebSocketAuthenticator(parts.rehearsal(decorator));
    }

    /**
     * Where this authenticator looks for tokens. An adapter that hides the token from what comes after it asks the same
     * extractor where it was.
     *
     * @return the extractor
     */
    public TokenExtractor extractor() {
        return parts.common.extractor();
    }

    /**
     * How long a handshake may wait for its outcome.
     *
     * @return the policy's deadline
     */
    public Duration deadline() {
        return parts.common.policy().deadline();
    }

    /**
     * How outages are met, for whoever checks that they are.
     *
     * @return the policy that this authenticator was built with
     */
    public ResiliencePolicy resilience() {
        return parts.common.policy();
    }

    /**
     * What this authenticator's work runs on.
     *
     * @return the host's own executor and scheduler, or those that {@link #close()} ends
     */
    public Execution execution() {
        return parts.execution;
    }

    /**
     * The circuit breakers.
     *
     * @return the state of each endpoint's breaker, by the endpoint's name
     */
    public Map<String, BreakerState> breakers() {
        return parts.verifier.breakers();
    }

    /**
     * How handshakes fared over the last while. Without handshakes it is UNKNOWN, not healthy.
     *
     * @return a snapshot
     */
    public AuthHealth health() {
        return parts.observer.health();
    }

    /**
     * Ends the threads that this authenticator started. Handshakes under way and handshakes that come later are
     * {@link AuthOutcome.Unavailable}. What has begun on threads of its own, a session's {@code onOpen} or a close frame,
     * may finish within a second, and is interrupted then. May be called twice.
     */
    @Override
    public void close() {
        parts.close();
    }
}
