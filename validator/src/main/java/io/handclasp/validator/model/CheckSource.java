package io.handclasp.validator.model;

import java.util.List;

/**
 * Checks that belong together, for example one for each probe of a monitor. A validator asks its sources once when it is built,
 * which makes the plan, and again at the start of each run, so that the checks of a source may share what they saw in that run and
 * in no other one.
 *
 * <p>Implementations are safe for use by many threads.
 */
@FunctionalInterface
public interface CheckSource {
    /**
     * Makes the checks for one run. Quick, without input or output: nothing is looked at yet.
     *
     * @return the checks, always with the same ids; what a later call adds is not planned and is left out, and what it lacks is
     *     {@link CheckState#UNKNOWN} in that run
     */
    List<CheckDefinition> checks();

    /**
     * The same checks, held up by checks of other sources. Those that depend on no check of this source get the dependencies; the
     * others wait for them anyway. So a check that shows that something is away blocks all that would fail for that reason.
     *
     * @param ids the ids of checks of other sources, of the same phase or an earlier one
     * @return a source with those dependencies
     * @throws IllegalArgumentException when there is no id or one does not follow the grammar
     */
    default CheckSource dependingOn(String... ids) {
        return new DependentChecks(this, ids);
    }
}
