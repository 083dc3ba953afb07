package io.handclasp.validator;

import io.handclasp.core.Redaction;
import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.validator.model.ValidationPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** One phase of one run: the calling thread hands out what may start, and waits. Guarded by the lock of the run. */
final class PhaseRun {
    private final ValidationPhase phase;
    private final PhasePolicy policy;
    private final Executor executor;
    private final int maxConcurrency;
    private final RunState run;
    private final Deadline deadline;
    private final List<CheckInRun> planned = new ArrayList<>();
    private final Set<CheckInRun> waiting = new LinkedHashSet<>();
    private final Set<CheckInRun> inFlight = new LinkedHashSet<>();
    /** The results of the whole run so far, by the ids of the checks. */
    private final Map<String, CheckResult> results;

    PhaseRun(
            ValidationPhase phase,
            ValidatorSettings settings,
            RunBodies bodies,
            Map<String, CheckResult> results,
            RunState run) {
        this.phase = phase;
        this.policy = settings.policy(phase);
        this.executor = settings.executor().orElse(Runnable::run);
        this.maxConcurrency = settings.executor().isPresent() ? policy.maxConcurrency() : 1;
        this.results = results;
        this.run = run;
        this.deadline = run.whole().sooner(policy.deadline());
        for (CheckDefinition definition : settings.plan().of(phase)) {
            planned.add(new CheckInRun(definition, bodies.of(definition.id()), deadline, run));
        }
        waiting.addAll(planned);
    }

    PhaseResult run() {
        long startNanos = run.nanoTime();
        run.tell(listener -> listener.phaseStarted(phase));
        run.deliver();
        boolean over = false;
        while (!over) {
            List<CheckInRun> next = new ArrayList<>();
            over = advance(next);
            run.deliver();
            next.forEach(this::submit);
        }
        PhaseResult result = new PhaseResult(
                phase,
                planned.stream()
                        .map(check -> Objects.requireNonNull(
                                results.get(check.definition().id())))
                        .toList(),
                Optional.of(run.sinceStart(startNanos)),
                Duration.ofNanos(run.nanoTime() - startNanos));
        run.tell(listener -> listener.phaseFinished(result));
        run.deliver();
        return result;
    }

    private void submit(CheckInRun check) {
        try {
            executor.execute(check);
        } catch (RuntimeException | OutOfMemoryError refusal) {
            // A thread pool reports with an OutOfMemoryError that the system has no thread left for it.
            run.lock().lock();
            try {
                check.drop(CheckOutcome.notRun("the executor did not accept it: " + Redaction.describe(refusal)));
            } finally {
                run.lock().unlock();
            }
        }
    }

    /** Settles what can be settled and finds what is to be started; if there is neither, waits. True when all is settled. */
    private boolean advance(List<CheckInRun> next) {
        run.lock().lock();
        try {
            while (true) {
                stopIfDue();
                giveUpOverdue();
                collect();
                settleDependants();
                choose(next);
                boolean over = waiting.isEmpty() && inFlight.isEmpty();
                if (over || !next.isEmpty() || run.hasEvents()) {
                    return over;
                }
                run.await(nextDeadlineNanos());
            }
        } finally {
            run.lock().unlock();
        }
    }

    /** With the lock held, also on the thread of the watchdog. */
    void giveUpOverdue() {
        Optional<RunEnding> stop = run.stop();
        for (CheckInRun check : inFlight) {
            if (check.isAtWork() && stop.isPresent()) {
                run.cutShort(stop.get());
                check.giveUp(whileAtWork(stop.get()), "");
            }
            check.giveUpIfOverdue(run.nanoTime());
        }
    }

    /** With the lock held, also on the thread of the watchdog: when a check has to be given up; empty when none is at work. */
    Optional<Long> earliestDeadlineNanos() {
        return inFlight.stream()
                .filter(CheckInRun::isAtWork)
                .map(CheckInRun::deadlineNanos)
                .reduce((left, right) -> left - right < 0 ? left : right);
    }

