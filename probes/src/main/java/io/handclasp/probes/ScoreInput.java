package io.handclasp.probes;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.util.List;

/**
 * What a health score is made of: weights, not yet a score. A critical probe weighs 4, an important one 2, an informational
 * one 1. What was skipped is not planned and weighs nothing. Immutable.
 *
 * @param passed the weight of what is up, with or without a warning
 * @param ran the weight of what was judged; at least {@code passed}
 * @param planned the weight of all that was to be judged; at least {@code ran}
 * @param criticalFailed whether a critical probe is down
 */
public record ScoreInput(long passed, long ran, long planned, boolean criticalFailed) {
    /**
     * Checks the order of the weights.
     *
     * @throws IllegalArgumentException unless 0 &le; passed &le; ran &le; planned
     */
    public ScoreInput {
        Settings.requireRange("passed", passed, 0, ran);
        Settings.requireRange("ran", ran, passed, planned);
    }

    static ScoreInput of(List<ProbeResult> results) {
        long passed = 0;
        long ran = 0;
        long planned = 0;
        boolean criticalFailed = false;
        for (ProbeResult result : results) {
            Status status = result.outcome().status();
            long weight = weight(result.criticality());
            planned += status == Status.SKIPPED ? 0 : weight;
            ran += status.ran() ? weight : 0;
            passed += status.ran() && status != Status.FAIL ? weight : 0;
            criticalFailed |= status == Status.FAIL && result.criticality() == Criticality.CRITICAL;
        }
        return new ScoreInput(passed, ran, planned, criticalFailed);
    }

    private static long weight(Criticality criticality) {
        return switch (criticality) {
            case CRITICAL -> 4;
            case IMPORTANT -> 2;
            case INFORMATIONAL -> 1;
        };
    }
}
