package io.handclasp.validator;

import io.handclasp.core.concurrent.Listeners;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.model.RunEnding;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What all parts of one run share. Whatever changes in a run, that of its phases and checks included, is guarded by the one lock
 * here; listeners and the executor are called without it, always on the thread that called {@code run}.
 */
final class RunState {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Listeners<ValidationListener> listeners;
    private final Cancellation cancellation;
    private final Deadline whole;
    private final TimeSource time;
    private final Thread caller = Thread.currentThread();
    private final long startNanos;
    private final Queue<Consumer<ValidationListener>> events = new ArrayDeque<>();
    private boolean waiting;
    private long wakeAtNanos;
    private boolean interrupted;
    private @Nullable RunEnding ending;
    private @Nullable PhaseRun current;

    RunState(ValidatorSettings settings, Cancellation cancellation) {
        this.listeners = settings.listeners();
        this.cancellation = cancellation;
        this.time = settings.timeSource();
        this.startNanos = time.nanoTime();
        this.whole = Deadline.after(settings.deadline(), time);
    }

    ReentrantLock lock() {
        return lock;
    }

    Deadline whole() {
        return whole;
    }

    long nanoTime() {
        return time.nanoTime();
    }

    Duration sinceStart(long nanos) {
        return Duration.ofNanos(nanos - startNanos);
    }

    boolean isCaller() {
        return Thread.currentThread() == caller;
    }

    /** Wakes up whoever waits; from any thread. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held: waits for a change, at most until the clock has reached a point. */
    void await(long untilNanos) {
        wakeAtNanos = untilNanos;
        waiting = true;
        try {
            time.awaitUntil(changed, untilNanos);
        } catch (InterruptedException e) {
            noteInterrupt();
        } finally {
            waiting = false;
        }
    }

    /** With the lock held: wakes up whoever would otherwise wait beyond a point. There is one at most: the caller or its watchdog. */
    void wakeBy(long nanos) {
        if (waiting && nanos - wakeAtNanos < 0) {
            changed.signalAll();
        }
    }

    /** With the lock held: something happened that the calling thread has to see; it does not wait when it did that itself. */
    void wakeCaller() {
        if (!isCaller()) {
            changed.signalAll();
        }
    }

    /** The flag is kept here until the run is over: what the run still has to do must not be disturbed by it. */
    private void noteInterrupt() {
        if (isCaller()) {
            interrupted = true;
        } else {
            Thread.currentThread().interrupt();
        }
    }

    /** With the lock held, on any thread: why the run must end now, if it must. */
    Optional<RunEnding> stop() {
        if (isCaller() && Thread.interrupted()) {
            interrupted = true;
        }
        if (interrupted) {
            return Optional.of(RunEnding.INTERRUPTED);
        }
        if (cancellation.isCancelled()) {
            return Optional.of(RunEnding.CANCELLED);
        }
        return whole.isExpired() ? Optional.of(RunEnding.DEADLINE_EXCEEDED) : Optional.empty();
    }

    /** With the lock held: something was cut short for that reason; the first one stays. */
    void cutShort(RunEnding reason) {
        if (ending == null) {
            ending = reason;
        }
    }

    /** How the run ended, once it has. */
    RunEnding ending() {
        lock.lock();
        try {
            return ending == null ? RunEnding.COMPLETED : ending;
        } finally {
            lock.unlock();
        }
    }

    /** Sets the flag again that was taken from the calling thread. */
    void restoreInterrupt() {
        lock.lock();
        try {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    void enter(@Nullable PhaseRun phase) {
        lock.lock();
        try {
            current = phase;
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    @Nullable
    PhaseRun current() {
        return current;
    }

    /** From any thread: has listeners told, later and on the calling thread. */
    void tell(Consumer<ValidationListener> event) {
        if (listeners.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            events.add(event);
            wakeCaller();
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    boolean hasEvents() {
        return !events.isEmpty();
    }

    /** On the calling thread, without the lock: tells the listeners what happened. On other threads nothing happens. */
    void deliver() {
        if (!isCaller()) {
            return;
        }
        Consumer<ValidationListener> event = nextEvent();
        while (event != null) {
            listeners.notify(event);
            event = nextEvent();
        }
    }

    private @Nullable Consumer<ValidationListener> nextEvent() {
        lock.lock();
        try {
            return events.poll();
        } finally {
            lock.unlock();
        }
    }
}
