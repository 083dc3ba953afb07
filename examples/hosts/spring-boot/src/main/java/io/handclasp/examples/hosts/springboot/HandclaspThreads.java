package io.handclasp.examples.hosts.springboot;

import io.handclasp.core.concurrent.NamedThreads;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * The threads that Handclasp runs on. Not beans of type {@code Executor}: beside such a one Spring Boot would not make its own
 * for {@code @Async}, and the application's tasks would run here.
 */
public final class HandclaspThreads implements AutoCloseable {
    private final ExecutorService executor;
    private final ScheduledExecutorService scheduler;

    HandclaspThreads(int threads) {
        executor = Executors.newFixedThreadPool(threads, NamedThreads.daemon("spring"));
        scheduler = Executors.newSingleThreadScheduledExecutor(NamedThreads.daemon("spring-timer"));
    }

    /** Runs host code and probes. */
    public ExecutorService executor() {
        return executor;
    }

    /** Runs timers. */
    public ScheduledExecutorService scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
        executor.shutdownNow();
    }
}
