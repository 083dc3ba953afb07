package io.handclasp.core.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads, a clock that stands still, and tasks that wait until they are let go. */
final class RunnerFixture implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    static final Duration WHOLE = Duration.ofMinutes(1);

    private static final long LIMIT_SECONDS = 30;

    final ManualTimeSource time = new ManualTimeSource();
    final ExecutorService workers = Executors.newCachedThreadPool(NamedThreads.daemon("test-worker"));
    private final ExecutorService callers = Executors.newCachedThreadPool(NamedThreads.daemon("test-caller"));
    private final CountDownLatch letGo = new CountDownLatch(1);

    ParallelRunner runner() {
        return ParallelRunner.builder().executor(workers).build();
    }

    ParallelRunner runner(int maxConcurrency) {
        return ParallelRunner.builder()
                .executor(workers)
                .maxConcurrency(maxConcurrency)
                .build();
    }

    Deadline whole() {
        return Deadline.after(WHOLE, time);
    }

    <T> Future<List<TaskResult<T>>> start(ParallelRunner runner, List<Task<T>> tasks) {
        Deadline whole = whole();
        return callers.submit(() -> runner.run(tasks, whole));
    }

    <T> Future<T> startCaller(Callable<T> caller) {
        return callers.submit(caller);
    }

    static <T> T get(Future<T> future) throws InterruptedException, ExecutionException, TimeoutException {
        return future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LIMIT_SECONDS, TimeUnit.SECONDS))
                .as("the latch was opened")
                .isTrue();
    }

    static Task<String> task(String id, TaskBody<String> body) {
        return new Task<>(id, TIMEOUT, false, body);
    }

    static Task<String> quick(String id) {
        return task(id, deadline -> "value of " + id);
    }

    /** Says that it has started and then waits, deaf to interrupts, until the fixture is closed. */
    Task<String> hung(String id, CountDownLatch started) {
        return task(id, deadline -> {
            started.countDown();
            awaitDeafly();
            return "late value of " + id;
        });
    }

    /** Says that it has started and then waits until it is interrupted, and says that, too. */
    static Task<String> interruptible(String id, CountDownLatch started, CountDownLatch interrupted) {
        return new Task<>(id, TIMEOUT, true, deadline -> {
            started.countDown();
            try {
                await(new CountDownLatch(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return "never";
        });
    }

    /** Lets all hung tasks end. */
    void letGo() {
        letGo.countDown();
    }

    private void awaitDeafly() {
        boolean open = false;
        while (!open) {
            try {
                open = letGo.await(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                open = false;
            }
        }
    }

    @Override
    public void close() {
        letGo();
        for (ExecutorService executor : List.of(workers, callers)) {
            executor.shutdownNow();
            assertThat(hasEnded(executor)).as("all threads have ended").isTrue();
        }
    }

    private static boolean hasEnded(ExecutorService executor) {
        try {
            return executor.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
