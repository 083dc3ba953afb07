package io.handclasp.probes;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of one probe: queued, at work, ended. Several runs may wait for it; when none does any more, it is given up, and
 * interrupted if it bears that. It is known to {@link RunningProbes} until it really ends, so that no second one is made.
 */
final class ProbeStart implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeRunner.class);
    private static final long LONGEST_MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ProbeDefinition definition;
    private final RunningProbes running;
    private final ReentrantLock lock;
    private final TimeSource time;

    // Guarded by the lock.
    private final List<ProbeRun> waiting = new ArrayList<>();
    private @Nullable ProbeRun owner;
    private @Nullable Thread runner;
    private boolean givenUp;
    private boolean interruptSent;
    private long startNanos;
    private long deadlineNanos;
    private Optional<Instant> startedAt = Optional.empty();
    private @Nullable Answer answer;

    /** How it ended. */
    record Answer(ProbeOutcome outcome, Ending ending, Duration took) {}

    ProbeStart(ProbeDefinition definition, RunningProbes running) {
        this.definition = definition;
        this.running = running;
        this.lock = running.lock();
        this.time = running.time();
    }

    String id() {
        return definition.id();
    }

    // Everything up to run() is called with the lock held.

    /**
     * Whether a run waits for it in whose report it counts: the one that made it, or once that has left the next that joins.
     * With others the result is shared, and in theirs it does not count again.
     */
    boolean isOwned() {
        return owner != null;
    }

    void addWaiting(ProbeRun run) {
        waiting.add(run);
        if (owner == null) {
            owner = run;
        }
    }

    /** A run has its result, or will do without. */
    void removeWaiting(ProbeRun run) {
        waiting.remove(run);
        if (run.equals(owner)) {
            owner = null;
        }
        if (waiting.isEmpty() && runner != null && answer == null) {
            givenUp = true;
            if (definition.interruptOnTimeout()) {
                interruptSent = true;
                runner.interrupt();
            }
        }
    }

    @Nullable
    Answer answer() {
        return answer;
    }

    Optional<Instant> startedAt() {
        return startedAt;
    }

    boolean isAtWork() {
        return runner != null && answer == null;
    }

    /** Of meaning only when at work. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean isOverdue(long nowNanos) {
        return isAtWork() && (givenUp || deadlineNanos - nowNanos <= 0);
    }

    Duration elapsed(long nowNanos) {
        return Duration.ofNanos(nowNanos - startNanos);
    }

    @Override
    public void run() {
        begin().ifPresent(this::perform);
    }

    /** Without the lock. */
    boolean isOnlyFor(ProbeRun run) {
        lock.lock();
        try {
            return waiting.stream().allMatch(run::equals);
        } finally {
            lock.unlock();
        }
    }

    /** The executor did not accept it; of no effect if it has run it nevertheless. */
    void refuse(String reason) {
        lock.lock();
        try {
            if (runner == null && answer == null) {
                end(new Answer(ProbeOutcome.unknown(reason), Ending.NOT_STARTED, Duration.ZERO));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Starts, unless it was refused, is at work already, or nobody has the time to wait for it. */
    private Optional<Deadline> begin() {
        lock.lock();
        try {
            if (runner != null || answer != null) {
                return Optional.empty();
            }
            long availableNanos = Math.min(definition.deadline().toNanos(), longestWaitNanos());
            if (availableNanos <= 0) {
                end(new Answer(ProbeOutcome.unknown(ProbeRun.TOO_LATE), Ending.NOT_STARTED, Duration.ZERO));
                return Optional.empty();
            }
            startNanos = time.nanoTime();
            startedAt = Optional.of(time.now());
            deadlineNanos = startNanos + availableNanos;
            runner = Thread.currentThread();
            waiting.forEach(run -> run.started(this));
            long marginNanos = Math.min(LONGEST_MARGIN_NANOS, availableNanos / 10);
            return Optional.of(Deadline.after(Duration.ofNanos(availableNanos - marginNanos), time));
        } finally {
            lock.unlock();
        }
    }

    private long longestWaitNanos() {
        return waiting.stream()
                .mapToLong(run -> run.whole().remainingNanos())
                .max()
                .orElse(0);
    }

    private void perform(Deadline deadline) {
        ProbeOutcome outcome;
        try {
            outcome = Objects.requireNonNull(definition.probe().check(deadline), "the probe answered null");
        } catch (Throwable error) {
            boolean inTime = end(ProbeOutcome.broken(error), Ending.THREW);
            if (inTime && error instanceof InterruptedException) {
                // Not our interrupt, since that comes with giving up: the owner of the thread is to see it.
                Thread.currentThread().interrupt();
            }
            if (error instanceof VirtualMachineError fatal && !(error instanceof StackOverflowError)) {
                throw fatal;
            }
            return;
        }
        boolean ignored = end(outcome, Ending.ANSWERED);
    }

    /** Ends as the probe ended and tells whether that was in time. */
    private boolean end(ProbeOutcome outcome, Ending ending) {
        lock.lock();
        try {
            long nowNanos = time.nanoTime();
            boolean inTime = !givenUp && deadlineNanos - nowNanos >= 0;
            if (!inTime) {
                LOG.debug(
                        "Probe {} came back {} after its start, too late: {}",
                        id(),
                        elapsed(nowNanos),
                        outcome.state());
            }
            end(inTime ? new Answer(outcome, ending, elapsed(nowNanos)) : tooLate(elapsed(nowNanos)));
            return inTime;
        } finally {
            runner = null;
            if (interruptSent) {
                // Our interrupt was for the probe; it must not reach the next work of this thread.
                boolean ignored = Thread.interrupted();
            }
            lock.unlock();
        }
    }

    static Answer tooLate(Duration elapsed) {
        ProbeOutcome outcome = ProbeOutcome.unknown("no answer within " + elapsed.toMillis() + " ms")
                .withHint("The probe hangs or the host is short of CPU: docs/health.md, \"No answer in time\"");
        return new Answer(outcome, Ending.TIMED_OUT, elapsed);
    }

    private void end(Answer how) {
        answer = how;
        running.remove(this);
        waiting.forEach(ProbeRun::ended);
    }

    /** For a log: says nothing that is not in every report. */
    @Override
    public String toString() {
        return "ProbeStart[" + Redaction.scrub(id()) + "]";
    }
}
