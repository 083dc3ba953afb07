package io.handclasp.websocket.session;

import java.time.Duration;

/**
 * An open session, as the guard sees it: something that can be closed. Its methods are called on the host's executor, never
 * twice for one occasion; {@link #close} should return soon, since a handful of threads close all sessions.
 */
@FunctionalInterface
public interface SessionHandle {
    /**
     * Closes the session. Called at most once.
     *
     * @param code the WebSocket close code (RFC 6455, section 7.4)
     * @param reason at most 123 bytes of ASCII without anything secret
     * @throws Exception when the session is gone already; it is logged and changes nothing
     */
    void close(int code, String reason) throws Exception;

    /**
     * Whether the session is still there. It is asked every few minutes on the scheduler's thread, so it must not block: a
     * session that ended without anybody telling the guard is then forgotten.
     *
     * @return by default true
     */
    default boolean isOpen() {
        return true;
    }

    /**
     * Tells the client that its token will expire, so that it can send a fresh one. Called once for each token, when
     * {@link GuardPolicy#warnBefore()} is set; by default it does nothing.
     *
     * @param left how long the token still lives
     * @throws Exception when the client cannot be told; it is logged and changes nothing
     */
    default void warn(Duration left) throws Exception {}
}
