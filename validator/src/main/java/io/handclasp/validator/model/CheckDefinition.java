package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A check with what a run has to know of it. Immutable; safe for use by many threads if the check is.
 *
 * @param id its name in reports and in other checks' dependencies: lower-case words of letters and digits joined by single dots or
 *     hyphens, at most {@value #MAX_ID_LENGTH} characters, for example {@code auth.expired-token}
 * @param phase the phase that it belongs to
 * @param title what it shows when it passes, for people, for example {@code an expired token is refused}
 * @param dependsOn the ids of the checks without which it says nothing: of its own phase or of an earlier one
 * @param severity what its failure does to the verdict
 * @param weight what it counts for in the score, 1 to 1000
 * @param deadline how long it may take, counted from its start, 1 ms to 1 h
 * @param impact what it means for users when it fails
 * @param hint what to do when it does not pass or where to read on; shown unless the outcome has a hint of its own
 * @param interruptOnTimeout whether its thread is interrupted when nobody waits for its answer any more
 * @param check the check
 */
public record CheckDefinition(
        String id,
        ValidationPhase phase,
        String title,
        Set<String> dependsOn,
        Severity severity,
        int weight,
        Duration deadline,
        Optional<String> impact,
        Optional<String> hint,
        boolean interruptOnTimeout,
        Check check) {
    /** The longest accepted id, in characters. */
    public static final int MAX_ID_LENGTH = ShownText.MAX_ID_LENGTH;
    /** The most dependencies that one check may name. */
    public static final int MAX_DEPENDENCIES = 100;
    /** The deadline of a check that names none: 10 s. */
    public static final Duration STANDARD_DEADLINE = Duration.ofSeconds(10);

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when an id does not follow the grammar, when a number or the deadline is out of bounds, when
     *     a text is blank, and when there are too many dependencies or the check depends on itself
     */
    public CheckDefinition {
        ShownText.requireId("id", id);
        Objects.requireNonNull(phase, "phase");
        title = ShownText.name("title of " + id, title);
        dependsOn = Collections.unmodifiableSet(new LinkedHashSet<>(dependsOn));
        Settings.requireRange("dependsOn of " + id + " (its size)", dependsOn.size(), 0, MAX_DEPENDENCIES);
        for (String dependency : dependsOn) {
            ShownText.requireId("dependsOn of " + id, dependency);
        }
        if (dependsOn.contains(id)) {
            throw new IllegalArgumentException(
                    "dependsOn of " + id + " was " + dependsOn + ", must not name the check itself");
        }
        Objects.requireNonNull(severity, "severity");
        Settings.requireRange("weight of " + id, weight, 1, 1_000);
        Settings.requireWithin("deadline of " + id, deadline, SHORTEST, LONGEST);
        String of = " of " + id;
        impact = impact.map(text -> ShownText.text("impact" + of, text));
        hint = hint.map(text -> ShownText.text("hint" + of, text));
        Objects.requireNonNull(check, "check");
    }

    /**
     * Starts the definition of a check.
     *
     * @param phase the phase that it belongs to
     * @param id its name, in the grammar above; also its title unless another one is set
     * @param check the check
     * @return a builder with the defaults
     */
    public static CheckDefinitionBuilder builder(ValidationPhase phase, String id, Check check) {
        return new CheckDefinitionBuilder(phase, id, check);
    }

    /**
     * Returns this definition with another body.
     *
     * @param other the body
     * @return a copy with that body
     */
    public CheckDefinition withCheck(Check other) {
        return new CheckDefinition(
                id, phase, title, dependsOn, severity, weight, deadline, impact, hint, interruptOnTimeout, other);
    }

    /**
     * Returns this definition with other dependencies.
     *
     * @param others the ids of all checks without which it says nothing; they take the place of those that it names now
     * @return a copy with those dependencies
     * @throws IllegalArgumentException when an id does not follow the grammar, when there are too many, and when the check is among
     *     them
     */
    public CheckDefinition withDependsOn(Set<String> others) {
        return new CheckDefinition(
                id, phase, title, others, severity, weight, deadline, impact, hint, interruptOnTimeout, check);
    }
}
