package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Tries one question until there is a verdict, or no further attempt can help. One instance serves one question. It holds
 * no thread while it waits.
 */
final class RetryingCall {
    private final List<GuardedEndpoint> endpoints;
    private final ResiliencePolicy policy;
    private final RetryBudget budget;
    private final Backoff backoff;
    private final Execution execution;
    private final BearerToken token;
    private final Deadline deadline;
    private final CompletableFuture<Judgement> result = new CompletableFuture<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final long startNanos;

    RetryingCall(
            List<GuardedEndpoint> endpoints,
            ResiliencePolicy policy,
            RetryBudget budget,
            Backoff backoff,
            Execution execution,
            BearerToken token,
            Deadline deadline) {
        this.endpoints = endpoints;
        this.policy = policy;
        this.budget = budget;
        this.backoff = backoff;
        this.execution = execution;
        this.token = token;
        this.deadline = deadline;
        this.startNanos = execution.timeSource().nanoTime();
    }

    CompletableFuture<Judgement> start() {
        budget.firstCall();
        attempt(1);
        return result;
    }

    private void attempt(int number) {
        GuardedEndpoint endpoint = admittingEndpoint(number - 1);
        if (endpoint == null) {
            result.completeExceptionally(new VerifierUnavailableException(
                    UnavailableReason.CIRCUIT_OPEN, "the circuit breaker is open at every endpoint"));
            return;
        }
        Stages.onDone(call(endpoint, number), (verdict, failure) -> {
            if (verdict != null) {
                Duration elapsed = Duration.ofNanos(execution.timeSource().nanoTime() - startNanos);
                result.complete(new Judgement(verdict, new Evidence(Evidence.Source.FRESH, calls.get(), elapsed)));
            } else if (failure instanceof VerifierUnavailableException unavailable) {
                retryOrFail(number, unavailable);
            } else if (failure != null) {
                result.completeExceptionally(failure);
            }
        });
    }

    private CompletableFuture<Verification> call(GuardedEndpoint endpoint, int number) {
        Deadline until = deadline.sooner(policy.retry().attemptTimeout());
        calls.incrementAndGet();
        CompletableFuture<Verification> first = endpoint.call(token, until);
        if (policy.hedgeAfter().isEmpty() || endpoints.size() == 1 || first.isDone()) {
            return first;
        }
        return HedgedCall.of(first, policy.hedgeAfter().get(), execution, () -> hedge(endpoint, number, until));
    }

    /** The same question to another endpoint, if one lets it through and the budget pays for it. */
    private Optional<CompletableFuture<Verification>> hedge(GuardedEndpoint asked, int number, Deadline until) {
        for (int i = 0; i < endpoints.size(); i++) {
            GuardedEndpoint other = endpoints.get((number + i) % endpoints.size());
            if (!other.equals(asked) && other.state() == BreakerState.CLOSED && budget.tryRetry()) {
                if (other.tryAcquire()) {
                    calls.incrementAndGet();
                    return Optional.of(other.call(token, until));
                }
            }
        }
        return Optional.empty();
    }

    /** The first endpoint, from the given place on, whose breaker lets a call through. */
    private @Nullable GuardedEndpoint admittingEndpoint(int place) {
        for (int i = 0; i < endpoints.size(); i++) {
            GuardedEndpoint endpoint = endpoints.get((place + i) % endpoints.size());
            if (endpoint.tryAcquire()) {
                return endpoint;
            }
        }
        return null;
    }

    private void retryOrFail(int attempt, VerifierUnavailableException failure) {
        Duration backedOff = backoff.after(attempt);
        Duration wait = failure.retryAfter()
                .filter(asked -> asked.compareTo(backedOff) > 0)
                .orElse(backedOff);
        boolean worthIt = failure.reason().retryable()
                && attempt < policy.retry().maxAttempts()
                && deadline.allows(wait.plus(policy.retry().attemptTimeout()))
                && budget.tryRetry();
        if (!worthIt) {
            result.completeExceptionally(failure);
            return;
        }
        try {
            // The timer's thread only hands over: the next attempt may run a host's code.
            execution.after(wait, () -> execute(attempt + 1));
        } catch (RejectedExecutionException shutDown) {
            result.completeExceptionally(failure);
        }
    }

    private void execute(int attempt) {
        try {
            execution.executor().execute(() -> attempt(attempt));
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(
                    new VerifierUnavailableException(UnavailableReason.SHED, "the executor refuses a retry"));
        }
    }
}
