package io.handclasp.probes;

import io.handclasp.core.Settings;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the probes of a set side by side on the host's executor, and waits for them no longer than agreed.
 *
 * <ul>
 *   <li>Each probe starts as soon as those that it depends on are up or skipped; nothing else waits for anything else.
 *   <li>One that does not come back in time is {@link Ending#TIMED_OUT} at that moment. It keeps its thread, and the others'
 *       results are not touched. It is never started a second time while it runs: the next run says
 *       {@link Ending#STILL_RUNNING}, and since when.
 *   <li>Two runs at once start a probe once and share its answer.
 *   <li>A deadline counts from the start of the probe. The wait for a thread is bounded by the deadline of the run.
 *   <li>A probe is told a deadline that ends a tenth, and at most 50 ms, before it is given up, so that it has the time to
 *       say what it was waiting for.
 *   <li>One that throws is {@link ProbeState#UNKNOWN}; a {@link VirtualMachineError} other than {@link StackOverflowError} is
 *       also thrown on, on the thread of the probe.
 * </ul>
 *
 * <p>The runner has no threads or timers of its own. The executor must run what it accepts, on other threads, or refuse it;
 * one that drops work in silence leaves a probe {@link Ending#NOT_STARTED} for ever, and one that runs it on the calling
 * thread keeps the results right, but no deadline.
 *
 * <p>Safe for use by many threads.
 */
public final class ProbeRunner {
    private final ProbeSet probes;
    private final Map<ProbeKind, ProbeSet> byKind = new EnumMap<>(ProbeKind.class);
    private final Duration deadline;
    private final TimeSource timeSource;
    private final RunningProbes running;

    private ProbeRunner(ProbeSet probes, Executor executor, Duration deadline, TimeSource timeSource) {
        this.probes = probes;
        this.deadline = deadline;
        this.timeSource = timeSource;
        this.running = new RunningProbes(executor, timeSource);
        for (ProbeKind kind : ProbeKind.values()) {
            byKind.put(kind, probes.ofKind(kind));
        }
    }

    /**
     * Starts the making of a runner.
     *
     * @param probes the probes that it runs
     * @return a builder
     */
    public static Builder builder(ProbeSet probes) {
        return new Builder(probes);
    }

    /**
     * Runs all probes and waits for them, at most until the deadline of the run.
     *
     * <p>When the calling thread is interrupted, this returns at once with the results so far; the others are
     * {@link Ending#CANCELLED}, and the interrupt flag is set again.
     *
     * @return one result for each probe
     */
    public HealthReport run() {
        return run(probes);
    }

    /**
     * Runs the probes of one kind, and those that they depend on, as {@link #run()} does.
     *
     * @param kind the kind
     * @return one result for each probe that took part, dependencies of another kind included
     */
    public HealthReport run(ProbeKind kind) {
        return run(Objects.requireNonNull(byKind.get(kind)));
    }

    private HealthReport run(ProbeSet set) {
        return new ProbeRun(set, running, Deadline.after(deadline, timeSource)).run();
    }

    /**
     * The probes that are run.
     *
     * @return the set
     */
    public ProbeSet probes() {
        return probes;
    }

    /**
     * How long a run may take as a whole.
     *
     * @return the deadline of a run, counted from its start
     */
    public Duration deadline() {
        return deadline;
    }

    /**
     * The clocks that are used.
     *
     * @return the time source
     */
    public TimeSource timeSource() {
        return timeSource;
    }

    /** Makes a {@link ProbeRunner}. Not safe for use by many threads. */
    public static final class Builder {
        private final ProbeSet probes;
        private @Nullable Executor executor;
        private Duration deadline = Duration.ofSeconds(5);
        private TimeSource timeSource = TimeSource.system();

        private Builder(ProbeSet probes) {
            this.probes = Objects.requireNonNull(probes, "probes");
        }

        /**
         * Sets the executor that the probes run on. Required; it stays the host's and is never shut down here. It needs a
         * thread for each probe that is to run at once, and one that hangs keeps its thread.
         *
         * @param executor the executor
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor");
            return this;
        }

        /**
         * Sets how long a run may take as a whole. Default: 5 s, which leaves room for a probe that waits for another one,
         * with 2 s for each.
         *
         * @param deadline 1 ms to 10 min
         * @return this builder
         * @throws IllegalArgumentException when it is out of bounds
         */
        public Builder deadline(Duration deadline) {
            this.deadline = Settings.requireWithin("deadline", deadline, Duration.ofMillis(1), Duration.ofMinutes(10));
            return this;
        }

        /**
         * Sets the clocks. Default: those of the system.
         *
         * @param timeSource the time source
         * @return this builder
         */
        public Builder timeSource(TimeSource timeSource) {
            this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
            return this;
        }

        /**
         * Makes the runner.
         *
         * @return the runner
         * @throws IllegalStateException when no executor was set
         */
        public ProbeRunner build() {
            if (executor == null) {
                throw new IllegalStateException("executor was not set, must be the executor that the probes run on");
            }
            return new ProbeRunner(probes, executor, deadline, timeSource);
        }
    }
}
