package io.handclasp.websocket.faults;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A client that comes back after a short pause, again and again. */
final class Repeating {
    private static final int PAUSE_MILLIS = 5;
    private static final int LIMIT_SECONDS = 20;

    private Repeating() {}

    /** Repeats an attempt until its result is enough; that result. */
    static <T> T until(Callable<T> attempt, Predicate<T> enough) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
        try {
            client.scheduleWithFixedDelay(
                    () -> {
                        try {
                            T next = attempt.call();
                            if (enough.test(next)) {
                                result.complete(next);
                            }
                        } catch (Exception | AssertionError broken) {
                            result.completeExceptionally(broken);
                        }
                    },
                    0,
                    PAUSE_MILLIS,
                    TimeUnit.MILLISECONDS);
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } finally {
            client.shutdownNow();
        }
    }
}
