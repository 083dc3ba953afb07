package io.handclasp.validator.report;

import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objective;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Any report that the model allows, from a seed. */
final class RandomReports {
    private static final String[] TEXTS = {
        "fine",
        "<script>alert(1)</script>",
        "a & b \"c\" 'd' ]]> <!-- ",
        "line one\nline two\ttab",
        "\uD83D\uDE00 smile, \uD83D alone, \uFFFE",
        "zwölf Größen ≥ 3",
        "x".repeat(3_000)
    };

    private final Random random;
    private int ids;

    private RandomReports(long seed) {
        this.random = new Random(seed);
    }

    static ValidationReport of(long seed) {
        return new RandomReports(seed).report();
    }

    private ValidationReport report() {
        List<PhaseResult> phases = new ArrayList<>();
        // Quiet reports hold little that is wrong, so that all verdicts come up.
        boolean quiet = random.nextBoolean();
        for (ValidationPhase phase : ValidationPhase.values()) {
            if (random.nextInt(3) > 0) {
                phases.add(phase(phase, quiet));
            }
        }
        List<Measurement> measured = phases.stream()
                .flatMap(phase -> phase.checks().stream())
                .flatMap(check -> check.outcome().measurements().stream())
                .toList();
        List<Objective> objectives = random.nextBoolean()
                ? List.of()
                : List.of(
                        Objective.rateAtLeast("rate", text(), "rate", 0.9),
                        Objective.meanBelow("mean", text(), "time", Duration.ofMillis(500)),
                        Objective.longestBelow("longest", text(), "time", Duration.ofSeconds(1)),
                        Objective.numberAtMost("number", text(), "value", 0),
                        Objective.shareAtLeast("share", text(), "value", 0.9));
        RunEnding[] endings = RunEnding.values();
        RunEnding ending = random.nextInt(4) > 0 ? RunEnding.COMPLETED : endings[random.nextInt(endings.length)];
        return new ValidationReport(
                text(),
                Instant.ofEpochSecond(random.nextInt(2_000_000_000)),
                Duration.ofNanos(random.nextInt(2_000_000_000)),
                ending,
                phases,
                objectives.stream()
                        .map(objective -> objective.evaluate(measured))
                        .toList(),
                random.nextBoolean());
    }

    private PhaseResult phase(ValidationPhase phase, boolean quiet) {
        List<CheckResult> checks = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            checks.add(check(phase, quiet));
        }
        return new PhaseResult(phase, checks, duration(), Duration.ofNanos(random.nextInt(1_000_000_000)));
    }

    private CheckResult check(ValidationPhase phase, boolean quiet) {
        CheckState[] states = CheckState.values();
        CheckState state = quiet && random.nextInt(8) > 0
                ? random.nextInt(4) > 0 ? CheckState.PASSED : CheckState.WARNING
                : states[random.nextInt(states.length)];
        Severity severity = List.of(Severity.values()).get(random.nextInt(3));
        boolean ran = state.status().ran();
        return new CheckResult(
                "check-" + ids++,
                phase,
                text(),
                ids > 1 && random.nextBoolean() ? Set.of("check-0") : Set.of(),
                severity,
                1 + random.nextInt(10),
                random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
                outcome(state),
                ran ? Optional.of(Duration.ofNanos(random.nextInt(1_000_000_000))) : duration(),
                Duration.ofNanos(random.nextInt(1_000_000_000)));
    }

    private CheckOutcome outcome(CheckState state) {
        boolean measures = state == CheckState.PASSED && random.nextBoolean();
        return new CheckOutcome(
                state,
                text(),
                random.nextBoolean() ? Optional.of(text()) : Optional.empty(),
                state == CheckState.BLOCKED ? Optional.of("check-0") : Optional.empty(),
                Map.of("name", text(), "password", "hunter2"),
                measures ? measurements() : List.of(),
                Optional.empty());
    }

    private List<Measurement> measurements() {
        int trials = random.nextInt(500);
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < trials; i++) {
            times.add(Duration.ofMillis(random.nextInt(700)));
        }
        return List.of(
                new Measurement.Rate("rate", trials - random.nextInt(trials / 20 + 1), trials),
                new Measurement.Durations("time", times),
                new Measurement.Value("value", random.nextInt(2), 1));
    }

    private Optional<Duration> duration() {
        return random.nextBoolean() ? Optional.of(Duration.ofNanos(random.nextInt(1_000_000_000))) : Optional.empty();
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
