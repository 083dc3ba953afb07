package io.handclasp.websocket.resilience;

import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.verify.TokenVerifier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The endpoints of one judge, each behind its breaker, and what all calls to them share. Thread-safe. */
final class Judges {
    private final List<GuardedEndpoint> endpoints;
    private final ResiliencePolicy policy;
    private final Execution execution;
    private final AuthObserver observer;
    private final String name;
    private final RetryBudget budget;
    private final Backoff backoff;
    private final Optional<CallAdmission> admission;
    private final Duration leastCallTime;

    Judges(TokenVerifier verifier, ResiliencePolicy policy, Execution execution, AuthObserver observer) {
        this.policy = policy;
        this.execution = execution;
        this.observer = observer;
        this.name = verifier.name();
        this.endpoints = verifier.endpoints().stream()
                .map(endpoint -> new GuardedEndpoint(endpoint, policy, execution, observer))
                .toList();
        RetryPolicy retry = policy.retry();
        this.budget = new RetryBudget(retry.budgetRatio(), retry.budgetReserve());
        this.backoff = new Backoff(
                retry.firstBackoff(),
                retry.longestBackoff(),
                () -> ThreadLocalRandom.current().nextDouble());
        this.leastCallTime = leastCallTime(policy);
        this.admission = verifier.remote()
                ? Optional.of(new CallAdmission(policy.admission(), leastCallTime, execution))
                : Optional.empty();
    }

    /** Who waited so long that less than this is left need not call any more. */
    private static Duration leastCallTime(ResiliencePolicy policy) {
        Duration attempt = policy.retry().attemptTimeout();
        Duration tenth = policy.deadline().dividedBy(10);
        return attempt.compareTo(tenth) < 0 ? attempt : tenth;
    }

    /** The least time that a call needs: who has less left need not begin. */
    Duration leastCallTime() {
        return leastCallTime;
    }

    ResiliencePolicy policy() {
        return policy;
    }

    Execution execution() {
        return execution;
    }

    RetryBudget budget() {
        return budget;
    }

    Backoff backoff() {
        return backoff;
    }

    /** Bounds the calls; empty where the judge needs none. */
    Optional<CallAdmission> admission() {
        return admission;
    }

    /** A question was turned away for want of room. */
    void tellShed() {
        observer.record(new AuthEvent.LoadShed(name));
    }

    /** Gives back the place of a call. */
    void leave() {
        admission.ifPresent(CallAdmission::leave);
    }

    boolean single() {
        return endpoints.size() == 1;
    }

    /** The first endpoint, from the given place on, whose breaker lets a call through. */
    @Nullable
    GuardedEndpoint admittingEndpoint(int place) {
        for (int i = 0; i < endpoints.size(); i++) {
            GuardedEndpoint endpoint = endpoints.get((place + i) % endpoints.size());
            if (endpoint.tryAcquire()) {
                return endpoint;
            }
        }
        return null;
    }

    /** Another endpoint for a second call: with a place among the calls, paid for like a retry, its breaker closed. */
    Optional<GuardedEndpoint> hedgeEndpoint(GuardedEndpoint asked, int place) {
        for (int i = 0; i < endpoints.size(); i++) {
            GuardedEndpoint other = endpoints.get((place + i) % endpoints.size());
            if (!other.equals(asked) && other.state() == BreakerState.CLOSED) {
                if (mayCallOnceMore(other)) {
                    return Optional.of(other);
                }
            }
        }
        return Optional.empty();
    }

    private boolean mayCallOnceMore(GuardedEndpoint endpoint) {
        if (admission.isPresent() && !admission.get().tryEnter()) {
            return false;
        }
        if (budget.tryRetry() && endpoint.tryAcquire()) {
            return true;
        }
        leave();
        return false;
    }

    Map<String, BreakerState> breakers() {
        Map<String, BreakerState> states = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> states.put(endpoint.name(), endpoint.state()));
        return states;
    }
}
