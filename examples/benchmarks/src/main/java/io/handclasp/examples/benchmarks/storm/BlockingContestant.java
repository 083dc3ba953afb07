package io.handclasp.examples.benchmarks.storm;

import io.handclasp.core.concurrent.NamedThreads;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A judge that blocks a thread of the container for each handshake; the container has 200, as Tomcat has by default. */
final class BlockingContestant implements Contestant {
    private static final int CONTAINER_THREADS = 200;

    private final Judge judge;
    private final ExecutorService container = new ThreadPoolExecutor(
            CONTAINER_THREADS,
            CONTAINER_THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(100_000),
            NamedThreads.daemon("container"));

    /** Judges on the calling thread; an exception means that it cannot. */
    @FunctionalInterface
    interface Judge {
        Answer judge(String token) throws Exception;
    }

    BlockingContestant(Judge judge) {
        this.judge = judge;
    }

    @Override
    public CompletableFuture<Answer> authenticate(String token) {
        return CompletableFuture.supplyAsync(() -> judgeNow(token), container);
    }

    private Answer judgeNow(String token) {
        try {
            return judge.judge(token);
        } catch (Exception unable) {
            return Answer.tryAgain();
        }
    }

    @Override
    public void close() {
        container.shutdownNow();
    }
}
