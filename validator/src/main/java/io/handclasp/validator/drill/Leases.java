package io.handclasp.validator.drill;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The faults of one drill, undone in the reverse order of their injection. A thread of its own undoes what outlives its time, also
 * while the drill's thread hangs; it has ended when {@link #undoAll} returns.
 */
final class Leases {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Duration maxLife;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Lease> held = new ArrayDeque<>();
    private @Nullable Thread watch;
    private boolean closed;

    Leases(Duration maxLife) {
        this.maxLife = maxLife;
    }

    void take(Fault fault, Deadline deadline) throws Exception {
        // Its life begins before the fault does, so that one which takes long to inject does not last longer than
        // promised.
        Deadline life = Deadline.after(maxLife, deadline.timeSource());
        AutoCloseable undo = fault.inject(deadline);
        lock.lock();
        try {
            held.push(new Lease(fault.description(), undo, life));
            if (watch == null) {
                watch = NamedThreads.daemon("drill-lease").newThread(this::watch);
                watch.start();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean none() {
        return snapshot().isEmpty();
    }

    /** Whether every fault has been in place since it was injected. */
    boolean hold() {
        return snapshot().stream().allMatch(Lease::holds);
    }

    /**
     * Undoes what is left, the last one first, and ends the watch.
     *
     * @return what could not be undone, and why
     */
    List<String> undoAll() {
        List<String> left = new ArrayList<>();
        for (Lease lease : snapshot()) {
            lease.undo().ifPresent(left::add);
        }
        end();
        return left;
    }

    private List<Lease> snapshot() {
        lock.lock();
        try {
            return List.copyOf(held);
        } finally {
            lock.unlock();
        }
    }

    private void watch() {
        while (awaitEndOfLife()) {
            snapshot().forEach(Lease::endOfLife);
        }
    }

    /** True when the faults that stand are to go; false when there is nothing more to watch. */
    private boolean awaitEndOfLife() {
        lock.lock();
        try {
            while (!closed) {
                Optional<Deadline> next = nextEndOfLife();
                if (next.filter(Deadline::isExpired).isPresent()) {
                    return true;
                }
                TimeSource time = held.getLast().life().timeSource();
                Deadline until = next.orElseGet(() -> Deadline.after(maxLife, time));
                boolean ignored = time.awaitUntil(changed, until.nanos());
            }
            return false;
        } catch (InterruptedException e) {
            // Nobody but a host that ends all of its threads does this: the faults go at once. The watch goes on:
            // it ends with the drill, and a fault may still be under way.
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** All have the same length of life, so the first one taken of those that stand is the first to end; empty when none stands. */
    private Optional<Deadline> nextEndOfLife() {
        Iterator<Lease> firstTakenFirst = held.descendingIterator();
        while (firstTakenFirst.hasNext()) {
            Lease lease = firstTakenFirst.next();
            if (!lease.isOutlived()) {
                return Optional.of(lease.life());
            }
        }
        return Optional.empty();
    }

    private void end() {
        Thread ending;
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            ending = watch;
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            join(ending);
        }
    }

    /** The watch does nothing any more, unless an undo of the host hangs in it: it is then interrupted and left to itself. */
    private static void join(Thread ending) {
        boolean interrupted = Thread.interrupted();
        try {
            TimeUnit.NANOSECONDS.timedJoin(ending, PATIENCE.toNanos());
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (ending.isAlive()) {
            ending.interrupt();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
