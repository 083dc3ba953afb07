package io.handclasp.websocket.session;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthObserver;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * All guarded sessions: found by subject, login session and token, and looked at when their time comes. One lock for all of
 * it: each step under it is short, and gates do not take it. Thread-safe.
 */
final class GuardedSessions {
    /** A wall clock that drifts by less than this since the wheel was filled makes no session late that anybody would notice. */
    private static final long DRIFT_NANOS = Duration.ofMillis(250).toNanos();

    private final GuardPolicy policy;
    private final GuardClock clock;
    private final AuthObserver observer;
    private final Closings closings;
    private final SessionRenewals renewals;
    private final ReentrantLock lock = new ReentrantLock();
    private final ExpiryWheel wheel = new ExpiryWheel();
    private final SessionIndexes indexes = new SessionIndexes();
    private long filledAheadNanos;
    private boolean closed;

    GuardedSessions(
            GuardPolicy policy,
            GuardClock clock,
            Executor executor,
            TimeSource timeSource,
            AuthObserver observer,
            SessionRenewals renewals) {
        this.policy = policy;
        this.clock = clock;
        this.observer = observer;
        this.renewals = renewals;
        this.closings = new Closings(executor, timeSource, policy, this::beginClosing);
        this.filledAheadNanos = clock.wallAheadNanos();
    }

    GuardClock clock() {
        return clock;
    }

    SessionRenewals renewals() {
        return renewals;
    }

    Closings closings() {
        return closings;
    }

    int size() {
        lock.lock();
        try {
            return wheel.size();
        } finally {
            lock.unlock();
        }
    }

