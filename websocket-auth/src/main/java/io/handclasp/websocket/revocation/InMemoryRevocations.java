package io.handclasp.websocket.revocation;

import io.handclasp.core.Settings;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Revocations in this process. Bounded: when it is full, a further revocation is dropped, and the store is not
 * {@link #complete()} until what was dropped would have ended. Thread-safe; a revocation holds from the moment at which
 * {@link #revoke} returns.
 */
public final class InMemoryRevocations implements RevocationStore, RevocationSink {
    private static final Logger log = LoggerFactory.getLogger(InMemoryRevocations.class);
    private static final int MOST = 10_000_000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final int capacity;
    private final long keepNanos;
    private final TimeSource timeSource;
    private final RevocationIndex tokens = new RevocationIndex();
    private final RevocationIndex sessions = new RevocationIndex();
    private final RevocationIndex subjects = new RevocationIndex();
    private final ExpiryQueue expiries = new ExpiryQueue();
    private volatile boolean dropped;
    private volatile long completeAgainNanos;

    InMemoryRevocations(int capacity, Duration keepFor, TimeSource timeSource) {
        this.capacity = Settings.requireRange("capacity", capacity, 1, MOST);
        this.keepNanos =
                Settings.requireWithin("keepFor", keepFor, SHORTEST, LONGEST).toNanos();
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
    }

    /**
     * Revokes.
     *
     * @param revocation what must not be admitted any more
     * @return false when there was no room; then {@link #complete()} is false for as long as it would have been kept
     */
    @Override
    public boolean revoke(Revocation revocation) {
        Objects.requireNonNull(revocation, "revocation");
        long now = timeSource.nanoTime();
        synchronized (expiries) {
            removeEnded(now);
            if (expiries.size() >= capacity && !expiries.contains(revocation)) {
                // First the time, then the flag: whoever sees the flag sees the time that goes with it.
                completeAgainNanos = now + keepNanos;
                dropped = true;
            } else {
                index(revocation).add(revocation, now + keepNanos);
                expiries.add(revocation, now + keepNanos);
                return true;
            }
        }
        log.warn("the revocation store is full ({}): only verdicts of the auth service itself admit for now", capacity);
        return false;
    }

    private void removeEnded(long nowNanos) {
        expiries.removeDue(nowNanos, ended -> index(ended).removeEnded(RevocationIndex.idOf(ended), nowNanos));
    }

    private RevocationIndex index(Revocation revocation) {
        return revocation instanceof Revocation.OfToken
                ? tokens
                : revocation instanceof Revocation.OfSession ? sessions : subjects;
    }

    @Override
    public boolean isRevoked(Identity identity) {
        return subjects.covers(identity.subject(), identity)
                || covers(tokens, identity.tokenId(), identity)
                || covers(sessions, identity.sessionId(), identity);
    }

    private static boolean covers(RevocationIndex index, Optional<String> key, Identity identity) {
        return key.isPresent() && index.covers(key.get(), identity);
    }

    @Override
    public boolean complete() {
        return !dropped || timeSource.nanoTime() - completeAgainNanos >= 0;
    }

    /**
     * How many revocations are kept.
     *
     * @return the number, without those that were kept long enough
     */
    public int size() {
        synchronized (expiries) {
            removeEnded(timeSource.nanoTime());
            return expiries.size();
        }
    }

    /** Tells how many there are, and nothing of them. */
    @Override
    public String toString() {
        return "InMemoryRevocations[size=" + size() + ", capacity=" + capacity + ", complete=" + complete() + "]";
    }
}
