package io.handclasp.websocket.attack;

import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.verify.TokenVerifier;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * A verifier with what stands around it.
 *
 * @param name for the table
 * @param verifier the verifier
 * @param policy the resilience
 * @param controls the good tokens
 * @param asksAboutEach whether each token costs a call; else the keys are fetched once
 * @param outage whether the service goes down before the attack
 */
record Target(
        String name,
        Function<Bench, TokenVerifier> verifier,
        Function<Bench, ResiliencePolicy> policy,
        List<String> controls,
        boolean asksAboutEach,
        boolean outage) {

    /** With more time than the standard's 250 ms for an attempt: a busy machine must not look like a bad token tried again. */
    static ResiliencePolicy patient(ResiliencePolicy policy) {
        return policy.withDeadline(Duration.ofSeconds(5))
                .withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofSeconds(4)));
    }

    /** Without a memory: each token is judged. */
    static Target strict(String name, Function<Bench, TokenVerifier> verifier, boolean asksAboutEach) {
        return new Target(
                name,
                verifier,
                bench -> patient(ResiliencePolicy.strict()),
                List.copyOf(Controls.all().keySet()),
                asksAboutEach,
                false);
    }

    Target with(Function<Bench, ResiliencePolicy> other) {
        return new Target(name, verifier, other, controls, asksAboutEach, outage);
    }

    Target admitting(List<String> tokens) {
        return new Target(name, verifier, policy, tokens, asksAboutEach, outage);
    }

    Target duringAnOutage() {
        return new Target(name, verifier, policy, controls, asksAboutEach, true);
    }

    @Override
    public String toString() {
        return name;
    }
}
