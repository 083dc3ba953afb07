package io.handclasp.websocket.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs scenarios that mostly wait at the same time. */
final class SideBySide {
    private static final int LIMIT_SECONDS = 100;

    private SideBySide() {}

    /** What is done with each. */
    @FunctionalInterface
    interface Scenario<T> {
        void run(T subject) throws Exception;
    }

    /** Returns when all have ended; throws what the first in the list that failed threw. */
    static <T> void run(List<T> subjects, Scenario<T> scenario) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(subjects.size());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (T subject : subjects) {
                running.add(threads.submit(() -> {
                    scenario.run(subject);
                    return subject;
                }));
            }
            for (Future<?> one : running) {
                one.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
