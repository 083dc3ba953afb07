package io.handclasp.websocket.resilience;

import java.time.Duration;
import java.util.Objects;

/**
 * How a verdict was reached.
 *
 * @param source where it came from
 * @param attempts how many calls to the judge were made for this handshake; zero when another handshake's question answered it
 * @param elapsed how long it took, from the question to the verdict
 */
public record Evidence(Source source, int attempts, Duration elapsed) {

    /** Where a verdict came from. */
    public enum Source {
        /** The judge was asked for this handshake. */
        FRESH,
        /** The judge was asked a short time ago, and its verdict is remembered. */
        CACHED,
        /** The judge was being asked about the same token already, for another handshake. */
        SHARED_FLIGHT,
        /** The judge was asked a short time ago by another node, which shares its verdict, see {@link VerdictCache}. */
        SHARED_CACHE,
        /** The judge cannot be reached; the verifier of {@link DegradedPolicy.VerifyLocally} judged. */
        LOCAL,
        /** The judge cannot be reached; its last verdict on the same token was used, see {@link DegradedPolicy.ReuseVerdict}. */
        STALE,
        /** Nobody judged: demo mode is on. */
        DEMO;

        /**
         * Whether the judge itself had no part in it, or not lately enough.
         *
         * @return true for {@link #LOCAL}, {@link #STALE} and {@link #DEMO}
         */
        public boolean degraded() {
            return this == LOCAL || this == STALE || this == DEMO;
        }
    }

    /** Refuses missing parts. */
    public Evidence {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /**
     * Whether this is less than a verdict of the judge.
     *
     * @return as its source says
     */
    public boolean degraded() {
        return source.degraded();
    }
}
