package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.FirstMessageExchange;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;

/** A session's own limits as long as it is nobody's: how long it may be idle, and how long a text may be. */
final class SessionLimits {
    /** The verdict is there by its deadline; a container that looks at idle sessions now and then must not be earlier. */
    private static final long IDLE_MARGIN_MILLIS = 1_000;

    private final Session container;
    private final boolean awaitsMessage;
    private final long hostIdleTimeoutMillis;
    private final int hostTextLimit;

    SessionLimits(Session container, Optional<FirstMessageExchange> firstMessage) {
        this.container = container;
        this.awaitsMessage =
                firstMessage.filter(FirstMessageExchange::isAwaiting).isPresent();
        this.hostIdleTimeoutMillis = container.getMaxIdleTimeout();
        this.hostTextLimit = awaitsMessage ? container.getMaxTextMessageBufferSize() : 0;
    }

    /** Of a text from nobody no more is collected than is read of it; some containers would collect any length. */
    void readNoMoreThan(int characters) {
        if (awaitsMessage) {
            container.setMaxTextMessageBufferSize(characters);
        }
    }

    void restoreTextLimit() {
        if (awaitsMessage) {
            container.setMaxTextMessageBufferSize(hostTextLimit);
        }
    }

    /**
     * A client that says nothing while its verdict is on its way is not idle. Where idle sessions live for ever, that is left
     * alone: the verdict's deadline closes a session that is not admitted, and Tyrus, told to go back to "for ever" while it
     * sends a message, may close the session at once.
     */
    void allowIdleUntilVerdict(Duration deadline) {
        if (hostIdleTimeoutMillis > 0) {
            long waits = awaitsMessage ? 2 : 1; // the first message may take as long as the verdict after it
            long verdictMillis = waits * deadline.toMillis() + IDLE_MARGIN_MILLIS;
            container.setMaxIdleTimeout(Math.max(hostIdleTimeoutMillis, verdictMillis));
        }
    }

    void restoreIdleTimeout() {
        if (hostIdleTimeoutMillis > 0) {
            container.setMaxIdleTimeout(hostIdleTimeoutMillis);
        }
    }
}
