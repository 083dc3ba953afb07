package io.handclasp.websocket.resilience;

import java.time.Duration;
import java.util.Objects;

/**
 * How a verdict was reached.
 *
 * @param source where it came from
 * @param attempts how many calls to the judge this handshake made
 * @param elapsed how long it took, from the question to the verdict
 */
public record Evidence(Source source, int attempts, Duration elapsed) {

    /** Where a verdict came from. */
    public enum Source {
        /** The judge was asked for this handshake. */
        FRESH
    }

    /** Refuses missing parts. */
    public Evidence {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(elapsed, "elapsed");
    }
}
