package io.handclasp.validator;

import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.util.List;

/**
 * Hears how a run goes. All calls of one run come one after another on the thread that called {@code run}, so a listener that blocks
 * holds up the run. What it throws is logged and hurts nobody else.
 *
 * <p>Of every check {@link #checkFinished} comes exactly once; {@link #checkStarted} comes before it when the check was started.
 */
public interface ValidationListener {
    /**
     * A run begins.
     *
     * @param title what is validated
     * @param plan all checks, in the order of their phases
     */
    default void runStarted(String title, List<CheckDefinition> plan) {}

    /**
     * A phase begins.
     *
     * @param phase the phase
     */
    default void phaseStarted(ValidationPhase phase) {}

    /**
     * A check is at work.
     *
     * @param check the check
     */
    default void checkStarted(CheckDefinition check) {}

    /**
     * A check has its result, whether it was started or not.
     *
     * @param result how it ended
     */
    default void checkFinished(CheckResult result) {}

    /**
     * A phase has ended.
     *
     * @param result what it learnt
     */
    default void phaseFinished(PhaseResult result) {}

    /**
     * The run has ended; its report is about to be returned.
     *
     * @param report the report
     */
    default void runFinished(ValidationReport report) {}
}
