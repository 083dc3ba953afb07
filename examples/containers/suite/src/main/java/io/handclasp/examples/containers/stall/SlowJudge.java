package io.handclasp.examples.containers.stall;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Says yes to every token: to a known one at once, as from a cache, to others after a while. Thread-safe. */
final class SlowJudge implements TokenVerifier {
    /** A token whose verdict is known. */
    static final String KNOWN = "known";

    private static final long VERIFICATION_MILLIS = 2_000;
    private static final long LIMIT_SECONDS = 60;

    private final ScheduledExecutorService timer;
    private final AtomicInteger finished = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);

    SlowJudge(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        Verification yes = new Verification.Valid(Identity.builder("somebody").build());
        if (token.reveal().equals(KNOWN)) {
            return CompletableFuture.completedFuture(yes);
        }
        CompletableFuture<Verification> verdict = new CompletableFuture<>();
        begun.release();
        ScheduledFuture<?> end = timer.schedule(
                () -> {
                    finished.incrementAndGet();
                    verdict.complete(yes);
                },
                VERIFICATION_MILLIS,
                TimeUnit.MILLISECONDS);
        Stages.onDone(verdict, (value, failure) -> end.cancel(false)); // nobody waits for a verdict that was cancelled
        return verdict;
    }

    /** How many slow verifications have ended. */
    int finished() {
        return finished.get();
    }

    /** Waits until a number of slow verifications began that nobody waited for yet. */
    void awaitBegun(int number) throws InterruptedException {
        if (!begun.tryAcquire(number, LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("fewer than " + number + " verifications began");
        }
    }
}
