package io.handclasp.validator.drill;

import io.handclasp.core.Redaction;
import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillTimeline;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * One run of a drill, in the order of the Chaos Toolkit: steady state, fault, shown effect, promise, undo, steady state. Whatever
 * happens, no fault is left when {@link #go} returns, or the outcome says so.
 */
final class DrillRun {
    private final DrillSettings settings;
    private final Scenario scenario;
    private final StepLog log;
    private final Leases leases;
    private Optional<Duration> detectedAfter = Optional.empty();
    private Optional<Duration> recoveredAfter = Optional.empty();

    DrillRun(DrillSettings settings, Scenario scenario, Deadline deadline, Consumer<DrillTimeline> steps) {
        this.settings = settings;
        this.scenario = scenario;
        this.log = new StepLog(deadline.timeSource(), () -> steps.accept(timeline()));
        this.leases = new Leases(settings.maxLife());
    }

    CheckOutcome go(Deadline whole) throws InterruptedException {
        Optional<DrillException> ended = Optional.empty();
        String kept = "";
        List<String> left;
        Optional<Sighting> recovery = Optional.empty();
        long undone;
        try {
            steadyState(whole);
            kept = underFault(faultDeadline(whole));
        } catch (DrillException e) {
            ended = Optional.of(e);
        } finally {
            undone = log.now();
            left = undo();
        }
        if (log.isEmpty() || leases.none()) {
            return withoutFault(ended.orElseThrow());
        }
        if (left.isEmpty()) {
            recovery = Optional.of(recover(undone, whole));
        }
        return judged(ended, kept, left, recovery);
    }

    /** What is left for undoing and recovering is not spent under the fault. */
    private Deadline faultDeadline(Deadline whole) {
        return whole.sooner(whole.remaining().dividedBy(2)).sooner(settings.maxLife());
    }

    private void steadyState(Deadline whole) throws DrillException, InterruptedException {
        Sighting seen = log.once(DrillStage.STEADY_STATE, scenario::steadyState, whole);
        if (seen.status() == Status.SKIPPED) {
            throw new DrillException(CheckState.SKIPPED, seen.message());
        } else if (!seen.isAsExpected()) {
            throw new DrillException(
                    CheckState.UNKNOWN,
                    "nothing was broken: the host was not in its steady state before: " + seen.message());
        }
    }

    private String underFault(Deadline deadline) throws DrillException, InterruptedException {
        long injected = log.now();
        for (Fault fault : scenario.faults()) {
            inject(fault, deadline);
        }
        Sighting effect = log.until(DrillStage.INJECTION, scenario::effect, deadline.sooner(settings.effectWithin()));
        if (!effect.isAsExpected()) {
            throw new DrillException(CheckState.UNKNOWN, "the fault was not seen to take effect: " + effect.message());
        }
        detect(injected, deadline);
        Sighting promise = log.once(DrillStage.UNDER_FAULT, scenario::promise, deadline);
        if (!leases.hold()) {
            throw new DrillException(
                    CheckState.UNKNOWN,
                    "the fault ended after its longest life of " + Text.of(settings.maxLife())
                            + ", before the promise was looked at to the end");
        }
        if (promise.status() == Status.FAIL) {
            throw new DrillException(CheckState.FAILED, "a promise was broken under the fault: " + promise.message());
        } else if (!promise.isAsExpected()) {
            throw new DrillException(
                    CheckState.UNKNOWN, "nobody can tell whether the promise was kept: " + promise.message());
        }
        return promise.message();
    }

    private void inject(Fault fault, Deadline deadline) throws DrillException, InterruptedException {
        long began = log.now();
        try {
            leases.take(fault, deadline);
            log.add(DrillStage.INJECTION, began, Status.PASS, fault.description());
        } catch (InterruptedException e) {
            log.add(DrillStage.INJECTION, began, Status.UNKNOWN, "interrupted while it was put in place");
            throw e;
        } catch (Exception e) {
            String message = "the fault could not be put in place: " + Redaction.describe(e);
            log.add(DrillStage.INJECTION, began, Status.UNKNOWN, message);
            throw new DrillException(CheckState.UNKNOWN, message);
        }
    }

    private void detect(long injected, Deadline deadline) throws DrillException, InterruptedException {
        Optional<Observation> detection = scenario.detection();
        if (detection.isEmpty()) {
            return;
        }
        Sighting seen = log.until(DrillStage.UNDER_FAULT, detection.get(), deadline.sooner(settings.detectWithin()));
        if (!seen.isAsExpected()) {
            throw new DrillException(
                    seen.status() == Status.FAIL ? CheckState.FAILED : CheckState.UNKNOWN,
                    "the host did not notice the fault within " + Text.of(settings.detectWithin()) + ": "
                            + seen.message());
        }
        detectedAfter = Optional.of(log.since(injected));
    }

    private List<String> undo() {
        if (leases.none()) {
            return leases.undoAll();
        }
        long began = log.now();
        List<String> left = leases.undoAll();
        log.add(
                DrillStage.UNDO,
                began,
                left.isEmpty() ? Status.PASS : Status.FAIL,
                left.isEmpty() ? "the fault is gone" : "still there: " + String.join("; ", left));
        return left;
    }

    private Sighting recover(long undone, Deadline whole) throws InterruptedException {
        Sighting seen = log.until(DrillStage.RECOVERY, scenario::recovery, whole.sooner(settings.recoverWithin()));
        if (seen.isAsExpected()) {
            recoveredAfter = Optional.of(log.since(undone));
        }
        return seen;
    }

    private CheckOutcome withoutFault(DrillException ended) {
        return ended.state() == CheckState.SKIPPED
                ? CheckOutcome.skipped(ended.text())
                : CheckOutcome.unknown(ended.text()).withDrill(timeline());
    }

    private CheckOutcome judged(
            Optional<DrillException> ended, String kept, List<String> left, Optional<Sighting> recovery) {
        CheckOutcome outcome = verdict(ended, kept, left, recovery).withDrill(timeline());
        if (detectedAfter.isPresent()) {
            outcome = outcome.withMeasurement(
                    new Measurement.Durations(Objectives.TIME_TO_DETECT, List.of(detectedAfter.get())));
        }
        if (recoveredAfter.isPresent()) {
            outcome = outcome.withMeasurement(
                    new Measurement.Durations(Objectives.TIME_TO_RECOVER, List.of(recoveredAfter.get())));
        }
        return outcome;
    }

    private CheckOutcome verdict(
            Optional<DrillException> ended, String kept, List<String> left, Optional<Sighting> recovery) {
        if (!left.isEmpty()) {
            return CheckOutcome.failed("the fault could not be undone: " + String.join("; ", left))
                    .withHint("undo it by hand now, then see why its undo fails");
        }
        boolean recovered = recovery.filter(Sighting::isAsExpected).isPresent();
        String after = recovered
                ? "; steady again " + Text.of(recoveredAfter.orElseThrow()) + " after the fault"
                : "; not steady again within " + Text.of(settings.recoverWithin()) + ": "
                        + recovery.map(Sighting::message).orElse("nobody looked");
        if (ended.isPresent() && (recovered || ended.get().state() == CheckState.FAILED)) {
            return ended.get().state() == CheckState.FAILED
                    ? CheckOutcome.failed(ended.get().text() + after)
                    : CheckOutcome.unknown(ended.get().text() + after);
        }
        if (recovered) {
            return CheckOutcome.passed(kept + after);
        }
        String before = ended.map(DrillException::text).orElse(kept);
        return recovery.filter(seen -> seen.status() == Status.FAIL).isPresent()
                ? CheckOutcome.failed(before + after)
                : CheckOutcome.unknown(before + after);
    }

    private DrillTimeline timeline() {
        String fault = scenario.faults().stream().map(Fault::description).collect(Collectors.joining(", "));
        return log.timeline(fault, detectedAfter, recoveredAfter);
    }
}
