package io.handclasp.websocket.jcache;

import io.handclasp.core.Finding;
import io.handclasp.core.Redaction;
import io.handclasp.core.Status;
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
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicBoolean reading = new AtomicBoolean();
    private volatile boolean wasRead;
    private volatile long readNanos;
    private volatile boolean closed;
    private volatile Execution.@Nullable Timer timer;

    /** A place of its own, so that one who comes twice can leave once. */
    private static final class Subscriber {
        private final RevocationSink sink;

        Subscriber(RevocationSink sink) {
            this.sink = sink;
        }
    }

    JCacheRevocations(JCacheRevocationsBuilder settings) {
        this.name = settings.cache.getName();
        TimeSource timeSource = settings.timeSource;
        this.execution = Execution.of(settings.executor, settings.scheduler, timeSource);
        this.known = new KnownRevocations(settings.capacity, settings.keepFor, timeSource);
        this.troubles = new Troubles(name);
        this.exchange = new RevocationExchange(
                settings.cache, settings.keys, known, settings.capacity, troubles, this::tellSoon);
        // At most one reads, one writes and one says farewell; the pause between two tries is that between two
        // readings.
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
     * @return false when this node had no room for it
     */
    @Override
    public boolean revoke(Revocation revocation) {
        Objects.requireNonNull(revocation, "revocation");
        if (known.isEcho(revocation)) {
            return true;
        }
        KnownRevocations.Added added = known.add(revocation);
        tell(added.now().revocation(), added.news());
        if (!closed && exchange.enqueue(added.now().key())) {
            AtomicBoolean began = new AtomicBoolean();
            var written = calls.<Boolean>call(() -> {
                began.set(true);
                exchange.write();
                return true;
            });
            if (written.isDone() && !began.get()) {
                exchange.notWriting(); // no thread for it: the next reading finds it missing
            }
        }
        return added.kept();
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
        Subscriber own = new Subscriber(sink);
        subscribers.add(own);
        return () -> subscribers.remove(own);
    }

    /** On the executor: the engine's own thread is not there for a host's code. */
    private void tellSoon(Revocation revocation) {
        try {
            execution.executor().execute(() -> tell(revocation, true));
        } catch (RuntimeException | OutOfMemoryError full) {
            tell(revocation, true);
        }
    }

    private void tell(Revocation revocation, boolean news) {
        if (!news) {
            return;
        }
        for (Subscriber subscriber : subscribers) {
            try {
                subscriber.sink.revoke(revocation);
            } catch (RuntimeException bug) {
                log.error("a subscriber failed at a revocation: {}", Redaction.describe(bug));
            }
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
                    refresh();
                    schedule();
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
        AtomicBoolean began = new AtomicBoolean();
        var read = calls.<Boolean>call(() -> {
            began.set(true);
            try {
                read();
            } finally {
                reading.set(false);
            }
            return true;
        });
        if (read.isDone() && !began.get()) {
            reading.set(false);
        }
    }

    private void read() {
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
     * {@code staleAfter} on the store is not complete. May be called twice.
     */
    @Override
    public void close() {
        closed = true;
        cancelTimer();
        subscribers.clear();
        var farewell = calls.<Boolean>call(() -> {
            exchange.stopListening();
            return true;
        });
        try {
            farewell.get(LONGEST_FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException hangs) {
            log.warn("cache {} did not end its events in time", name);
        }
    }

    @Override
    public String toString() {
        return "JCacheRevocations[" + name + ", size=" + size() + ", complete=" + complete() + "]";
    }
}
