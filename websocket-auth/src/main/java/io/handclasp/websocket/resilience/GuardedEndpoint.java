package io.handclasp.websocket.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
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

    GuardedEndpoint(TokenVerifier verifier, BreakerPolicy policy, Execution execution) {
        this.verifier = verifier;
        this.execution = execution;
        this.breaker = CircuitBreaker.of(verifier.name(), config(policy, execution.timeSource()));
        breaker.getEventPublisher()
                .onStateTransition(event -> log.warn(
                        "circuit breaker of {}: {}", event.getCircuitBreakerName(), event.getStateTransition()));
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
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            default -> BreakerState.CLOSED;
        };
    }

    /** Asks for one call; whoever gets true must {@link #call}. */
    boolean tryAcquire() {
        return breaker.tryAcquirePermission();
    }

    CompletableFuture<Verification> call(BearerToken token, Deadline deadline) {
        long startNanos = execution.timeSource().nanoTime();
        CompletableFuture<Verification> result = TimedCall.start(verifier, token, deadline, execution);
        Stages.onDone(
                result,
                (verdict, failure) ->
                        record(verdict, failure, execution.timeSource().nanoTime() - startNanos));
        return result;
    }

    private void record(@Nullable Verification verdict, @Nullable Throwable failure, long elapsedNanos) {
        if (verdict instanceof Verification.Valid) {
            breaker.onSuccess(elapsedNanos, TimeUnit.NANOSECONDS);
        } else if (verdict != null) {
            // However long it took: bad tokens must not be able to open the breaker, not even slowly.
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        } else if (failure instanceof VerifierUnavailableException unavailable
                && unavailable.reason().counted()) {
            breaker.onError(elapsedNanos, TimeUnit.NANOSECONDS, unavailable);
        } else {
            // A bug, a cancelled call, or an inability that says nothing about the endpoint.
            breaker.releasePermission();
        }
    }
}
