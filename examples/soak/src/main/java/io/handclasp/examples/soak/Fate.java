package io.handclasp.examples.soak;

import java.time.Duration;

/** What becomes of a client that was admitted. */
enum Fate {
    /** Talks and leaves. */
    LEAVES(45, 60),
    /** Talks, and is gone without a word. */
    VANISHES(10, 60),
    /** Renews its token before it ends, twice, and leaves. */
    RENEWS(15, 9),
    /** Stays until its token has expired. */
    EXPIRES(15, 8),
    /** Is there when its token is revoked. */
    IS_REVOKED(15, 60);

    private final int perHundred;
    private final int lifetimeSeconds;

    Fate(int perHundred, int lifetimeSeconds) {
        this.perHundred = perHundred;
        this.lifetimeSeconds = lifetimeSeconds;
    }

    int perHundred() {
        return perHundred;
    }

    /** How long its token is good. */
    Duration lifetime() {
        return Duration.ofSeconds(lifetimeSeconds);
    }
}
