package io.handclasp.probes;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.TimeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which probes of one runner are with the executor or at work now: at most one start of each. All of it, and the state of
 * every start and run, is guarded by one lock; the executor is called without it, since it may run the probe at once.
 */
final class RunningProbes {
    private final Executor executor;
    private final TimeSource time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, ProbeStart> starts = new HashMap<>();

    RunningProbes(Executor executor, TimeSource time) {
        this.executor = executor;
        this.time = time;
    }

    TimeSource time() {
        return time;
    }

    ReentrantLock lock() {
        return lock;
    }

    Condition newCondition() {
        return lock.newCondition();
    }

    /** With the lock held. */
    @Nullable
    ProbeStart of(String id) {
        return starts.get(id);
    }

    /** With the lock held, and only for a probe that is not there. */
    ProbeStart create(ProbeDefinition definition) {
        ProbeStart start = new ProbeStart(definition, this);
        starts.put(definition.id(), start);
        return start;
    }

    /** With the lock held. */
    void remove(ProbeStart start) {
        starts.remove(start.id(), start);
    }

    /** Without the lock. */
    void submit(ProbeStart start) {
        try {
            executor.execute(start);
        } catch (RuntimeException | OutOfMemoryError refusal) {
            // A thread pool reports with an OutOfMemoryError that the system has no thread left for it.
            start.refuse("the executor did not accept the probe: " + Redaction.describe(refusal));
        }
    }
}
