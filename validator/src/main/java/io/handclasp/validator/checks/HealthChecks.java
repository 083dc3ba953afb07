package io.handclasp.validator.checks;

import io.handclasp.core.Settings;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.Ending;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.ScoreInput;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.monitor.HistoryEntry;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checks of {@link ValidationPhase#INFRASTRUCTURE_HEALTH}: the probes of a host's monitor are run once for each validation run,
 * and each probe is a check that tells what it said. Immutable; safe for use by many threads.
 *
 * <p>The checks are {@code health.run}, one {@code probe.<id>} for each probe with the dependencies that it has there,
 * {@code health.score}, and {@code health.database} if the host says which probes are about its database.
 */
public final class HealthChecks implements CheckSource {
    /** The smallest health score that is accepted unless the host says something else: {@value}. */
    public static final double STANDARD_TARGET = 0.95;

    private static final ValidationPhase PHASE = ValidationPhase.INFRASTRUCTURE_HEALTH;
    private static final String RUN = "health.run";
    private static final Duration SPARE = Duration.ofSeconds(2);

    /** The database was not asked, or nobody waited for its answer: that says nothing about it. */
    private static final Set<Ending> NO_CALL =
            EnumSet.of(Ending.BLOCKED, Ending.NOT_STARTED, Ending.STILL_RUNNING, Ending.CANCELLED);

    private final HealthMonitor monitor;
    private final Set<String> databases;
    private final double target;

    private HealthChecks(HealthMonitor monitor, Set<String> databases, double target) {
        this.monitor = Objects.requireNonNull(monitor, "monitor");
        this.databases = databases;
        this.target = target;
    }

    /**
     * The checks over a monitor. Its account, its alerts and its listeners take in what a validation run learns.
     *
     * @param monitor the host's monitor
     * @return the checks
     */
    public static HealthChecks of(HealthMonitor monitor) {
        return new HealthChecks(monitor, Set.of(), STANDARD_TARGET);
    }

    /**
     * Says which probes are about the host's database: how often they were answered, as far as the monitor remembers, feeds the
     * objective {@link Objectives#DATABASE_SUCCESS}. Default: none.
     *
     * @param probeIds ids of probes of the monitor
     * @return the changed checks
     * @throws IllegalArgumentException when there is none, or the monitor has no probe of such an id
     */
    public HealthChecks withDatabases(String... probeIds) {
        Set<String> asked = new TreeSet<>(List.of(probeIds));
        Set<String> known = new TreeSet<>();
        definitions().forEach(definition -> known.add(definition.id()));
        if (asked.isEmpty() || !known.containsAll(asked)) {
            throw new IllegalArgumentException("databases was refused, must be one or more of " + known);
        }
        return new HealthChecks(monitor, asked, target);
    }

    /**
     * Sets the smallest health score that is accepted. Default: {@value #STANDARD_TARGET}.
     *
     * @param target 0 to 1
     * @return the changed checks
     * @throws IllegalArgumentException when it is out of range
     */
    public HealthChecks withTarget(double target) {
        return new HealthChecks(monitor, databases, Settings.requireRange("target", target, 0.0, 1.0));
    }

    /** The id of the check that stands for a probe. */
    static String checkId(String probeId) {
        return "probe." + probeId;
    }

    private List<ProbeDefinition> definitions() {
        return monitor.runner().probes().definitions();
    }

    @Override
    public List<CheckDefinition> checks() {
        AtomicReference<@Nullable HealthReport> seen = new AtomicReference<>();
        List<CheckDefinition> checks = new ArrayList<>();
        checks.add(CheckDefinition.builder(PHASE, RUN, deadline -> run(seen))
                .title("the probes were run")
                .deadline(monitor.runner().deadline().plus(SPARE))
                .impact("nobody knows whether what the host stands on works")
                .hint(CheckDocs.hint("see why the run of the probes did not end", "health-run"))
                .build());
        definitions().forEach(definition -> checks.add(probe(definition, seen)));
        checks.add(CheckDefinition.builder(PHASE, "health.score", deadline -> score(report(seen)))
                .title("the health score is at least " + percent(target))
                .dependsOn(RUN)
                .impact("so much of what the host stands on is broken that it should not serve")
                .hint(CheckDocs.hint("mend the probes that failed, the critical ones first", "health-score"))
                .build());
        if (!databases.isEmpty()) {
            checks.add(CheckDefinition.builder(PHASE, "health.database", deadline -> database())
                    .title("database calls are answered")
                    .dependsOn(RUN)
                    .hint(CheckDocs.hint("look at the incidents of the database's probes", "health-database"))
                    .build());
        }
        return checks;
    }

    private CheckOutcome run(AtomicReference<@Nullable HealthReport> seen) {
        HealthReport report = monitor.run();
        if (report.results().isEmpty()) {
            return CheckOutcome.unknown("the monitor has no probes, so nothing is known");
        }
        if (!report.isComplete()) {
            return CheckOutcome.unknown("the run of the probes was interrupted");
        }
        seen.set(report);
        return CheckOutcome.passed(report.results().size() + " probes were run in " + Times.shown(report.took()));
    }

    private static HealthReport report(AtomicReference<@Nullable HealthReport> seen) {
        // Whoever asks depends on the check that runs them.
        return Objects.requireNonNull(seen.get(), "the probes were not run before");
    }

    private static CheckDefinition probe(ProbeDefinition definition, AtomicReference<@Nullable HealthReport> seen) {
        String[] dependencies = Stream.concat(
                        Stream.of(RUN), definition.dependsOn().stream().map(HealthChecks::checkId))
                .toArray(String[]::new);
        return CheckDefinition.builder(
                        PHASE, checkId(definition.id()), deadline -> answer(report(seen), definition.id()))
                .title(definition.id() + " is up")
                .dependsOn(dependencies)
                .severity(definition.criticality() == Criticality.CRITICAL ? Severity.CRITICAL : Severity.MINOR)
                .impact(impact(definition.kind()))
                .hint(definition.hint().orElse(CheckDocs.hint("read what the probe says", "probe")))
                .build();
    }

    private static CheckOutcome answer(HealthReport report, String probeId) {
        return report.result(probeId)
                .map(ProbeAnswers::of)
                .orElseGet(() -> CheckOutcome.unknown("the run of the probes did not tell of it"));
    }

    private static String impact(ProbeKind kind) {
        return switch (kind) {
            case LIVENESS -> "the platform restarts this instance";
            case READINESS -> "the platform sends this instance no users";
            case STARTUP -> "the platform does not take this instance into service";
        };
    }

    private CheckOutcome score(HealthReport report) {
        ScoreInput input = report.scoreInput();
        if (input.planned() == 0) {
            return CheckOutcome.unknown("every probe was left out, so there is no score");
        }
        double score = (double) input.passed() / input.planned();
        String message = "health score " + percent(score) + ", at least " + percent(target) + " expected";
        CheckOutcome outcome = score >= target ? CheckOutcome.passed(message) : CheckOutcome.failed(message);
        return outcome.withMeasurement(new Measurement.Value(
                Objectives.HEALTH_SCORE, score, report.results().size()));
    }

    private CheckOutcome database() {
        long good = 0;
        long all = 0;
        for (String id : databases) {
            List<HistoryEntry> calls = monitor.history(id).stream()
                    .filter(entry -> entry.state() != ProbeState.SKIPPED && !NO_CALL.contains(entry.ending()))
                    .toList();
            good += calls.stream().filter(HealthChecks::isAnswered).count();
            // Nobody knows how an answer would have been that never came; it is none that was given.
            all += calls.size();
        }
        if (all == 0) {
            return CheckOutcome.unknown("the monitor remembers no call to the database");
        }
        String message = good + " of the last " + all + " calls to the database were answered";
        CheckOutcome outcome = good == all
                ? CheckOutcome.passed(message)
                : good == 0 ? CheckOutcome.failed(message) : CheckOutcome.warning(message);
        return outcome.withMeasurement(new Measurement.Rate(Objectives.DATABASE_SUCCESS, good, all));
    }

    private static boolean isAnswered(HistoryEntry entry) {
        return entry.state() == ProbeState.UP || entry.state() == ProbeState.WARN;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
