package io.handclasp.websocket.verifiers;

import io.handclasp.core.Redaction;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the current key set and fetches it anew: at most one fetch at a time, and no more often than allowed, whoever
 * asks. It has no thread and no timer; a fetch that hangs is given up by the next who asks after its time is over.
 */
final class KeySource implements Keys {
    private static final Logger log = LoggerFactory.getLogger(KeySource.class);

    private final KeyFetcher fetcher;
    private final Timing timing;
    private final Executor executor;
    private final TimeSource timeSource;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable KeySet current;
    private @Nullable Fetch inFlight;
    private long nextFetchNanos;

    /**
     * When keys are fetched and for how long they serve.
     *
     * @param refreshAfter age at which keys are fetched anew while they still serve
     * @param keepFor age beyond which keys no longer serve, however long the issuer is away
     * @param refreshInterval shortest time between two successful fetches
     * @param failureInterval shortest time between a failed fetch and the next
     * @param fetchTimeout how long one fetch may take
     */
    record Timing(
            Duration refreshAfter,
            Duration keepFor,
            Duration refreshInterval,
            Duration failureInterval,
            Duration fetchTimeout) {}

    /** Equal to itself only: two fetches are two, whatever they hold. */
    private static final class Fetch {
        private final CompletableFuture<KeySet> result = new CompletableFuture<>();
        private final Deadline deadline;

        Fetch(Deadline deadline) {
            this.deadline = deadline;
        }
    }

    KeySource(KeyFetcher fetcher, Timing timing, Executor executor, TimeSource timeSource) {
        this.fetcher = fetcher;
        this.timing = timing;
        this.executor = executor;
        this.timeSource = timeSource;
        this.nextFetchNanos = timeSource.nanoTime();
    }

    /** A source of its own over another transport: it knows no keys yet. */
    KeySource over(UnaryOperator<VerifierTransport> decorator) {
        return new KeySource(fetcher.over(decorator), timing, executor, timeSource);
    }

    String who() {
        return fetcher.who();
    }

    /** The keys that serve now, refreshed in the background when it is time. */
    @Override
    public @Nullable KeySet current() {
        KeySet keys = current;
        if (keys == null) {
            return null;
        }
        long age = ageNanos(keys);
        if (age > timing.refreshAfter().toNanos()) {
            fetchIfDue();
        }
        return age > timing.keepFor().toNanos() ? null : keys;
    }

    @Override
    public boolean isFresh(KeySet keys) {
        return ageNanos(keys) <= timing.refreshInterval().toNanos();
    }

    private long ageNanos(KeySet keys) {
        return timeSource.nanoTime() - keys.fetchedAtNanos();
    }

    /**
     * Fetches the keys, or joins the fetch that is under way, or answers what another caller's fetch brought a moment ago.
     * What is returned is the caller's own: cancelling it does not end the fetch for the others.
     */
    @Override
    public CompletableFuture<KeySet> refresh() {
        Fetch fetch = fetchIfDue();
        if (fetch != null) {
            return onExecutor(fetch.result);
        }
        KeySet keys = current;
        return keys != null && isFresh(keys)
                ? CompletableFuture.completedFuture(keys)
                : CompletableFuture.failedFuture(tooSoon());
    }

    /** Thousands may wait for one fetch: each goes on in a task of its own, not one after another on the fetch's thread. */
    private CompletableFuture<KeySet> onExecutor(CompletableFuture<KeySet> fetched) {
        if (fetched.isDone()) {
            return fetched.copy();
        }
        CompletableFuture<KeySet> handedOver = new CompletableFuture<>();
        Stages.onDone(fetched, (keys, failure) -> {
            Runnable completion = () -> {
                if (keys != null) {
                    handedOver.complete(keys);
                } else if (failure != null) {
                    handedOver.completeExceptionally(failure);
                }
            };
            try {
                executor.execute(completion);
            } catch (RuntimeException | OutOfMemoryError full) { // of memory for a further thread
                completion.run();
            }
        });
        return handedOver;
    }

    /** The fetch that is under way, or that starts now; null when the last one was too short a time ago. */
    private @Nullable Fetch fetchIfDue() {
        Fetch overdue;
        Fetch fetch;
        boolean mine = false;
        lock.lock();
        try {
            overdue = takeOverdue();
            if (inFlight == null && timeSource.nanoTime() - nextFetchNanos >= 0) {
                inFlight = new Fetch(Deadline.after(timing.fetchTimeout(), timeSource));
                mine = true;
            }
            fetch = inFlight;
        } finally {
            lock.unlock();
        }
        // Outside of the lock, because callers' code runs in here.
        if (overdue != null) {
            overdue.result.completeExceptionally(unavailable("the key set was not fetched in time"));
        }
        if (mine && fetch != null) {
            start(fetch);
        }
        return fetch;
    }

    /** Gives up a fetch whose time is over. It failed when its time was over, not when somebody came to see it. */
    private @Nullable Fetch takeOverdue() {
        Fetch overdue = inFlight;
        if (overdue == null || !overdue.deadline.isExpired()) {
            return null;
        }
        settle(overdue.deadline.nanos(), timing.failureInterval());
        return overdue;
    }

    private void start(Fetch fetch) {
        CompletableFuture<KeySet> fetched;
        try {
            fetched = fetcher.fetch(fetch.deadline);
        } catch (RuntimeException | OutOfMemoryError thrown) { // an HTTP client may start a thread
            fetched = CompletableFuture.failedFuture(thrown);
        }
        follow(fetch, fetched);
    }

    private void follow(Fetch fetch, CompletableFuture<KeySet> fetched) {
        Stages.onDone(fetched, (keys, failure) -> finish(fetch, keys, failure));
        Stages.onDone(fetch.result, (keys, failure) -> {
            if (failure != null) {
                Stages.cancel(fetched);
            }
        });
    }

    private void finish(Fetch fetch, @Nullable KeySet keys, @Nullable Throwable failure) {
        lock.lock();
        try {
            if (!fetch.equals(inFlight)) {
                return; // given up meanwhile
            }
            if (keys != null) {
                current = keys;
                settle(timeSource.nanoTime(), timing.refreshInterval());
            } else {
                settle(timeSource.nanoTime(), timing.failureInterval());
            }
        } finally {
            lock.unlock();
        }
        if (keys != null) {
            fetch.result.complete(keys);
        } else {
            String why = failure == null ? "no keys" : Redaction.describe(failure);
            log.warn("the key set of {} cannot be fetched: {}", fetcher.who(), why);
            fetch.result.completeExceptionally(unavailable("the key set cannot be fetched: " + why));
        }
    }

    private void settle(long endNanos, Duration pause) {
        inFlight = null;
        nextFetchNanos = endNanos + pause.toNanos();
    }

    private VerifierUnavailableException tooSoon() {
        KeySet keys = current;
        boolean serving = keys != null && ageNanos(keys) <= timing.keepFor().toNanos();
        return !serving
                ? unavailable("the key set could not be fetched a moment ago")
                : new VerifierUnavailableException(
                        UnavailableReason.KEYS_STALE,
                        fetcher.who() + ": the key is unknown, and the key set cannot be fetched anew yet");
    }

    private VerifierUnavailableException unavailable(String what) {
        return new VerifierUnavailableException(UnavailableReason.KEYS_UNAVAILABLE, fetcher.who() + ": " + what);
    }
}
