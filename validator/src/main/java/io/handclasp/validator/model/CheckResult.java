package io.handclasp.validator.model;

import io.handclasp.core.Finding;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One check of a run and how it ended. Immutable.
 *
 * @param id the check's name
 * @param phase the phase that it belongs to
 * @param title what it shows when it passes, for people
 * @param dependsOn the ids of the checks that it waited for
 * @param severity what its failure does to the verdict
 * @param weight what it counts for in the score
 * @param impact what it means for users when it fails
 * @param outcome how it ended; with the check's own hint where the outcome had none and it neither passed nor was
 *     skipped
 * @param startedAfter when it was started, counted from the start of the run; empty when it never was
 * @param took how long it was waited for; zero when it was never started
 */
public record CheckResult(
        String id,
        ValidationPhase phase,
        String title,
        Set<String> dependsOn,
        Severity severity,
        int weight,
        Optional<String> impact,
        CheckOutcome outcome,
        Optional<Duration> startedAfter,
        Duration took) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when one is out of bounds, when a check that never was started passed, failed or warned
     */
    public CheckResult {
        ShownText.requireId("id", id);
        Objects.requireNonNull(phase, "phase");
        title = ShownText.name("title of " + id, title);
        dependsOn = Collections.unmodifiableSet(new LinkedHashSet<>(dependsOn));
        Objects.requireNonNull(severity, "severity");
        Settings.requireRange("weight of " + id, weight, 1, 1_000);
        String of = "impact of " + id;
        impact = impact.map(text -> ShownText.text(of, text));
        Settings.requireNotNegative("took of " + id, took);
        startedAfter.ifPresent(after -> Settings.requireNotNegative("startedAfter of " + id, after));
        if (outcome.status().ran() && startedAfter.isEmpty()) {
            throw new IllegalArgumentException("startedAfter of " + id + " was empty and its state was "
                    + outcome.state() + ", must be there for what was judged");
        }
    }

    /**
     * Makes the result of a check.
     *
     * @param definition the check
     * @param outcome how it ended
     * @param startedAfter when it was started, counted from the start of the run; empty when it never was
     * @param took how long it was waited for
     * @return the result
     */
    public static CheckResult of(
            CheckDefinition definition, CheckOutcome outcome, Optional<Duration> startedAfter, Duration took) {
        // What was left out on purpose is nothing to act upon.
        boolean needsHint = outcome.hint().isEmpty()
                && outcome.state() != CheckState.PASSED
                && outcome.state() != CheckState.SKIPPED;
        CheckOutcome hinted =
                needsHint ? definition.hint().map(outcome::withHint).orElse(outcome) : outcome;
        return new CheckResult(
                definition.id(),
                definition.phase(),
                definition.title(),
                definition.dependsOn(),
                definition.severity(),
                definition.weight(),
                definition.impact(),
                hinted,
                startedAfter,
                took);
    }

    /**
     * How it ended.
     *
     * @return the state of the outcome
     */
    public CheckState state() {
        return outcome.state();
    }

    /**
     * How it ended, in the words that all modules share.
     *
     * @return the status of the outcome
     */
    public Status status() {
        return outcome.status();
    }

    /**
     * What it counts for in the verdict.
     *
     * @return the status, weighed by the severity
     */
    public Status weighedStatus() {
        return severity.weigh(status());
    }

    /**
     * This result as a finding.
     *
     * @return the finding; its code is {@code validator.} and the phase, its subject the id
     */
    public Finding toFinding() {
        return new Finding("validator." + phase.slug(), status(), id, outcome.message(), outcome.hint());
    }
}
