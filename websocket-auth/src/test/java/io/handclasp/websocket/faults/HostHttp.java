package io.handclasp.websocket.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The host's HTTP client with an executor of its own, all of whose threads are there from the start. */
final class HostHttp implements AutoCloseable {
    private static final int THREADS = 4;

    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> new Thread(task, "host-http"));
    private final HttpClient client;

    HostHttp() {
        executor.prestartAllCoreThreads();
        client = HttpClient.newBuilder()
                .executor(executor)
                .sslContext(TestCertificates.client())
                .build();
    }

    HttpClient client() {
        return client;
    }

    Executor executor() {
        return executor;
    }

    /**
     * Fails when a thread of somebody lives on. The JDK's own common pool, on which the JDK's HTTP client completes what
     * nobody waits for, does not count.
     */
    static void assertNoThreadLeft(ThreadCensus census) throws InterruptedException {
        Deadline limit = Deadline.after(Duration.ofSeconds(10), TimeSource.system());
        List<Thread> left = left(census);
        while (!left.isEmpty() && !limit.isExpired()) {
            TimeUnit.NANOSECONDS.timedJoin(left.get(0), limit.remainingNanos());
            left = left(census);
        }
        assertThat(left).as("threads left").isEmpty();
    }

    private static List<Thread> left(ThreadCensus census) {
        return census.added().stream()
                .filter(thread -> !thread.getName().startsWith("ForkJoinPool.commonPool-"))
                .toList();
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
