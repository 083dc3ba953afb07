package io.handclasp.websocket.resilience;

import io.handclasp.core.Settings;
import java.time.Duration;

/**
 * What is remembered of verdicts, and for how long. What is remembered lies in memory under a keyed hash of the token, never
 * the token; it is never used beyond the token's own {@code exp}, and never after a revocation.
 *
 * @param ttl how long a good verdict answers for the judge, 0 to 1 h; zero remembers none. It is also how long a token goes on
 *     being admitted after its issuer withdrew it, where no revocation store is told
 * @param maxBytes how much memory good verdicts may take, by estimate, 64 KiB to 16 GiB; the least used go first
 * @param refusalTtl how long a bad signature or an expiry answers for the judge, 0 to 10 min. {@code "active": false} answers
 *     for 1 s at most, and other refusals are asked for anew each time
 * @param maxRefusals how many refusals are remembered, 1 to 10,000,000
 * @param sharedFlights whether handshakes with one token that arrive together share one question to the judge
 */
public record CachePolicy(Duration ttl, long maxBytes, Duration refusalTtl, int maxRefusals, boolean sharedFlights) {
    private static final Duration LONGEST_TTL = Duration.ofHours(1);
    private static final Duration LONGEST_REFUSAL_TTL = Duration.ofMinutes(10);

    /** Checks each setting. */
    public CachePolicy {
        Settings.requireWithin("ttl", ttl, Duration.ZERO, LONGEST_TTL);
        Settings.requireRange("maxBytes", maxBytes, 64L << 10, 16L << 30);
        Settings.requireWithin("refusalTtl", refusalTtl, Duration.ZERO, LONGEST_REFUSAL_TTL);
        Settings.requireRange("maxRefusals", maxRefusals, 1, 10_000_000);
    }

    /**
     * Good verdicts for 30 s in 64 MiB, refusals for 10 s, 100,000 of them, and shared flights. Half a minute is what clients
     * need to come back after a restart or a network's hiccup; it is a short time for a withdrawn token.
     *
     * @return the standard policy
     */
    public static CachePolicy standard() {
        return new CachePolicy(Duration.ofSeconds(30), 64L << 20, Duration.ofSeconds(10), 100_000, true);
    }

    /**
     * Remembers nothing and shares nothing: each handshake has a verdict that was asked for after it arrived.
     *
     * @return the policy
     */
    public static CachePolicy none() {
        return new CachePolicy(
                Duration.ZERO, 64L << 10, Duration.ZERO, standard().maxRefusals(), false);
    }

    /**
     * Another time for good verdicts.
     *
     * @param ttl 0 to 1 h
     * @return the changed policy
     */
    public CachePolicy withTtl(Duration ttl) {
        return new CachePolicy(ttl, maxBytes, refusalTtl, maxRefusals, sharedFlights);
    }

    /**
     * Another bound for good verdicts.
     *
     * @param maxBytes 64 KiB to 16 GiB
     * @return the changed policy
     */
    public CachePolicy withMaxBytes(long maxBytes) {
        return new CachePolicy(ttl, maxBytes, refusalTtl, maxRefusals, sharedFlights);
    }

    /**
     * Another memory of refusals.
     *
     * @param refusalTtl 0 to 10 min
     * @param maxRefusals 1 to 10,000,000
     * @return the changed policy
     */
    public CachePolicy withRefusals(Duration refusalTtl, int maxRefusals) {
        return new CachePolicy(ttl, maxBytes, refusalTtl, maxRefusals, sharedFlights);
    }

    /**
     * With or without shared flights.
     *
     * @param sharedFlights whether handshakes with one token share one question
     * @return the changed policy
     */
    public CachePolicy withSharedFlights(boolean sharedFlights) {
        return new CachePolicy(ttl, maxBytes, refusalTtl, maxRefusals, sharedFlights);
    }
}
