package io.handclasp.websocket.resilience;

import io.handclasp.websocket.verify.Verification;
import java.util.Objects;

/**
 * A verdict with its evidence.
 *
 * @param verification the verdict
 * @param evidence how it was reached
 */
public record Judgement(Verification verification, Evidence evidence) {
    /** Refuses missing parts. */
    public Judgement {
        Objects.requireNonNull(verification, "verification");
        Objects.requireNonNull(evidence, "evidence");
    }
}
