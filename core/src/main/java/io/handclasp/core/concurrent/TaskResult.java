package io.handclasp.core.concurrent;

import io.handclasp.core.Redaction;
import java.time.Duration;
import java.util.Objects;

/**
 * How a task ended. A {@link ParallelRunner} yields exactly one for each task.
 *
 * @param <T> what the task yields
 */
public sealed interface TaskResult<T> {
    /**
     * The task that this is the result of.
     *
     * @return its id
     */
    String id();

    /**
     * The task ended in time with a value.
     *
     * @param id the id of the task
     * @param value what it yielded
     * @param elapsed from its start to its end
     * @param <T> what the task yields
     */
    record Completed<T>(String id, T value, Duration elapsed) implements TaskResult<T> {
        /** Checks that there is a value. */
        public Completed {
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * The task ended in time by throwing.
     *
     * @param id the id of the task
     * @param error what it threw; its message is not scrubbed, show it through {@link Redaction#describe(Throwable)}
     * @param elapsed from its start to its end
     * @param <T> what the task yields
     */
    record Failed<T>(String id, Throwable error, Duration elapsed) implements TaskResult<T> {
        /** Shows the error redacted. */
        @Override
        public String toString() {
            return "Failed[id=" + id + ", error=" + Redaction.describe(error) + ", elapsed=" + elapsed + "]";
        }
    }

    /**
     * The task was started and did not end in time. It may still be running.
     *
     * @param id the id of the task
     * @param elapsed from its start until it was given up
     * @param <T> what the task yields
     */
    record TimedOut<T>(String id, Duration elapsed) implements TaskResult<T> {}

    /**
     * The task was started and had not ended when the thread that called the runner was interrupted. It may still be
     * running.
     *
     * @param id the id of the task
     * @param elapsed from its start until it was given up
     * @param <T> what the task yields
     */
    record Cancelled<T>(String id, Duration elapsed) implements TaskResult<T> {}

    /**
     * The task was never started and never will be.
     *
     * @param id the id of the task
     * @param reason why not, for people
     * @param <T> what the task yields
     */
    record NotRun<T>(String id, String reason) implements TaskResult<T> {}
}
