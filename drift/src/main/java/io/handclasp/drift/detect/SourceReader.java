package io.handclasp.drift.detect;

import io.handclasp.core.concurrent.ParallelRunner;
import io.handclasp.core.concurrent.Task;
import io.handclasp.core.concurrent.TaskResult;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.UnreadableSourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads sources, each within its deadline. A source that fails takes no other with it. One that was given up and has not come back is
 * not started again: otherwise it would take one more thread of the host's each time. Thread-safe.
 */
final class SourceReader {
    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private final ReadingPolicy policy;
    private final Set<SourceRead> hung = ConcurrentHashMap.newKeySet();

    SourceReader(ReadingPolicy policy) {
        this.policy = policy;
    }

    /** One reading for each source, in their order. */
    List<Reading> read(Map<String, ConfigSource> sources) {
        Deadline whole = Deadline.after(policy.timeout(), policy.timeSource());
        return policy.executor()
                .map(executor -> sideBySide(executor, sources, whole))
                .orElseGet(() -> sources.entrySet().stream()
                        .map(each -> here(each.getKey(), each.getValue(), whole))
                        .toList());
    }

    private List<Reading> sideBySide(Executor executor, Map<String, ConfigSource> sources, Deadline whole) {
        Map<String, Reading> readings = new HashMap<>();
        List<SourceRead> reads = new ArrayList<>();
        sources.forEach((name, source) -> hung.stream()
                .filter(before -> before.name().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        before -> readings.put(name, before.stillRead()),
                        () -> reads.add(new SourceRead(name, source, policy.timeSource(), hung))));
        List<Task<Map<String, ConfigValue>>> tasks = reads.stream()
                .map(read -> new Task<>(read.name(), policy.sourceTimeout(), true, read::run))
                .toList();
        List<TaskResult<Map<String, ConfigValue>>> results =
                ParallelRunner.builder().executor(executor).build().run(tasks, whole);
        for (int i = 0; i < results.size(); i++) {
            TaskResult<Map<String, ConfigValue>> result = results.get(i);
            if (result instanceof TaskResult.TimedOut<?> || result instanceof TaskResult.Cancelled<?>) {
                reads.get(i).giveUp();
            }
            readings.put(result.id(), reading(result));
        }
        return sources.keySet().stream()
                .map(name -> Objects.requireNonNull(readings.get(name)))
                .toList();
    }

    private Reading here(String name, ConfigSource source, Deadline whole) {
        if (whole.isExpired()) {
            return new Reading.Unreadable(name, "the time for all sources was over", Optional.empty());
        }
        if (Thread.currentThread().isInterrupted()) {
            return new Reading.Unreadable(name, "the thread was interrupted", Optional.empty());
        }
        Deadline deadline = whole.sooner(policy.sourceTimeout());
        try {
            Map<String, ConfigValue> values = source.read(deadline);
            // What comes too late is not believed here either, so that both ways give one answer.
            return deadline.isExpired() ? late(name) : read(name, values);
        } catch (Exception | LinkageError | AssertionError | ServiceConfigurationError | StackOverflowError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return failed(name, e);
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
