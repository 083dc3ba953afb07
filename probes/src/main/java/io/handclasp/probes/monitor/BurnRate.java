package io.handclasp.probes.monitor;

import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How fast a probe uses up its error budget: the share of bad verdicts, divided by the share that the objective leaves for
 * them. At 1 the budget lasts exactly as long as it should. Immutable.
 *
 * @param window over which windows
 * @param verdicts how many verdicts the longer window holds
 * @param bad how many of them are bad
 * @param longer the rate over the longer window; empty without verdicts
 * @param shorter the rate over the shorter window; empty without verdicts
 * @param burning what that means
 */
public record BurnRate(
        BurnWindow window, long verdicts, long bad, OptionalDouble longer, OptionalDouble shorter, Burning burning) {

    /** What a burn rate means. */
    public enum Burning {
        /** Both windows are above the factor, the longer one with 95 % confidence. */
        YES,
        /** There are verdicts enough, and they do not show it. */
        NO,
        /** The longer window holds too few verdicts to say anything, or the shorter one none. */
        TOO_FEW
    }

    /** Refuses missing parts. */
    public BurnRate {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(longer, "longer");
        Objects.requireNonNull(shorter, "shorter");
        Objects.requireNonNull(burning, "burning");
    }
}
