package io.handclasp.websocket.resilience;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A verifier that goes on giving verdicts while its judge is slow or flaky: retries outside, one circuit breaker for each
 * endpoint inside, the timeout of each attempt innermost, all within one deadline. Thread-safe.
 *
 * <p>Every question gets exactly one answer by its deadline, as long as its scheduler runs.
 */
public final class ResilientVerifier implements TokenVerifier {
    private final List<GuardedEndpoint> endpoints;
    private final ResiliencePolicy policy;
    private final RetryBudget budget;
    private final Backoff backoff;
    private final Execution execution;
    private final String name;

    /**
     * Puts resilience around a verifier.
     *
     * @param verifier the judge, or several endpoints of one
     * @param policy how
     * @param execution what timers and retries run on
     */
    public ResilientVerifier(TokenVerifier verifier, ResiliencePolicy policy, Execution execution) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.execution = Objects.requireNonNull(execution, "execution");
        this.name = verifier.name();
        this.endpoints = verifier.endpoints().stream()
                .map(endpoint -> new GuardedEndpoint(endpoint, policy.breaker(), execution))
                .toList();
        this.budget =
                new RetryBudget(policy.retry().budgetRatio(), policy.retry().budgetReserve());
        this.backoff = new Backoff(
                policy.retry().firstBackoff(),
                policy.retry().longestBackoff(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /**
     * Judges a token and says how.
     *
     * @param token the token
     * @param deadline when the caller stops waiting
     * @return the verdict with its evidence, or a
     *     {@link io.handclasp.websocket.verify.VerifierUnavailableException}
     */
    public CompletableFuture<Judgement> judge(BearerToken token, Deadline deadline) {
        return new RetryingCall(endpoints, policy, budget, backoff, execution, token, deadline).start();
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        return judge(token, deadline).thenApply(Judgement::verification);
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * The circuit breakers.
     *
     * @return the state of each endpoint's breaker, by the endpoint's name, in the endpoints' order
     */
    public Map<String, BreakerState> breakers() {
        Map<String, BreakerState> states = new LinkedHashMap<>();
        endpoints.forEach(endpoint -> states.put(endpoint.name(), endpoint.state()));
        return states;
    }
}
