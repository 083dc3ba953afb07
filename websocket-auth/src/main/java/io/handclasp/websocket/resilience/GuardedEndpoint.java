package io.handclasp.websocket.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One endpoint behind its circuit breaker. The attempt's timeout lies inside the breaker: a call that never completes
 * would never be recorded, and hung trial calls would keep every permit of a half-open breaker for ever.
 */
final class GuardedEndpoint {
    private static final Logger log = LoggerFactory.getLogger(GuardedEndpoint.class);

    private final TokenVerifier verifier;
    private final CircuitBreaker breaker;
    private final Execution execution;
    private final AuthObserver observer;
    private final long silentNanos;

    GuardedEndpoint(TokenVerifier verifier, ResiliencePolicy policy, Execution execution, AuthObserver observer) {
        this.verifier = verifier;
        this.execution = execution;
        this.observer = observer;
        this.silentNanos = policy.hedgeAfter().map(Duration::toNanos).orElse(Long.MAX_VALUE);
        this.breaker = CircuitBreaker.of(verifier.name(), config(policy.breaker(), execution.timeSource()));
        breaker.getEventPublisher()
                .onStateTransition(event -> changed(
                        event.getStateTransition().getFromState(),
                        event.getStateTransition().getToState()));
    }

    private void changed(CircuitBreaker.State from, CircuitBreaker.State to) {
        log.warn("circuit breaker of {}: from {} to {}", verifier.name(), shown(from), shown(to));
        observer.record(new AuthEvent.BreakerChanged(
                verifier.name(), shown(from).name(), shown(to).name()));
    }

    private static CircuitBreakerConfig config(BreakerPolicy policy, TimeSource timeSource) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) policy.window().toSeconds())
                .minimumNumberOfCalls(policy.minimumCalls())
                .failureRateThreshold((float) (policy.failureRate() * 100))
                .slowCallDurationThreshold(policy.slowCall())
                .slowCallRateThreshold((float) (policy.failureRate() * 100))
                .waitDurationInOpenState(policy.openFor())
                .permittedNumberOfCallsInHalfOpenState(policy.halfOpenCalls())
                .writableStackTraceEnabled(false)
                .clock(new MonotonicClock(timeSource))
                .currentTimestampFunction(clock -> timeSource.nanoTime(), TimeUnit.NANOSECONDS)
                .build();
    }

    String name() {
        return verifier.name();
    }

    BreakerState state() {
        return shown(breaker.getState());
    }

    private static BreakerState shown(CircuitBreaker.State state) {
        return switch (state) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            default -> BreakerState.CLOSED;
        };
    }

    /** Asks for one call; whoever gets true must {@link #call}. */
    boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    /**
     * Makes the call.
     *
     * @param fair whether it has the time that a call should have
     * @param news whether its failure would say something new about the endpoint
     */
    CompletableFuture<Verification> call(BearerToken token, Deadline deadline, boolean fair, boolean news) {
        long startNanos = execution.timeSource().nanoTime();
        CompletableFuture<Verification> result = TimedCall.start(verifier, token, deadline, execution, fair);
        // What is returned completes after the breaker has counted: who retries must meet the breaker as it is now.
        CompletableFuture<Verification> answer = new CompletableFuture<>();
        Stages.cancelWith(answer, result);
        Stages.onDone(result, (verdict, failure) -> {
            try {
                long elapsedNanos = execution.timeSource().nanoTime() - startNanos;
                record(verdict, failure, elapsedNanos, news);
                observer.record(new AuthEvent.CallFinished(
                        name(), resultOf(verdict, failure), reasonOf(failure), Duration.ofNanos(elapsedNanos)));
            } finally { // whatever goes wrong in telling of it, a place and a caller wait for the end of this call
                if (verdict != null) {
                    answer.complete(verdict);
                } else if (failure != null) {
                    answer.completeExceptionally(failure);
                }
            }
        });
        return answer;
    }

    private static AuthEvent.CallResult resultOf(@Nullable Verification verdict, @Nullable Throwable failure) {
        if (verdict != null) {
            return verdict instanceof Verification.Valid ? AuthEvent.CallResult.VALID : AuthEvent.CallResult.INVALID;
        }
        if (failure instanceof VerifierUnavailableException) {
            return AuthEvent.CallResult.UNAVAILABLE;
        }
        return failure instanceof CancellationException ? AuthEvent.CallResult.CANCELLED : AuthEvent.CallResult.FAILED;
    }

    private static Optional<UnavailableReason> reasonOf(@Nullable Throwable failure) {
        return failure instanceof VerifierUnavailableException unavailable
                ? Optional.of(unavailable.reason())
                : Optional.empty();
    }

    private void record(@Nullable Verification verdict, @Nullable Throwable failure, long elapsedNanos, boolean news) {
        if (verdict instanceof Verification.Valid) {
            breaker.onSuccess(elapsedNanos, TimeUnit.NANOSECONDS);
        } else if (verdict != null) {
            // However long it took: bad tokens must not be able to open the breaker, not even slowly.
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else if (failure != null && isTheEndpoints(failure, elapsedNanos) && (news || isTrial())) {
            breaker.onError(elapsedNanos, TimeUnit.NANOSECONDS, failure);
        } else {
            // A bug, an inability that says nothing about the endpoint, or one that it was blamed for already.
            breaker.releasePermission();
        }
    }

    /** Whether the endpoint is to blame; also one that was silent so long that another was asked, and answered first. */
    private boolean isTheEndpoints(Throwable failure, long elapsedNanos) {
        return failure instanceof VerifierUnavailableException unavailable
                ? unavailable.reason().counted()
                : failure instanceof CancellationException && elapsedNanos >= silentNanos;
    }

    /** A trial must come to a result, or the breaker would stay half open. */
    private boolean isTrial() {
        return breaker.getState() == CircuitBreaker.State.HALF_OPEN;
    }
}
