package io.handclasp.validator.model;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes a {@link CheckDefinition}. Not safe for use by many threads. */
public final class CheckDefinitionBuilder {
    private final ValidationPhase phase;
    private final String id;
    private final Check check;
    private String title;
    private Set<String> dependsOn = Set.of();
    private Severity severity = Severity.MAJOR;
    private OptionalInt weight = OptionalInt.empty();
    private Duration deadline = CheckDefinition.STANDARD_DEADLINE;
    private Optional<String> impact = Optional.empty();
    private Optional<String> hint = Optional.empty();
    private boolean interruptOnTimeout = true;

    CheckDefinitionBuilder(ValidationPhase phase, String id, Check check) {
        this.phase = Objects.requireNonNull(phase, "phase");
        this.id = Objects.requireNonNull(id, "id");
        this.check = Objects.requireNonNull(check, "check");
        this.title = id;
    }

    /**
     * Sets what the check shows when it passes, for people. Default: its id.
     *
     * @param title one line, for example {@code an expired token is refused}
     * @return this builder
     */
    public CheckDefinitionBuilder title(String title) {
        this.title = Objects.requireNonNull(title, "title");
        return this;
    }

    /**
     * Sets the checks without which this one says nothing. It waits for them; it is blocked when one of them did not pass, and
     * skipped when one of them was skipped. Default: none.
     *
     * @param ids the ids of checks of this phase or of an earlier one
     * @return this builder
     */
    public CheckDefinitionBuilder dependsOn(String... ids) {
        this.dependsOn = new LinkedHashSet<>(List.of(ids));
        return this;
    }

    /**
     * Sets what the check's failure does to the verdict. Default: {@link Severity#MAJOR}.
     *
     * @param severity the severity
     * @return this builder
     */
    public CheckDefinitionBuilder severity(Severity severity) {
        this.severity = Objects.requireNonNull(severity, "severity");
        return this;
    }

    /**
     * Sets what the check counts for in the score. Default: {@link Severity#weight()}.
     *
     * @param weight 1 to 1000
     * @return this builder
     */
    public CheckDefinitionBuilder weight(int weight) {
        this.weight = OptionalInt.of(weight);
        return this;
    }

    /**
     * Sets how long the check may take, counted from its start. Default: {@link CheckDefinition#STANDARD_DEADLINE}.
     *
     * @param deadline 1 ms to 1 h
     * @return this builder
     */
    public CheckDefinitionBuilder deadline(Duration deadline) {
        this.deadline = Objects.requireNonNull(deadline, "deadline");
        return this;
    }

    /**
     * Sets what it means for users when the check fails. Default: none.
     *
     * @param impact a text with no secret in it
     * @return this builder
     */
    public CheckDefinitionBuilder impact(String impact) {
        this.impact = Optional.of(impact);
        return this;
    }

    /**
     * Sets what to do when the check does not pass, or where to read on. Default: none.
     *
     * @param hint a text with no secret in it
     * @return this builder
     */
    public CheckDefinitionBuilder hint(String hint) {
        this.hint = Optional.of(hint);
        return this;
    }

    /**
     * Sets whether the check's thread is interrupted when nobody waits for its answer any more. Default: true, so that a hung
     * thread has a chance to come back. Set false for a check that shares something an interrupt would close, for example an
     * embedded database whose files are NIO channels.
     *
     * @param interruptOnTimeout whether to interrupt
     * @return this builder
     */
    public CheckDefinitionBuilder interruptOnTimeout(boolean interruptOnTimeout) {
        this.interruptOnTimeout = interruptOnTimeout;
        return this;
    }

    /**
     * Makes the definition.
     *
     * @return the definition
     * @throws IllegalArgumentException when a part is not accepted; the message names it
     */
    public CheckDefinition build() {
        return new CheckDefinition(
                id,
                phase,
                title,
                dependsOn,
                severity,
                weight.orElse(severity.weight()),
                deadline,
                impact,
                hint,
                interruptOnTimeout,
                check);
    }
}
