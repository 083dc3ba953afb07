package io.handclasp.validator.model;

import io.handclasp.core.time.Deadline;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A check that breaks something on purpose and tells each step. When it is given up, by a deadline, a cancellation or an interrupt, it
 * is interrupted and waited for a little longer, so that it can mend what it broke; its outcome holds the steps that it told until
 * then. One that was given up never passes, whatever it answers; one that told of a fault and answers that it was skipped, blocked or
 * not run is unknown.
 */
@FunctionalInterface
public interface SteppedCheck extends Check {
    /**
     * How long it may take to mend what it broke, once it was interrupted: 10 s. A deadline of a check, a phase or a run is exceeded by
     * this much at most.
     */
    Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Looks and tells.
     *
     * @param deadline when the answer is no longer of use, as in {@link Check#run(Deadline)}
     * @param steps hears of all steps so far, each time when there is one more; may be called by any thread and does not throw
     * @return what was seen
     * @throws Exception if the check cannot tell
     */
    CheckOutcome run(Deadline deadline, Consumer<DrillTimeline> steps) throws Exception;

    @Override
    default CheckOutcome run(Deadline deadline) throws Exception {
        return run(deadline, steps -> {});
    }
}
