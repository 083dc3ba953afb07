package io.handclasp.websocket.jcache;

import io.handclasp.core.Finding;
import io.handclasp.core.Redaction;
import io.handclasp.core.Status;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.revocation.RevocationSink;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revocations that nodes share through a JCache. What one node is told holds there at once, and reaches the others by the cache's
 * events, or, where an event is lost, when they next read the cache. Each node remembers what it knows and answers from that: it
 * never waits for the cache. It is a store for the authenticator and a feed for the {@code SessionGuard}, which closes open
 * sessions.
 *
 * <p><b>Bound.</b> An event takes some milliseconds. Without it a revocation arrives within {@code refreshEvery} and the time that
 * reading takes. In a partition it does not arrive before the parts are joined; then every node writes what is missing. While a
 * node has not been able to read the cache for {@code staleAfter} it is not {@link #complete()}: only the judge's own verdict
 * admits. An engine that lets the smaller part of a partition read makes it look complete; forbid it that (Hazelcast's split-brain
 * protection, Infinispan's {@code DENY_READ_WRITES}).
 *
 * <p>Entries lie under an HMAC and are sealed. Whoever can write to the cache can withhold revocations from nodes that have not
 * seen them yet, and can do nothing else. Thread-safe.
 */
public final class JCacheRevocations implements RevocationStore, RevocationSink, RevocationFeed, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JCacheRevocations.class);
    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(1);

    private final String name;
    private final KnownRevocations known;
    private final RevocationExchange exchange;
    private final Execution execution;
    private final Troubles troubles;
    private final CacheCalls calls;
    private final Duration refreshEvery;
    private final long staleAfterNanos;
    private final Subscribers subscribers = new Subscribers();
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicBoolean leaving = new AtomicBoolean();
    private volatile boolean wasRead;
    private volatile long readNanos;
    private volatile boolean closed;
    private volatile Execution.@Nullable Timer timer;

    JCacheRevocations(JCacheRevocationsBuilder settings) {
        this.name = settings.cache.getName();
        TimeSource timeSource = settings.timeSource;
        this.execution = Execution.of(settings.executor, settings.scheduler, timeSource);
        this.known = new KnownRevocations(settings.capacity, settings.keepFor, timeSource);
        this.troubles = new Troubles(name);
        this.exchange = new RevocationExchange(
                settings.cache, settings.keys, known, settings.capacity, troubles, this::tellSoon);
        // At most one reads and one writes; the pause between two tries is that between two readings.
        this.calls = new CacheCalls(
                name,
                settings.executor,
                SharingPolicy.standard().withMaxConcurrent(4).withRest(1_000, Duration.ofMillis(100)),
                timeSource);
        this.refreshEvery = settings.refreshEvery;
        this.staleAfterNanos = settings.staleAfter.toNanos();
    }

    /**
     * Starts a store.
     *
     * @param cache where revocations lie; for nothing else, and without an expiry shorter than {@code keepFor}
     * @param keys the fleet's keys
     * @param executor runs the cache's operations, which block, and tells subscribers; bounded
     * @param scheduler runs one short task for each reading
     * @return a builder
     */
    public static JCacheRevocationsBuilder builder(
            Cache<String, byte[]> cache, CacheKeyRing keys, Executor executor, ScheduledExecutorService scheduler) {
        return new JCacheRevocationsBuilder(cache, keys, executor, scheduler);
    }

    /**
     * Revokes, here when this returns and on the other nodes soon after. What cannot be written now is written when the cache is
     * back.
     *
     * @param revocation what must not be admitted any more
     * @return false when this node had no room for it, and after {@link #close()}, since it does not reach other nodes then
     */
    @Override
    public boolean revoke(Revocation revocation) {
        Objects.requireNonNull(revocation, "revocation");
        if (known.isEcho(revocation)) {
            return true;
        }
        if (subscribers.areBeingTold(revocation)) {
            return false; // there was no room for it, and there is none for its echo
        }
        KnownRevocations.Added added = known.add(revocation);
        if (added.news()) {
            subscribers.tell(added.now().revocation());
        }
        if (!closed && exchange.enqueue(added.now().key())) {
            // Without a thread for it, the next reading finds it missing.
            start(exchange::write, exchange::notWriting);
        }
        return added.kept() && !closed;
    }

    /** Runs something on the executor, or tells that it will not run. */
    private void start(Runnable operation, Runnable notStarted) {
        AtomicBoolean began = new AtomicBoolean();
        boolean waits = false;
        try {
            waits = !calls.<Boolean>call(() -> {
                        began.set(true);
                        operation.run();
                        return true;
                    })
                    .isDone();
        } finally {
            if (!waits && !began.get()) {
                notStarted.run();
            }
        }
    }

    @Override
    public boolean isRevoked(Identity identity) {
        return known.isRevoked(identity);
    }

    @Override
    public boolean complete() {
        return known.complete() && isCurrent();
    }

    private boolean isCurrent() {
        return wasRead && execution.timeSource().nanoTime() - readNanos <= staleAfterNanos;
    }

    @Override
    public Subscription subscribe(RevocationSink sink) {
        Objects.requireNonNull(sink, "sink");
        return subscribers.add(sink);
    }

    /** On the executor: the engine's own thread is not there for a host's code. */
    private void tellSoon(Revocation revocation) {
        try {
            execution.executor().execute(() -> subscribers.tell(revocation));
        } catch (RuntimeException | OutOfMemoryError full) {
            subscribers.tell(revocation);
        }
    }

    /** Begins to read the cache. */
    void begin() {
        refresh();
        schedule();
    }

    private void schedule() {
        try {
            timer = execution.after(refreshEvery, () -> {
                if (!closed) {
                    try {
                        refresh();
                    } finally {
                        schedule();
                    }
                }
            });
            if (closed) {
                cancelTimer();
            }
        } catch (RuntimeException | OutOfMemoryError shutDown) {
            log.error("cache {} is not read any more, the scheduler refuses: {}", name, Redaction.describe(shutDown));
        }
    }

    private void refresh() {
        if (!reading.compareAndSet(false, true)) {
            return; // the last reading hangs: what is known grows stale
        }
        start(
                () -> {
                    try {
                        read();
                    } finally {
                        reading.set(false);
                    }
                },
                () -> reading.set(false));
    }

    private void read() {
        if (closed) {
            return; // it was queued before
        }
        long beganNanos = execution.timeSource().nanoTime();
        if (exchange.exchange()) {
            readNanos = beganNanos;
            wasRead = true;
        } else {
            log.warn("cache {} holds more than twice the capacity: it was not read to its end", name);
        }
    }

    /**
     * How many revocations this node knows.
     *
     * @return the number
     */
    public int size() {
        return known.size();
    }

    /**
     * What is wrong.
     *
     * @return {@code auth.revocations-stale} while the cache has not been read lately, {@code auth.revocations-full} while something
     *     was dropped, and what {@link JCacheVerdictCache#findings()} tells of values that should not be there; none when all is well
     */
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (!isCurrent()) {
            findings.add(Finding.of(
                            "auth.revocations-stale",
                            Status.FAIL,
                            name,
                            "the cache of revocations could not be read lately; only the judge's own verdict admits")
                    .withHint("look after the cache engine; what this node was told itself holds all the same"));
        }
        if (!known.complete()) {
            findings.add(Finding.of(
                            "auth.revocations-full",
                            Status.FAIL,
                            name,
                            "there was no room for a revocation; only the judge's own verdict admits")
                    .withHint("raise capacity, or revoke subjects instead of single tokens"));
        }
        findings.addAll(troubles.findings());
        return List.copyOf(findings);
    }

    private void cancelTimer() {
        Execution.Timer scheduled = timer;
        if (scheduled != null) {
            scheduled.cancel();
        }
    }

    /**
     * Stops reading and listening, within a second also when the cache hangs. What is known goes on to be refused; from
     * {@code staleAfter} on the store is not complete. Close it before the executor: without a thread, or while the cache fails, its
     * listener stays, which is logged. May be called twice; the second tries again what failed.
     */
    @Override
    public void close() {
        closed = true;
        cancelTimer();
        subscribers.clear();
        if (!leaving.compareAndSet(false, true)) {
            return; // it is done, or under way: one task at a time
        }
        var farewell = calls.<Boolean>callInAnyCase(() -> {
            exchange.stopListening();
            return true;
        });
        Stages.onDone(farewell, (done, failure) -> leaving.set(done != null && done.isPresent()));
        if (!endsInTime(farewell)) {
            log.warn("cache {} did not end its events, or not in time", name);
        }
    }

    private static boolean endsInTime(CompletableFuture<Optional<Boolean>> farewell) {
        try {
            return farewell.get(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
                    .isPresent();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException hangs) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "JCacheRevocations[" + name + ", size=" + size() + ", complete=" + complete() + "]";
    }
}
