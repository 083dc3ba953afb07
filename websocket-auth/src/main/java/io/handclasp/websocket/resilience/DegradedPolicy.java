package io.handclasp.websocket.resilience;

import io.handclasp.core.Settings;
import io.handclasp.websocket.verify.TokenVerifier;
import java.time.Duration;
import java.util.Objects;

/**
 * What happens when the auth service cannot be reached and all attempts have failed. Whatever is chosen: a verdict of no is
 * never overridden, a revoked token is never admitted, and only an outage counts, not a refusal of this host to ask (load
 * shedding, wrong settings, unknown keys), which a client could bring about. Each degraded admission says so in its
 * {@link Evidence}, and is judged again when the auth service is back. Immutable.
 */
public sealed interface DegradedPolicy {
    /** How many degraded admissions wait to be judged again; beyond it nobody is admitted degraded. */
    int MAX_ADMISSIONS = 10_000;

    /** Nobody is admitted without a verdict of the judge: clients are told to try again later. */
    record FailClosed() implements DegradedPolicy {}

    /**
     * Another verifier judges, usually one for signed tokens with the issuer's keys at hand.
     *
     * @param verifier who judges meanwhile; it should answer without a call
     */
    record VerifyLocally(TokenVerifier verifier) implements DegradedPolicy {
        /** Refuses a missing verifier. */
        public VerifyLocally {
            Objects.requireNonNull(verifier, "verifier");
        }
    }

    /**
     * The last good verdict of the same token counts a while longer: never beyond its {@code exp}, never for a token without
     * one.
     *
     * @param maxStale how long beyond {@link CachePolicy#ttl()}, 1 s to 24 h
     */
    record ReuseVerdict(Duration maxStale) implements DegradedPolicy {
        /** Checks the setting. */
        public ReuseVerdict {
            Settings.requireWithin("maxStale", maxStale, Duration.ofSeconds(1), Duration.ofHours(24));
        }
    }

    /**
     * Admits nobody without a verdict of the judge. The default.
     *
     * @return the policy
     */
    static DegradedPolicy failClosed() {
        return new FailClosed();
    }

    /**
     * Lets another verifier judge while the auth service is away. What only the auth service knows, a withdrawal for instance,
     * is not known meanwhile; tokens that it refused within the last 24 hours stay refused.
     *
     * @param verifier for example {@link io.handclasp.websocket.verifiers.TokenVerifiers#jwks}; it needs its keys before the
     *     outage, see {@code keepFor} there
     * @return the policy
     */
    static DegradedPolicy verifyLocally(TokenVerifier verifier) {
        return new VerifyLocally(verifier);
    }

    /**
     * Lets clients that were admitted a while ago come back.
     *
     * @param maxStale how long beyond the time for which a verdict is remembered anyway, 1 s to 24 h
     * @return the policy
     */
    static DegradedPolicy reuseVerdict(Duration maxStale) {
        return new ReuseVerdict(maxStale);
    }
}
