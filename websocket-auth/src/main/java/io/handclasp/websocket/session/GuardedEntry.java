package io.handclasp.websocket.session;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One guarded session. There may be very many, so it is its own gate, its own link in the {@link ExpiryWheel}, and its own
 * entry in a {@link SessionIndex}, and everything else is in the {@link SessionGuard}.
 */
final class GuardedEntry implements SessionGate, SessionIndex.Members {
    /** Where it is on its way; it never goes back. */
    enum State {
        /** Messages pass until the token ends. */
        OPEN,
        /** No message passes; it waits to be closed. */
        SHUT,
        /** It is closed, or gone. */
        ENDED
    }

    /** In no slot of the wheel. */
    static final int NO_SLOT = -1;

    private final GuardedSessions sessions;
    private final SessionHandle handle;
    volatile State state = State.OPEN;
    volatile AuthOutcome.Authenticated admission;
    volatile long endNanos;
    volatile long wallEndNanos;

    // What follows belongs to the registry and is read and written under its lock.
    @Nullable
    GuardedEntry previous;

    @Nullable
    GuardedEntry next;

    int slot = NO_SLOT;
    boolean warned;
    boolean renewing;
    Closing closing = Closing.EXPIRED;

    GuardedEntry(GuardedSessions sessions, SessionHandle handle, AuthOutcome.Authenticated admission) {
        this.sessions = sessions;
        this.handle = handle;
        this.admission = admission;
    }

    GuardedSessions sessions() {
        return sessions;
    }

    SessionHandle handle() {
        return handle;
    }

    @Override
    public boolean isOpen() {
        return state == State.OPEN && sessions.clock().leftNanos(endNanos, wallEndNanos) > 0;
    }

    @Override
    public AuthOutcome.Authenticated admission() {
        return admission;
    }

    @Override
    public Duration timeLeft() {
        long left = state == State.OPEN ? sessions.clock().leftNanos(endNanos, wallEndNanos) : 0;
        return Duration.ofNanos(Math.max(0, left));
    }

    @Override
    public CompletionStage<Renewal> renew(BearerToken token) {
        return sessions.renewals().renew(this, token);
    }

    @Override
    public void ended() {
        sessions.ended(this);
    }

    @Override
    public SessionIndex.Members with(GuardedEntry entry) {
        return new SessionIndex.Several(this, entry);
    }

    @Override
    public SessionIndex.@Nullable Members without(GuardedEntry entry) {
        return entry == this ? null : this;
    }

    @Override
    public void each(Consumer<GuardedEntry> action) {
        action.accept(this);
    }

    /** Tells the subject and nothing else. */
    @Override
    public String toString() {
        return "SessionGate[" + admission.identity() + ", " + state + "]";
    }
}
