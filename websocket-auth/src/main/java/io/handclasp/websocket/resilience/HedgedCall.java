package io.handclasp.websocket.resilience;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two calls for one verdict (Dean and Barroso, "The Tail at Scale", 2013): the second starts when the first has been silent
 * for a while, the first verdict counts, and the other call is cancelled. It fails when all calls that were made have failed.
 */
final class HedgedCall {
    private static final Logger log = LoggerFactory.getLogger(HedgedCall.class);

    private final CompletableFuture<Verification> winner = new CompletableFuture<>();
    private final AtomicInteger running = new AtomicInteger(1);

    private HedgedCall() {}

    static CompletableFuture<Verification> of(
            CompletableFuture<Verification> first,
            Duration delay,
            Execution execution,
            Supplier<Optional<CompletableFuture<Verification>>> second) {
        HedgedCall hedged = new HedgedCall();
        try {
            Execution.Timer timer = execution.after(delay, () -> hedged.startSecond(second, execution));
            Stages.onDone(hedged.winner, (verdict, failure) -> timer.cancel());
        } catch (RuntimeException | OutOfMemoryError noTimer) {
            return first;
        }
        hedged.race(first);
        return hedged.winner;
    }

    private void startSecond(Supplier<Optional<CompletableFuture<Verification>>> second, Execution execution) {
        try {
            // The timer's thread only hands over: a verifier may be a host's code.
            execution.executor().execute(() -> askSecond(second));
        } catch (RuntimeException | OutOfMemoryError full) {
            log.debug("no thread for a hedge; the first call is on its own");
        }
    }

    private void askSecond(Supplier<Optional<CompletableFuture<Verification>>> second) {
        if (winner.isDone()) {
            return;
        }
        second.get().ifPresent(call -> {
            running.incrementAndGet();
            race(call);
        });
    }

    private void race(CompletableFuture<Verification> call) {
        Stages.onDone(winner, (verdict, failure) -> Stages.cancel(call));
        Stages.onDone(call, (verdict, failure) -> {
            if (verdict != null) {
                winner.complete(verdict);
            } else if (failure != null && running.decrementAndGet() == 0) {
                winner.completeExceptionally(failure);
            }
        });
    }
}
