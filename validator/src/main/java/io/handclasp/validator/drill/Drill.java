package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.DrillTimeline;
import io.handclasp.validator.model.SteppedCheck;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Breaks something on purpose and looks whether the host keeps its promises: steady state, fault, shown to have taken effect, promise
 * kept under the fault, fault undone, steady state again (the order of the Chaos Toolkit).
 *
 * <p>Use it as a check of {@link io.handclasp.validator.model.ValidationPhase#BUSINESS_CONTINUITY}, since it is a {@link CheckSource},
 * or by itself through {@link #run}. Immutable; may be run by several threads as far as its faults bear it.
 */
public final class Drill implements CheckSource {
    private final DrillSettings settings;
    private final Supplier<Scenario> scenarios;

    Drill(DrillSettings settings, Supplier<Scenario> scenarios) {
        this.settings = settings;
        this.scenarios = scenarios;
    }

    /**
     * Starts a drill of the host's own.
     *
     * @param id the id of its check, for example {@code drill.database-away}
     * @return a builder that still needs a fault, a steady state, an effect and a promise
     */
    public static DrillBuilder builder(String id) {
        return new DrillBuilder(id);
    }

    /**
     * Runs the drill. No fault is left when this returns or throws; if one could not be undone, the outcome is failed and says so.
     *
     * <p>The outcome is passed when the promise was kept and the host recovered; failed when it broke its promise, did not notice or
     * did not recover; unknown when the drill showed nothing: the host was not in its steady state before, or the fault took no
     * effect; skipped when the drill does not apply to this host.
     *
     * @param deadline when the answer is no longer of use; at most half of it is spent under the fault
     * @return what was seen, with its steps and the measurements {@code drill.detection} and {@code drill.recovery}
     * @throws InterruptedException when the thread was interrupted; the faults are undone before
     */
    public CheckOutcome run(Deadline deadline) throws InterruptedException {
        return run(deadline, steps -> {});
    }

    private CheckOutcome run(Deadline deadline, Consumer<DrillTimeline> steps) throws InterruptedException {
        try (Scenario scenario = scenarios.get()) {
            return new DrillRun(settings, scenario, deadline, steps).go(deadline);
        }
    }

    /**
     * Returns this drill under another id, so that one kind of drill can stand in a plan several times.
     *
     * @param id the id of its check, for example {@code drill.auth-hangs}
     * @return a copy with that id
     * @throws IllegalArgumentException when the id does not follow the grammar
     */
    public Drill withId(String id) {
        CheckDefinition named = settings.definition();
        CheckDefinition renamed = new CheckDefinition(
                id,
                named.phase(),
                named.title(),
                named.dependsOn(),
                named.severity(),
                named.weight(),
                named.deadline(),
                named.impact(),
                named.hint(),
                named.interruptOnTimeout(),
                named.check());
        return new Drill(
                new DrillSettings(
                        renamed,
                        settings.maxLife(),
                        settings.effectWithin(),
                        settings.detectWithin(),
                        settings.recoverWithin()),
                scenarios);
    }

    @Override
    public List<CheckDefinition> checks() {
        // Whoever gives it up waits until its faults are undone.
        SteppedCheck body = this::run;
        return List.of(settings.definition().withCheck(body));
    }
}
