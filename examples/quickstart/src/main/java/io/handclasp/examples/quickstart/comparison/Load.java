package io.handclasp.examples.quickstart.comparison;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.statistics.Sample;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/**
 * Opens many connections, one after another at a steady pace, as users come who know nothing of each other.
 *
 * @param connections how many connections
 * @param interval the time between two of them; zero: as fast as they go
 * @param threads how many may wait for their answer at once
 */
record Load(int connections, Duration interval, int threads) {
    private static final TimeSource CLOCK = TimeSource.system();
    /** Far longer than any one connection can take. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /**
     * What the connections brought.
     *
     * @param answers the answers
     * @param delays how long after its time each connection was begun, in nanoseconds: a busy machine shows here
     */
    record Result(List<Answer> answers, Sample delays) {}

    private record Visited(Answer answer, Duration delay) {}

    /** Runs the load; {@code visitor} makes the connection of each number, {@code progress} hears of each answer. */
    Result run(IntFunction<Answer> visitor, Progress progress) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, NamedThreads.daemon("client"));
        try {
            long startNanos = CLOCK.nanoTime();
            List<Future<Visited>> visits = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int number = i;
                long dueNanos = startNanos + interval.multipliedBy(i).toNanos();
                visits.add(executor.schedule(
                        () -> {
                            Duration delay = Duration.ofNanos(CLOCK.nanoTime() - dueNanos);
                            Answer answer = visitor.apply(number);
                            progress.step();
                            return new Visited(answer, delay);
                        },
                        dueNanos - CLOCK.nanoTime(),
                        TimeUnit.NANOSECONDS));
            }
            return result(visits);
        } finally {
            executor.shutdownNow();
        }
    }

    private static Result result(List<Future<Visited>> visits) {
        List<Visited> done = new ArrayList<>();
        try {
            for (Future<Visited> visit : visits) {
                done.add(visit.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the load was interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("a client failed", failure);
        }
        return new Result(
                done.stream().map(Visited::answer).toList(),
                Sample.ofNanos(done.stream().map(Visited::delay).toList()));
    }
}