    private long nextDeadlineNanos() {
        long end = deadline.nanos();
        // When the phase is over, there may still be one that mends what it broke.
        boolean over = deadline.isExpired();
        return earliestDeadlineNanos().filter(nanos -> over || nanos - end < 0).orElse(end);
    }

    private void stopIfDue() {
        collect();
        if (waiting.isEmpty() && inFlight.isEmpty()) {
            return;
        }
        Optional<RunEnding> stop = run.stop();
        if (stop.isPresent()) {
            run.cutShort(stop.get());
            String reason = "the run was " + stop.get().words() + " before it was started";
            inFlight.forEach(check -> check.giveUp(whileAtWork(stop.get()), reason));
            waiting.forEach(check -> check.drop(CheckOutcome.notRun(reason)));
        } else if (deadline.isExpired()) {
            String reason = "the phase reached its deadline before it was started";
            inFlight.forEach(check -> check.drop(CheckOutcome.notRun(reason)));
            waiting.forEach(check -> check.drop(CheckOutcome.notRun(reason)));
        }
    }

    private static CheckOutcome whileAtWork(RunEnding stop) {
        return stop == RunEnding.DEADLINE_EXCEEDED
                ? CheckOutcome.timedOut("no answer when the run reached its deadline")
                : CheckOutcome.unknown("the run was " + stop.words() + " while it was at work");
    }

    /** Takes over what was settled, wherever it stood. */
    private void collect() {
        collect(inFlight);
        collect(waiting);
    }

    private void collect(Set<CheckInRun> checks) {
        Iterator<CheckInRun> each = checks.iterator();
        while (each.hasNext()) {
            CheckResult result = each.next().result();
            if (result != null) {
                results.put(result.id(), result);
                each.remove();
            }
        }
    }

    /** Each round may settle what the next one depends on; the plan has no circles, so this ends. */
    private void settleDependants() {
        Optional<String> failure = policy.failFast() ? firstFailure() : Optional.empty();
        boolean moved = true;
        while (moved) {
            for (CheckInRun check : waiting) {
                failure.map(CheckOutcome::blocked)
                        .or(() -> hindrance(check.definition()))
                        .ifPresent(check::drop);
            }
            int before = waiting.size();
            collect(waiting);
            moved = waiting.size() < before;
        }
    }

    private Optional<String> firstFailure() {
        return planned.stream()
                .map(CheckInRun::result)
                .filter(result -> result != null && result.weighedStatus() == Status.FAIL)
                .map(CheckResult::id)
                .findFirst();
    }

    /**
     * Why a check cannot run: what it needs did not pass, or was left out on purpose. Told when all that it needs is settled, so that
     * the answer does not hang on which of them was quicker.
     */
    private Optional<CheckOutcome> hindrance(CheckDefinition definition) {
        if (!results.keySet().containsAll(definition.dependsOn())) {
            return Optional.empty();
        }
        Optional<CheckOutcome> skipped = Optional.empty();
        for (String id : definition.dependsOn()) {
            CheckResult needed = Objects.requireNonNull(results.get(id));
            if (needed.state() == CheckState.SKIPPED) {
                skipped = Optional.of(CheckOutcome.skipped(
                        id + " was skipped: " + needed.outcome().message()));
            } else if (needed.status() != Status.PASS && needed.status() != Status.WARN) {
                // The name at the root of the trouble: that one is to be mended.
                return Optional.of(
                        CheckOutcome.blocked(needed.outcome().blockedBy().orElse(id)));
            }
        }
        return skipped;
    }

    private void choose(List<CheckInRun> next) {
        for (CheckInRun check : waiting) {
            if (inFlight.size() + next.size() >= maxConcurrency) {
                break;
            }
            if (results.keySet().containsAll(check.definition().dependsOn())) {
                next.add(check);
            }
        }
        next.forEach(waiting::remove);
        inFlight.addAll(next);
    }
}
