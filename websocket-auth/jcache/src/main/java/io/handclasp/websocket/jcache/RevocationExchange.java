package io.handclasp.websocket.jcache;

import io.handclasp.websocket.revocation.Revocation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * Writes what this node knows to the cache, and reads what others wrote. Its methods block as long as the cache does, except
 * {@link #arrived}. What is not in the cache although it should be, because the cache was away, lost a member or was merged after a
 * partition, is written again by whoever knows it. Thread-safe.
 */
final class RevocationExchange {
    /** So many wait for a cache that hangs. */
    static final int MOST_UNWRITTEN = 10_000;

    private final Cache<String, byte[]> cache;
    private final Seal seal;
    private final KnownRevocations known;
    private final int mostRead;
    private final Troubles troubles;
    private final Consumer<Revocation> news;
    private final BlockingQueue<KnownRevocation.Key> unwritten = new LinkedBlockingQueue<>(MOST_UNWRITTEN);
    private final AtomicBoolean writing = new AtomicBoolean();
    private final MutableCacheEntryListenerConfiguration<String, byte[]> listener;
    private boolean listening;
    private boolean ended;

    RevocationExchange(
            Cache<String, byte[]> cache,
            CacheKeyRing keys,
            KnownRevocations known,
            int capacity,
            Troubles troubles,
            Consumer<Revocation> news) {
        this.cache = cache;
        this.seal = new Seal(keys, "revocations");
        this.known = known;
        this.mostRead = capacity > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : capacity * 2;
        this.troubles = troubles;
        this.news = news;
        this.listener =
                new MutableCacheEntryListenerConfiguration<>(new EntryEvents(this::arrived), null, false, false);
    }

    /**
     * To be written next; true when somebody has to see to it. While the cache hangs, what does not fit is left to the next
     * {@link #exchange}, which writes all that the cache lacks.
     */
    boolean enqueue(KnownRevocation.Key key) {
        var unused = unwritten.offer(key);
        return writing.compareAndSet(false, true);
    }

    int waiting() {
        return unwritten.size();
    }

    /** Writes what is to be written. What fails is found missing by the next {@link #exchange}. */
    void write() {
        boolean done = false;
        try {
            do {
                for (KnownRevocation.Key key = unwritten.poll(); key != null; key = unwritten.poll()) {
                    known.of(key).ifPresent(this::write);
                }
                writing.set(false);
                // Who came in between left it to this thread.
            } while (!unwritten.isEmpty() && writing.compareAndSet(false, true));
            done = true;
        } finally {
            if (!done) {
                notWriting();
            }
        }
    }

    /** Nobody writes now, and what waits is left to the next exchange. */
    void notWriting() {
        unwritten.clear();
        writing.set(false);
    }

    private void write(KnownRevocation revocation) {
        String place = seal.place(revocation.key().parts());
        cache.put(place, seal.seal(place, RevocationCodec.bytesOf(revocation)));
    }

    /** Reads all there is, then writes what is missing; false when there was too much to be read. */
    boolean exchange() {
        listen();
        Map<KnownRevocation.Key, KnownRevocation> there = new HashMap<>();
        int count = 0;
        for (Cache.Entry<?, ?> entry : cache) {
            if (++count > mostRead) {
                return false;
            }
            if (entry.getKey() instanceof String place) {
                read(place, entry.getValue()).ifPresent(each -> there.merge(each.key(), each, KnownRevocation::with));
            }
        }
        for (KnownRevocation mine : known.all()) {
            KnownRevocation theirs = there.get(mine.key());
            if (theirs == null || !theirs.covers(mine)) {
                write(mine);
            }
        }
        return true;
    }

    private synchronized void listen() {
        if (!listening && !ended) {
            cache.registerCacheEntryListener(listener);
            listening = true;
        }
    }

    /** For good: a reading that is under way does not begin it again. What fails may be tried again. */
    synchronized void stopListening() {
        ended = true;
        if (listening) {
            cache.deregisterCacheEntryListener(listener);
            listening = false;
        }
    }

    /** Something was put into the cache. */
    void arrived(String place, @Nullable Object value) {
        var unused = read(place, value);
    }

    private Optional<KnownRevocation> read(String place, @Nullable Object value) {
        Sealed sealed = seal.open(place, value);
        Optional<KnownRevocation> found = sealed.value().flatMap(RevocationCodec::read);
        if (found.isEmpty()) {
            Trouble trouble = sealed.trouble();
            troubles.count(trouble == null ? Trouble.UNREADABLE : trouble);
            return found;
        }
        known.addForeign(found.get())
                .filter(KnownRevocations.Added::news)
                .ifPresent(added -> news.accept(added.now().revocation()));
        return found;
    }
}
