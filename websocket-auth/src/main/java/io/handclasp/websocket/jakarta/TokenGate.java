package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.session.SessionGate;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.session.SessionHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The gate of one session; as long as nobody guards the session, it stands open. */
final class TokenGate {
    private volatile @Nullable SessionGate gate;
    private volatile boolean gone;

    /**
     * Has the session guarded from now on.
     *
     * @return false when its token ended or was revoked meanwhile, or the session itself ended
     */
    boolean guard(
            SessionGuard guard, AuthOutcome.Authenticated admitted, GuardedSession session, SessionHandle handle) {
        SessionGate mine = guard.guard(admitted, handle);
        gate = mine;
        session.guardedBy(mine);
        if (gone) {
            mine.ended(); // the container told so before there was a gate
        }
        return mine.isOpen();
    }

    /** Lets a message through to the host, unless its sender's token has ended. */
    void pass(Runnable delivery) {
        SessionGate mine = gate;
        if (mine == null || mine.isOpen()) {
            delivery.run();
        }
    }

    /** How long the token still lives; zero when it has ended, or nobody guards the session. */
    Duration timeLeft() {
        SessionGate mine = gate;
        return mine == null ? Duration.ZERO : mine.timeLeft();
    }

    /** The session is gone: its guard forgets it, now or as soon as there is one. */
    void ended() {
        gone = true;
        SessionGate mine = gate;
        if (mine != null) {
            mine.ended();
        }
    }
}
