package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.util.Collection;
import java.util.OptionalDouble;

/**
 * What checks come to as numbers. A score never stands alone: it says what share of the planned passed, the coverage what share of
 * everything was looked at. Immutable.
 *
 * @param passed the weight of what passed, with or without a warning
 * @param judged the weight of what was looked at and judged; at least {@code passed}
 * @param planned the weight of all that was not left out on purpose; at least {@code judged}
 * @param all the weight of all checks, those that were left out on purpose, too; at least {@code planned}
 * @param criticalFailed whether a critical check failed
 */
public record Score(long passed, long judged, long planned, long all, boolean criticalFailed) {
    /** What a score is at most when a critical check failed. */
    public static final double CRITICAL_CAP = 0.5;

    /**
     * Checks the order of the weights.
     *
     * @throws IllegalArgumentException unless 0 &le; passed &le; judged &le; planned &le; all
     */
    public Score {
        Settings.requireRange("passed", passed, 0, judged);
        Settings.requireRange("judged", judged, passed, planned);
        Settings.requireRange("planned", planned, judged, all);
    }

    /**
     * Adds up checks.
     *
     * @param checks the results
     * @return their score
     */
    public static Score of(Collection<CheckResult> checks) {
        long passed = 0;
        long judged = 0;
        long planned = 0;
        long all = 0;
        boolean criticalFailed = false;
        for (CheckResult check : checks) {
            Status status = check.status();
            long weight = check.weight();
            all += weight;
            planned += status == Status.SKIPPED ? 0 : weight;
            judged += status.ran() ? weight : 0;
            passed += status.ran() && status != Status.FAIL ? weight : 0;
            criticalFailed |= status == Status.FAIL && check.severity() == Severity.CRITICAL;
        }
        return new Score(passed, judged, planned, all, criticalFailed);
    }

    /**
     * The share of the planned weight that passed. What could not be judged has not passed.
     *
     * @return 0 to 1, at most {@value #CRITICAL_CAP} when a critical check failed; empty when nothing was planned
     */
    public OptionalDouble value() {
        if (planned == 0) {
            return OptionalDouble.empty();
        }
        double share = (double) passed / planned;
        return OptionalDouble.of(criticalFailed ? Math.min(share, CRITICAL_CAP) : share);
    }

    /**
     * The share of the whole weight that was looked at and judged.
     *
     * @return 0 to 1; 0 when there was no check at all
     */
    public double coverage() {
        return all == 0 ? 0 : (double) judged / all;
    }

    /**
     * Whether a failed critical check keeps the score down.
     *
     * @return true when the share that passed is above the cap
     */
    public boolean isCapped() {
        return criticalFailed && planned > 0 && (double) passed / planned > CRITICAL_CAP;
    }
}
