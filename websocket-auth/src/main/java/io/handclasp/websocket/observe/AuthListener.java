package io.handclasp.websocket.observe;

/**
 * Is told what happens to handshakes and to the calls behind them.
 *
 * <p>It is called on the thread on which the event happens, by many threads at once; the handshake goes on when it returns,
 * so it must not block. What it throws is logged and reaches nobody else.
 */
@FunctionalInterface
public interface AuthListener {
    /**
     * Takes note of an event.
     *
     * @param event what happened
     */
    void on(AuthEvent event);
}
