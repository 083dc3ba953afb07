package io.handclasp.validator;

import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.ObjectiveResult;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One call of {@link Validator#run}: phase after phase, then the objectives. */
final class ValidationRun {
    private final ValidatorSettings settings;
    private final Cancellation cancellation;
    private final Instant startedAt;
    private final RunState run;

    ValidationRun(ValidatorSettings settings, Cancellation cancellation) {
        this.settings = settings;
        this.cancellation = cancellation;
        this.startedAt = settings.timeSource().now();
        this.run = new RunState(settings, cancellation);
    }

    ValidationReport run() {
        Runnable wake = run::wake;
        cancellation.watch(wake);
        try {
            List<PhaseResult> phases = settings.executor().isPresent() ? runPhases() : runPhasesWatched();
            ValidationReport report = report(phases);
            run.tell(listener -> listener.runFinished(report));
            run.deliver();
            return report;
        } finally {
            cancellation.unwatch(wake);
            run.restoreInterrupt();
        }
    }

    private List<PhaseResult> runPhasesWatched() {
        Watchdog watchdog = Watchdog.start(run);
        try {
            return runPhases();
        } finally {
            watchdog.close();
        }
    }

    private List<PhaseResult> runPhases() {
        run.tell(listener ->
                listener.runStarted(settings.title(), settings.plan().definitions()));
        run.deliver();
        RunBodies bodies = RunBodies.of(settings.sources());
        List<PhaseResult> phases = new ArrayList<>();
        Map<String, CheckResult> results = new HashMap<>();
        for (ValidationPhase phase : ValidationPhase.values()) {
            if (!settings.plan().of(phase).isEmpty()) {
                PhaseRun phaseRun = new PhaseRun(phase, settings, bodies, results, run);
                run.enter(phaseRun);
                phases.add(phaseRun.run());
                run.enter(null);
            }
        }
        return phases;
    }

    private ValidationReport report(List<PhaseResult> phases) {
        List<Measurement> measured = phases.stream()
                .flatMap(phase -> phase.checks().stream())
                .flatMap(check -> check.outcome().measurements().stream())
                .toList();
        List<ObjectiveResult> objectives = settings.objectives().stream()
                .map(objective -> objective.evaluate(measured))
                .toList();
        return new ValidationReport(
                settings.title(),
                startedAt,
                run.sinceStart(run.nanoTime()),
                run.ending(),
                phases,
                objectives,
                settings.objectivesRequired());
    }
}
