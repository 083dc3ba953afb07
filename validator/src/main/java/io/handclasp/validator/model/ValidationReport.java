package io.handclasp.validator.model;

import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a validation run learnt, and what it comes to. The verdict is made here and nowhere else: every way to show a report asks for
 * it. Immutable.
 *
 * @param title what was validated, for people; made fit to be shown
 * @param startedAt when the run began, on the wall clock
 * @param took how long it took
 * @param ending whether it came to its end
 * @param phases the phases that had checks, in their order
 * @param objectives what the measurements show about each objective, in the order of the host
 * @param objectivesRequired whether an objective with too little data keeps the run from passing
 */
public record ValidationReport(
        String title,
        Instant startedAt,
        Duration took,
        RunEnding ending,
        List<PhaseResult> phases,
        List<ObjectiveResult> objectives,
        boolean objectivesRequired) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the title is blank, the duration negative, the phases are out of order, or two checks
     *     or two objectives have one id
     */
    public ValidationReport {
        title = ShownText.name("title", title);
        Objects.requireNonNull(startedAt, "startedAt");
        Settings.requireNotNegative("took", took);
        Objects.requireNonNull(ending, "ending");
        phases = List.copyOf(phases);
        objectives = List.copyOf(objectives);
        for (int i = 1; i < phases.size(); i++) {
            if (phases.get(i - 1).phase().order() >= phases.get(i).phase().order()) {
                throw new IllegalArgumentException(
                        "phases held " + phases.get(i).phase() + " after "
                                + phases.get(i - 1).phase() + ", must hold each once and in their order");
            }
        }
        requireUnique(
                "checks",
                phases.stream().flatMap(phase -> phase.checks().stream()).map(CheckResult::id));
        requireUnique(
                "objectives",
                objectives.stream().map(result -> result.objective().id()));
    }

    private static void requireUnique(String what, Stream<String> ids) {
        Set<String> seen = new HashSet<>();
        ids.forEach(id -> {
            if (!seen.add(id)) {
                throw new IllegalArgumentException(what + " held " + id + " twice, must hold each once");
            }
        });
    }

    /**
     * All results, in the order of the phases and of the plan.
     *
     * @return one for each check
     */
    public List<CheckResult> checks() {
        return phases.stream().flatMap(phase -> phase.checks().stream()).toList();
    }

    /**
     * The result of one check.
     *
     * @param id the id of the check
     * @return its result; empty when it was not planned
     */
    public Optional<CheckResult> check(String id) {
        return checks().stream().filter(check -> check.id().equals(id)).findFirst();
    }

    /**
     * The result of one phase.
     *
     * @param phase the phase
     * @return its result; empty when it had no checks
     */
    public Optional<PhaseResult> phase(ValidationPhase phase) {
        return phases.stream().filter(result -> result.phase() == phase).findFirst();
    }

    /**
     * What the run comes to: its checks weighed by their severity, and its objectives, taken together as {@link Status#aggregate}
     * does. A run that did not come to its end, or in which nothing was judged, is never better than {@link Verdict#UNKNOWN}.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        Status together = Stream.concat(
                        checks().stream().map(CheckResult::weighedStatus),
                        objectives.stream().map(objective -> objective.status(objectivesRequired)))
                .collect(Status.toAggregate());
        if (together != Status.FAIL && !isConclusive()) {
            return Verdict.UNKNOWN;
        }
        return Verdict.of(together);
    }

    /**
     * Whether the run came to its end and judged something at all.
     *
     * @return false when the verdict cannot be {@link Verdict#PASS} or {@link Verdict#WARN}, whatever the checks say
     */
    public boolean isConclusive() {
        return ending == RunEnding.COMPLETED
                && checks().stream().anyMatch(check -> check.status().ran());
    }

    /**
     * What a process should exit with.
     *
     * @return the exit code of the verdict: 0, 1 or 2
     */
    public int exitCode() {
        return verdict().exitCode();
    }

    /**
     * What the checks come to as numbers.
     *
     * @return the score of all checks
     */
    public Score score() {
        return Score.of(checks());
    }

    /**
     * Everything that was measured.
     *
     * @return the measurements of all checks
     */
    public List<Measurement> measurements() {
        return checks().stream()
                .flatMap(check -> check.outcome().measurements().stream())
                .toList();
    }
}
