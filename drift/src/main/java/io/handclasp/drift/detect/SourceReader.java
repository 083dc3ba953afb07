package io.handclasp.drift.detect;

import io.handclasp.core.concurrent.ParallelRunner;
import io.handclasp.core.concurrent.Task;
import io.handclasp.core.concurrent.TaskResult;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.UnreadableSourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads sources, each within its deadline. A source that fails takes no other with it. */
final class SourceReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private final ReadingPolicy policy;

    SourceReader(ReadingPolicy policy) {
        this.policy = policy;
    }

    /** One reading for each source, in their order. */
    List<Reading> read(Map<String, ConfigSource> sources) {
        Deadline whole = Deadline.after(policy.timeout(), policy.timeSource());
        List<Task<Map<String, ConfigValue>>> tasks = new ArrayList<>();
        sources.forEach((name, source) -> tasks.add(new Task<>(name, policy.sourceTimeout(), true, source::read)));
        if (policy.executor().isEmpty()) {
            return tasks.stream().map(task -> here(task, whole)).toList();
        }
        ParallelRunner runner =
                ParallelRunner.builder().executor(policy.executor().get()).build();
        return runner.run(tasks, whole).stream().map(SourceReader::reading).toList();
    }

    private Reading here(Task<Map<String, ConfigValue>> task, Deadline whole) {
        if (whole.isExpired()) {
            return new Reading.Unreadable(task.id(), "the time for all sources was over", Optional.empty());
        }
        if (Thread.currentThread().isInterrupted()) {
            return new Reading.Unreadable(task.id(), "the thread was interrupted", Optional.empty());
        }
        Deadline deadline = whole.sooner(task.timeout());
        try {
            Map<String, ConfigValue> values = task.body().run(deadline);
            // What comes too late is not believed here either, so that both ways give one answer.
            return deadline.isExpired() ? late(task.id()) : read(task.id(), values);
        } catch (Exception | LinkageError | AssertionError | ServiceConfigurationError | StackOverflowError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return failed(task.id(), e);
        }
    }

    private static Reading reading(TaskResult<Map<String, ConfigValue>> result) {
        if (result instanceof TaskResult.Completed<Map<String, ConfigValue>> completed) {
            return read(result.id(), completed.value());
        }
        if (result instanceof TaskResult.Failed<Map<String, ConfigValue>> failed) {
            return failed(result.id(), failed.error());
        }
        if (result instanceof TaskResult.NotRun<Map<String, ConfigValue>> notRun) {
            return new Reading.Unreadable(result.id(), notRun.reason(), Optional.empty());
        }
        return late(result.id());
    }

    /** The map is not copied: a hundred replicas have a hundred thousand settings. One with a hole in it is not believed. */
    private static Reading read(String name, Map<String, ConfigValue> values) {
        boolean whole = values != null;
        if (whole) {
            for (Map.Entry<String, ConfigValue> entry : values.entrySet()) {
                whole &= entry.getKey() != null && entry.getValue() != null;
            }
        }
        return whole
                ? new Reading.Read(name, values)
                : new Reading.Unreadable(name, "handed out null in place of a value", Optional.empty());
    }

    private static Reading late(String name) {
        return new Reading.Unreadable(name, "did not answer in time", Optional.empty());
    }

    /** A message of somebody else's may quote what could not be read, so only the library's own are shown. */
    private static Reading failed(String name, Throwable error) {
        if (error instanceof UnreadableSourceException known) {
            return new Reading.Unreadable(name, String.valueOf(known.getMessage()), Optional.of(known.place()));
        }
        LOG.debug("Source {} failed with {}", name, error.getClass().getName());
        return new Reading.Unreadable(name, "failed with " + error.getClass().getSimpleName(), Optional.empty());
    }
}