    /** Under how many ids sessions are found: none is left behind by those that ended. */
    int ids() {
        lock.lock();
        try {
            return indexes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Begins to guard a session; false when nothing is guarded any more. */
    boolean add(GuardedEntry entry) {
        clock.look();
        lock.lock();
        try {
            if (closed) {
                entry.state = GuardedEntry.State.ENDED;
                return false;
            }
            if (wheel.size() == 0) {
                wheel.startAt(clock.nanoTime());
                filledAheadNanos = clock.wallAheadNanos();
            }
            setEnd(entry);
            indexes.add(entry);
            putIn(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void setEnd(GuardedEntry entry) {
        Optional<Instant> expiry = entry.admission.identity().expiresAt();
        long now = clock.nanoTime();
        if (expiry.isEmpty()) {
            entry.wallEndNanos = GuardClock.NEVER;
            entry.endNanos = now + policy.ageWithoutExpiry().toNanos();
            return;
        }
        long wallEnd = GuardClock.epochNanos(expiry.get());
        entry.wallEndNanos = wallEnd;
        entry.endNanos = now + (wallEnd - GuardClock.epochNanos(clock.now()));
    }

    private void putIn(GuardedEntry entry) {
        long left = clock.leftNanos(entry.endNanos, entry.wallEndNanos);
        long warnNanos = entry.warned ? 0 : policy.warnBefore().toNanos();
        wheel.add(entry, clock.nanoTime() + Math.max(0, left - warnNanos));
    }

    /** Shuts a gate for good; false when somebody was faster. */
    boolean shut(GuardedEntry entry, Closing closing) {
        lock.lock();
        try {
            if (entry.state != GuardedEntry.State.OPEN) {
                return false;
            }
            wheel.remove(entry);
            indexes.remove(entry);
            entry.closing = closing;
            entry.state = GuardedEntry.State.SHUT;
            closings.add(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The session is gone: nothing is left to be closed. */
    void ended(GuardedEntry entry) {
        lock.lock();
        try {
            if (entry.state == GuardedEntry.State.OPEN) {
                wheel.remove(entry);
                indexes.remove(entry);
            }
            entry.state = GuardedEntry.State.ENDED;
        } finally {
            lock.unlock();
        }
    }

    private boolean beginClosing(GuardedEntry entry) {
        lock.lock();
        try {
            if (entry.state != GuardedEntry.State.SHUT) {
                return false;
            }
            entry.state = GuardedEntry.State.ENDED;
        } finally {
            lock.unlock();
        }
        Identity identity = entry.admission.identity();
        observer.record(new AuthEvent.SessionClosed(
                entry.closing.end(), identity.subject(), identity.issuer(), identity.tokenId(), identity.sessionId()));
        return true;
    }

    /** Takes a session's next token; false when the session ended before. */
    boolean replace(GuardedEntry entry, AuthOutcome.Authenticated fresh) {
        clock.look();
        lock.lock();
        try {
            if (!entry.isOpen()) {
                return false;
            }
            wheel.remove(entry);
            indexes.remove(entry);
            entry.admission = fresh;
            entry.warned = false;
            setEnd(entry);
            indexes.add(entry);
            putIn(entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets one renewal of a session at a time pass. */
    boolean beginRenewal(GuardedEntry entry) {
        lock.lock();
        try {
            boolean free = !entry.renewing;
            entry.renewing = true;
            return free;
        } finally {
            lock.unlock();
        }
    }

    void endRenewal(GuardedEntry entry) {
        lock.lock();
        try {
            entry.renewing = false;
        } finally {
            lock.unlock();
        }
    }

    /** Shuts all that a revocation covers. */
    int shut(Revocation revocation) {
        lock.lock();
        try {
            return shutAll(indexes.covered(revocation), Closing.REVOKED);
        } finally {
            lock.unlock();
        }
    }

    /** Shuts those that were admitted without the judge, which refused them when it was back. */
    void shut(AuthEvent.DegradedAdmissionJudged refused) {
        lock.lock();
        try {
            shutAll(
                    indexes.ofSubject(
                            refused.subject(),
                            entry -> entry.admission.evidence().degraded()
                                    && entry.admission.identity().tokenId().equals(refused.tokenId())),
                    Closing.NOT_CONFIRMED);
        } finally {
            lock.unlock();
        }
    }

    private int shutAll(List<GuardedEntry> found, Closing closing) {
        found.forEach(entry -> shut(entry, closing));
        return found.size();
    }

    /** All open sessions, to be looked at without the lock. */
    List<GuardedEntry> all() {
        lock.lock();
        try {
            List<GuardedEntry> all = new ArrayList<>(wheel.size());
            wheel.each(all::add);
            return all;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Looks at the sessions whose time has come.
     *
     * @return those whose time has not, which it came by: somebody should ask whether they are still there
     */
    List<GuardedEntry> tick() {
        clock.look();
        List<GuardedEntry> passed = new ArrayList<>();
        lock.lock();
        try {
            long ahead = clock.wallAheadNanos();
            if (ahead - filledAheadNanos > DRIFT_NANOS) {
                filledAheadNanos = ahead; // the wall clock jumped ahead: many are due sooner than they were put in for
                wheel.visitAll(entry -> visit(entry, ignored -> {}));
            } else {
                filledAheadNanos = Math.min(filledAheadNanos, ahead);
                wheel.advance(clock.nanoTime(), entry -> visit(entry, passed::add));
            }
        } finally {
            lock.unlock();
        }
        return passed;
    }

    private void visit(GuardedEntry entry, Consumer<GuardedEntry> passedBy) {
        long left = clock.leftNanos(entry.endNanos, entry.wallEndNanos);
        if (left <= 0) {
            boolean expires = entry.admission.identity().expiresAt().isPresent();
            shut(entry, expires ? Closing.EXPIRED : Closing.TOO_OLD);
            return;
        }
        if (!entry.warned && left <= policy.warnBefore().toNanos()) {
            entry.warned = true;
            closings.warn(entry);
        } else {
            passedBy.accept(entry);
        }
        putIn(entry);
    }

    /** Shuts all gates and forgets all sessions. */
    void close() {
        lock.lock();
        try {
            closed = true;
            wheel.visitAll(entry -> entry.state = GuardedEntry.State.ENDED);
            indexes.clear();
            closings.close();
        } finally {
            lock.unlock();
        }
    }
}
