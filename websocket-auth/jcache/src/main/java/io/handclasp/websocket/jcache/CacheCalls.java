package io.handclasp.websocket.jcache;

import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.TimeSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations of a cache that blocks, on the host's executor, so many at a time; one that fails again and again is left alone
 * for a while. Thread-safe.
 */
final class CacheCalls {
    private static final Logger log = LoggerFactory.getLogger(CacheCalls.class);

    private final String cache;
    private final Executor executor;
    private final SharingPolicy policy;
    private final TimeSource timeSource;
    private final Semaphore places;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicLong restsUntilNanos = new AtomicLong();
    final LongAdder failed = new LongAdder();
    final LongAdder late = new LongAdder();
    final LongAdder skipped = new LongAdder();

    CacheCalls(String cache, Executor executor, SharingPolicy policy, TimeSource timeSource) {
        this.cache = cache;
        this.executor = executor;
        this.policy = policy;
        this.timeSource = timeSource;
        this.places = new Semaphore(policy.maxConcurrent());
    }

    /** Empty when the operation gives null, fails, or is not tried. Cancelling says that it came too late. */
    <T> CompletableFuture<Optional<T>> call(Callable<@Nullable T> operation) {
        if (!mayTry() || !places.tryAcquire()) {
            skipped.increment();
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return start(operation, new Place(true));
    }

    /** As {@link #call}, but tried although the cache is left alone and no place is free: for what is done once. */
    <T> CompletableFuture<Optional<T>> callInAnyCase(Callable<@Nullable T> operation) {
        return start(operation, new Place(false));
    }

    private <T> CompletableFuture<Optional<T>> start(Callable<@Nullable T> operation, Place place) {
        CompletableFuture<Optional<T>> result = new CompletableFuture<>();
        Stages.onDone(result, (value, failure) -> {
            if (result.isCancelled()) {
                late.increment();
                countFailure("too slow");
            }
        });
        try {
            executor.execute(() -> run(operation, result, place));
        } catch (RuntimeException | OutOfMemoryError full) {
            // A pool that cannot have a further thread says that there is no memory.
            place.giveBack();
            skipped.increment();
            result.complete(Optional.empty());
        } catch (Throwable bug) {
            place.giveBack();
            // Nobody gets it: were the task to run all the same, there is nothing to do.
            result.complete(Optional.empty());
            throw bug;
        }
        return result;
    }

    /** Is given back once: an executor that runs its task at once lets through what the task threw. */
    private final class Place {
        private final AtomicBoolean taken;

        Place(boolean taken) {
            this.taken = new AtomicBoolean(taken);
        }

        void giveBack() {
            if (taken.compareAndSet(true, false)) {
                places.release();
            }
        }
    }

    private <T> void run(Callable<@Nullable T> operation, CompletableFuture<Optional<T>> result, Place place) {
        try {
            if (!result.isDone()) {
                Optional<T> value = Optional.ofNullable(operation.call());
                // What came too late is no success: else a cache that is always slow would be asked for ever.
                if (result.complete(value)) {
                    failuresInARow.set(0);
                }
            }
        } catch (Exception | LinkageError away) {
            failed.increment();
            if (!result.isDone()) {
                countFailure(Redaction.describe(away));
            }
        } finally {
            place.giveBack();
            result.complete(Optional.empty());
        }
    }

    private boolean mayTry() {
        if (failuresInARow.get() < policy.failuresInARow()) {
            return true;
        }
        long now = timeSource.nanoTime();
        long until = restsUntilNanos.get();
        // One tries; the others wait for what becomes of it.
        return now - until >= 0
                && restsUntilNanos.compareAndSet(until, now + policy.rest().toNanos());
    }

    private void countFailure(String what) {
        int count = failuresInARow.incrementAndGet();
        if (count >= policy.failuresInARow()) {
            restsUntilNanos.set(timeSource.nanoTime() + policy.rest().toNanos());
        }
        if (count == policy.failuresInARow()) {
            log.warn(
                    "cache {} failed {} times in a row and is left alone for {}: {}",
                    cache,
                    count,
                    policy.rest(),
                    what);
        }
    }
}
