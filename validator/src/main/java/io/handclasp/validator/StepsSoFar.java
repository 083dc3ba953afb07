package io.handclasp.validator;

import io.handclasp.core.Status;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillStep;
import io.handclasp.validator.model.DrillTimeline;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/** The steps that a check has told of; they stand in its outcome, however it ends. Guarded by the lock of the run. */
final class StepsSoFar {
    private static final Set<CheckState> NEVER_BEGUN =
            EnumSet.of(CheckState.SKIPPED, CheckState.BLOCKED, CheckState.NOT_RUN);

    private Optional<DrillTimeline> steps = Optional.empty();

    /** From any thread. */
    void tell(DrillTimeline told, Lock lock) {
        lock.lock();
        try {
            keep(told);
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    void keep(DrillTimeline told) {
        steps = Optional.of(told);
    }

    /**
     * With the lock held: the outcome with the steps. What could not be mended is told before everything else. A check that told of a
     * fault has begun: when it says that it did not, nobody can tell what it saw. One that only looked at the steady state may say so.
     */
    CheckOutcome in(CheckOutcome answer) {
        boolean neverBegun = NEVER_BEGUN.contains(answer.state());
        if (steps.isEmpty() || (neverBegun && !hasTouched(steps.get()))) {
            return answer;
        }
        CheckOutcome outcome = neverBegun
                ? CheckOutcome.unknown("the check told of a fault and then answered " + answer.state() + " ("
                        + answer.message() + "), so nobody can tell")
                : answer;
        Optional<DrillStep> left = steps.get().steps().stream()
                .filter(step -> step.stage() == DrillStage.UNDO && step.status() == Status.FAIL)
                .findFirst();
        CheckOutcome told = left.isEmpty() || outcome.status() == Status.FAIL
                ? outcome
                : CheckOutcome.failed(outcome.message() + "; the fault is "
                                + left.get().message())
                        .withHint("undo it by hand now, then see why its undo fails");
        return told.withDrill(steps.get());
    }

    private static boolean hasTouched(DrillTimeline steps) {
        return steps.steps().stream().anyMatch(step -> step.stage() != DrillStage.STEADY_STATE);
    }

    /** Nobody knows what it still does: its steps say how far it came. */
    static CheckOutcome stillAtWork(CheckOutcome givenUp) {
        return new CheckOutcome(
                givenUp.state(),
                givenUp.message() + "; it did not heed the interrupt, and nobody waits for its end",
                givenUp.hint(),
                givenUp.blockedBy(),
                givenUp.details(),
                givenUp.measurements(),
                givenUp.drill());
    }
}
