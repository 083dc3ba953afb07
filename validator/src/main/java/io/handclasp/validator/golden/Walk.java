package io.handclasp.validator.golden;

import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.ParallelRunner;
import io.handclasp.core.concurrent.Task;
import io.handclasp.core.concurrent.TaskResult;
import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/** All journeys of one run of a golden path: side by side on the host's executor, else one after another. */
final class Walk {
    private final GoldenPathSettings settings;
    private final List<Journey> journeys;

    Walk(GoldenPathSettings settings) {
        this.settings = settings;
        this.journeys = IntStream.rangeClosed(1, settings.runs())
                .mapToObj(user -> new Journey(settings, user))
                .toList();
    }

    CheckOutcome go(Deadline deadline) throws InterruptedException {
        Optional<Executor> executor = settings.executor();
        List<JourneyResult> results = executor.isPresent() ? together(executor.get(), deadline) : oneByOne(deadline);
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("interrupted after " + results.size() + " journeys");
        }
        return new WalkJudgement(settings, results).outcome();
    }

    private List<JourneyResult> oneByOne(Deadline deadline) throws InterruptedException {
        List<JourneyResult> results = new ArrayList<>();
        for (Journey journey : journeys) {
            if (deadline.isExpired()) {
                break;
            }
            attempt(journey, deadline.sooner(settings.longestJourney()), deadline)
                    .ifPresent(results::add);
        }
        return results;
    }

    private List<JourneyResult> together(Executor executor, Deadline deadline) {
        List<Task<Optional<JourneyResult>>> tasks = journeys.stream()
                .map(journey -> new Task<>(
                        "journey-" + journey.user(),
                        settings.longestJourney(),
                        true,
                        own -> attempt(journey, own, deadline)))
                .toList();
        List<TaskResult<Optional<JourneyResult>>> ended = ParallelRunner.builder()
                .executor(executor)
                .maxConcurrency(settings.concurrency())
                .build()
                .run(tasks, deadline);
        List<JourneyResult> results = new ArrayList<>();
        for (int i = 0; i < ended.size(); i++) {
            result(journeys.get(i), ended.get(i)).ifPresent(results::add);
        }
        return results;
    }

    /** A journey that does not come to its end because the caller does not wait any more is none: nobody can tell how it would end. */
    private static Optional<JourneyResult> attempt(Journey journey, Deadline own, Deadline whole)
            throws InterruptedException {
        JourneyResult result = journey.go(own);
        return result.completed() || !whole.isExpired() ? Optional.of(result) : Optional.empty();
    }

    /** What was never started, and what ends because the caller does not wait any more, is no journey. */
    private Optional<JourneyResult> result(Journey journey, TaskResult<Optional<JourneyResult>> ended) {
        if (ended instanceof TaskResult.Completed<Optional<JourneyResult>> completed) {
            return completed.value();
        } else if (ended instanceof TaskResult.TimedOut<Optional<JourneyResult>> late) {
            boolean cutOff = late.elapsed().compareTo(settings.longestJourney()) < 0;
            return cutOff ? Optional.empty() : Optional.of(journey.givenUp(late.elapsed()));
        } else if (ended instanceof TaskResult.Failed<Optional<JourneyResult>> failed) {
            throw new IllegalStateException("a journey broke: " + Redaction.describe(failed.error()));
        }
        return Optional.empty();
    }
}
