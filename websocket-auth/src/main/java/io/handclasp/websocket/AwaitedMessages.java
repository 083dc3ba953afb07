package io.handclasp.websocket;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The handshakes that wait for their first message; when the authenticator is closed, none of them waits any longer. */
final class AwaitedMessages {
    private final Set<FirstMessageExchange> awaiting = ConcurrentHashMap.newKeySet();
    private volatile boolean shutDown;

    void add(FirstMessageExchange exchange) {
        awaiting.add(exchange);
        if (shutDown) {
            exchange.shutDown();
        }
    }

    void remove(FirstMessageExchange exchange) {
        awaiting.remove(exchange);
    }

    void shutDown() {
        shutDown = true;
        awaiting.forEach(FirstMessageExchange::shutDown);
    }
}
