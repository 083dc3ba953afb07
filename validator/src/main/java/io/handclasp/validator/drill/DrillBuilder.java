package io.handclasp.validator.drill;

import io.handclasp.core.Settings;
import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckDefinitionBuilder;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a {@link Drill} of the host's own. Not safe for use by many threads. */
public final class DrillBuilder {
    /** The most faults of one drill. */
    public static final int MAX_FAULTS = 20;

    private final CheckDefinitionBuilder check;
    private final List<Fault> faults = new ArrayList<>();
    private @Nullable Observation steadyState;
    private @Nullable Observation effect;
    private @Nullable Observation promise;
    private Optional<Observation> detection = Optional.empty();
    private Duration maxLife = Duration.ofMinutes(1);
    private Duration effectWithin = Duration.ofSeconds(10);
    private Duration detectWithin = Duration.ofSeconds(30);
    private Duration recoverWithin = Duration.ofMinutes(1);

    DrillBuilder(String id) {
        this.check = CheckDefinition.builder(
                        ValidationPhase.BUSINESS_CONTINUITY, id, deadline -> CheckOutcome.unknown("not built"))
                .deadline(Duration.ofMinutes(2))
                .hint("the steps say which promise was broken; see docs/drills.md");
    }

    /**
     * Sets what the check shows when it passes. Default: its id.
     *
     * @param title one line, for example {@code the host serves from its cache while the database is away}
     * @return this builder
     */
    public DrillBuilder title(String title) {
        check.title(title);
        return this;
    }

    /**
     * Sets the checks without which this one says nothing. Default: none.
     *
     * @param ids the ids of checks of this phase or of an earlier one
     * @return this builder
     */
    public DrillBuilder dependsOn(String... ids) {
        check.dependsOn(ids);
        return this;
    }

    /**
     * Sets what its failure does to the verdict. Default: {@link Severity#MAJOR}.
     *
     * @param severity the severity
     * @return this builder
     */
    public DrillBuilder severity(Severity severity) {
        check.severity(severity);
        return this;
    }

    /**
     * Sets what it means for users when the promise is broken. Default: none.
     *
     * @param impact a text with no secret in it
     * @return this builder
     */
    public DrillBuilder impact(String impact) {
        check.impact(impact);
        return this;
    }

    /**
     * Sets how long the whole drill may take. Default: 2 min.
     *
     * @param deadline 1 ms to 1 h
     * @return this builder
     */
    public DrillBuilder deadline(Duration deadline) {
        check.deadline(deadline);
        return this;
    }

    /**
     * Adds what is broken, at most {@value #MAX_FAULTS}. Several are broken in the order in which they are added and mended in the reverse one.
     *
     * @param fault the fault
     * @return this builder
     */
    public DrillBuilder fault(Fault fault) {
        Settings.requireRange("faults (their number)", faults.size() + 1, 1, MAX_FAULTS);
        faults.add(Objects.requireNonNull(fault, "fault"));
        return this;
    }

    /**
     * Sets what the host is like when all is well. Required; looked at before the fault, and after it until it is so again.
     *
     * @param observation the steady state
     * @return this builder
     */
    public DrillBuilder steadyState(Observation observation) {
        this.steadyState = Objects.requireNonNull(observation, "observation");
        return this;
    }

    /**
     * Sets what shows that the fault has taken effect. Required: a drill whose fault does nothing would show nothing.
     *
     * @param observation the effect, for example {@link Observation#down}
     * @return this builder
     */
    public DrillBuilder effect(Observation observation) {
        this.effect = Objects.requireNonNull(observation, "observation");
        return this;
    }

    /**
     * Sets what the host promises while the fault lasts: what it still does, or how it degrades. Required.
     *
     * @param observation the promise
     * @return this builder
     */
    public DrillBuilder promise(Observation observation) {
        this.promise = Objects.requireNonNull(observation, "observation");
        return this;
    }

    /**
     * Sets what shows that the host itself has noticed the fault, for example that its monitor is in alarm. Default: nothing; the time
     * to detect is then not measured.
     *
     * @param observation the detection
     * @param within how long the host may take to notice, 1 ms to 1 h
     * @return this builder
     */
    public DrillBuilder detection(Observation observation, Duration within) {
        this.detection = Optional.of(observation);
        this.detectWithin = within;
        return this;
    }

    /**
     * Sets how long the fault may last. It is then undone, whatever the drill is doing. Default: 1 min.
     *
     * @param maxLife 1 ms to 1 h
     * @return this builder
     */
    public DrillBuilder maxLife(Duration maxLife) {
        this.maxLife = maxLife;
        return this;
    }

    /**
     * Sets how long the fault may take to show its effect. Default: 10 s.
     *
     * @param within 1 ms to 1 h
     * @return this builder
     */
    public DrillBuilder effectWithin(Duration within) {
        this.effectWithin = within;
        return this;
    }

    /**
     * Sets how long the host may take to come back to its steady state. Default: 1 min.
     *
     * @param within 1 ms to 1 h
     * @return this builder
     */
    public DrillBuilder recoverWithin(Duration within) {
        this.recoverWithin = within;
        return this;
    }

    /**
     * Makes the drill.
     *
     * @return the drill
     * @throws IllegalStateException when a required part is missing; names it
     * @throws IllegalArgumentException when a time is out of bounds
     */
    public Drill build() {
        if (faults.isEmpty()) {
            throw new IllegalStateException("fault was not set, must be what the drill breaks");
        }
        Observed observed = new Observed(
                required("steadyState", steadyState),
                List.copyOf(faults),
                required("effect", effect),
                detection,
                required("promise", promise));
        return new Drill(
                new DrillSettings(check.build(), maxLife, effectWithin, detectWithin, recoverWithin), () -> observed);
    }

    private static Observation required(String setting, @Nullable Observation observation) {
        if (observation == null) {
            throw new IllegalStateException(setting + " was not set, must be an observation of the host");
        }
        return observation;
    }

    /** A scenario of the host's observations, without state of its own. */
    private record Observed(
            Observation steady,
            List<Fault> faults,
            Observation visible,
            Optional<Observation> detection,
            Observation promised)
            implements Scenario {
        @Override
        public Sighting steadyState(Deadline deadline) throws Exception {
            return steady.look(deadline);
        }

        @Override
        public Sighting effect(Deadline deadline) throws Exception {
            return visible.look(deadline);
        }

        @Override
        public Sighting promise(Deadline deadline) throws Exception {
            return promised.look(deadline);
        }
    }
}
