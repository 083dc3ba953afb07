package io.handclasp.validator;

import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.ValidationReport;
import java.util.List;

/**
 * Asks "is this host fit to serve?": runs checks in six phases and yields a report with a verdict.
 *
 * <ul>
 *   <li>The phases run one after another, in their order. Within a phase, checks run side by side on the host's executor, each after
 *       those that it depends on.
 *   <li>A check that hangs has timed out at its deadline, and the rest goes on.
 *   <li>Nothing that did not run counts as passed.
 *   <li>When {@code run} returns, no thread, socket or timer of the validator is left. A hung check of the host keeps the host's
 *       thread until it heeds the interrupt.
 * </ul>
 *
 * <p>Immutable and safe for use by many threads; runs that go on at once know nothing of each other.
 */
public final class Validator {
    private final ValidatorSettings settings;

    Validator(ValidatorSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts the making of a validator.
     *
     * @return a builder without checks
     */
    public static ValidatorBuilder builder() {
        return new ValidatorBuilder();
    }

    /**
     * What is validated, as it stands in reports.
     *
     * @return the title
     */
    public String title() {
        return settings.title();
    }

    /**
     * The plan: every check, in the order of the phases.
     *
     * @return the definitions; unmodifiable
     */
    public List<CheckDefinition> checks() {
        return settings.plan().definitions();
    }

    /**
     * Runs all checks and waits for them, at most until the deadline of the run.
     *
     * <p>When the calling thread is interrupted, this returns soon with a report that says so, and the interrupt flag is set again.
     *
     * @return what was learnt; one result for each check of the plan
     */
    public ValidationReport run() {
        return run(new Cancellation());
    }

    /**
     * Runs all checks as {@link #run()} does, unless somebody cancels.
     *
     * @param cancellation stops the run from another thread
     * @return what was learnt; says so when the run was cancelled
     */
    public ValidationReport run(Cancellation cancellation) {
        return new ValidationRun(settings, cancellation).run();
    }
}
