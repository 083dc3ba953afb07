package io.handclasp.websocket.session;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * What stands between a guarded session and its messages, in both directions. It shuts when the token ends or is revoked, even
 * before the session is closed, and never opens again. Safe for use by many threads.
 */
public interface SessionGate {
    /**
     * Whether a message may pass now: to be asked before each one that comes in and each one that goes out, so that a client
     * that only listens hears no more than its token allows. Takes one look at the monotonic clock and no lock.
     *
     * @return false from the moment at which the token ended or the session was closed
     */
    boolean isOpen();

    /**
     * Lets something happen if the gate is open.
     *
     * @param delivery what to do with a message; runs on the calling thread
     * @return whether it ran
     */
    default boolean admit(Runnable delivery) {
        boolean open = isOpen();
        if (open) {
            delivery.run();
        }
        return open;
    }

    /**
     * Who is behind the session, and how that is known: by its handshake, or by the last token that renewed it.
     *
     * @return the outcome
     */
    AuthOutcome.Authenticated admission();

    /**
     * Who is behind the session.
     *
     * @return the identity of its handshake, or of the last token that renewed it
     */
    default Identity identity() {
        return admission().identity();
    }

    /**
     * How long the session may live unless it is renewed.
     *
     * @return the time left; zero when the gate is shut
     */
    Duration timeLeft();

    /**
     * Renews the session with a fresh token of the same subject and issuer. The token is judged like one of a handshake. A bad
     * token or an outage changes nothing: the session lives until its present token ends. Another subject's token closes it.
     *
     * @param token what the client sent
     * @return what became of it, by the authenticator's deadline; the stage never fails
     */
    CompletionStage<Renewal> renew(BearerToken token);

    /** Tells the guard that the session ended, so that it is forgotten. To be called when it is closed; may be called twice. */
    void ended();
}
