package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How a drill went, step by step. Immutable.
 *
 * @param fault what was broken on purpose, for people; made fit to be shown
 * @param steps the steps in the order of their start; at least one, at most {@value #MAX_STEPS}
 * @param detectedAfter from the fault to the moment at which the host knew of it; empty when it never did, or nobody looked
 * @param recoveredAfter from the end of the fault to the host's steady state; empty when it never came back, or nobody looked
 */
public record DrillTimeline(
        String fault, List<DrillStep> steps, Optional<Duration> detectedAfter, Optional<Duration> recoveredAfter) {
    /** The most steps of one drill. */
    public static final int MAX_STEPS = 100;

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when there is no step or there are too many, when they are not in the order of their start,
     *     when a duration is negative, or when the fault has no name
     */
    public DrillTimeline {
        fault = ShownText.name("fault", fault);
        steps = List.copyOf(steps);
        Settings.requireRange("steps (their number)", steps.size(), 1, MAX_STEPS);
        if (!steps.stream()
                .sorted(Comparator.comparing(DrillStep::startedAfter))
                .toList()
                .equals(steps)) {
            throw new IllegalArgumentException("steps were out of order, must stand in the order of their start");
        }
        detectedAfter.ifPresent(after -> Settings.requireNotNegative("detectedAfter", after));
        recoveredAfter.ifPresent(after -> Settings.requireNotNegative("recoveredAfter", after));
    }

    /**
     * From the start of the first step to the end of the last one.
     *
     * @return how long the drill took, as far as its steps tell
     */
    public Duration took() {
        return steps.stream()
                .map(step -> step.startedAfter().plus(step.took()))
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
