package io.handclasp.websocket.jakarta;

import io.handclasp.core.Redaction;
import io.handclasp.websocket.FirstMessageExchange;
import jakarta.websocket.Session;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's own limits as long as it is nobody's: how long it may be idle, and how long a message may be. */
final class SessionLimits {
    private static final Logger log = LoggerFactory.getLogger(HandshakeConfigurator.class);

    /** The verdict is there by its deadline; a container that looks at idle sessions now and then must not be earlier. */
    private static final long IDLE_MARGIN_MILLIS = 1_000;

    /** None would mean any length to some containers. */
    private static final int LEAST_BOUND = 1_024;

    private final Session container;
    private final Optional<FirstMessageExchange> awaited;
    private final long hostIdleTimeoutMillis;
    private final int hostTextLimit;
    private final int hostBinaryLimit;
    private final int bound;

    SessionLimits(Session container, HoldLimits held, Optional<FirstMessageExchange> firstMessage) {
        this.container = container;
        this.awaited = firstMessage.filter(FirstMessageExchange::isAwaiting);
        this.hostIdleTimeoutMillis = container.getMaxIdleTimeout();
        this.hostTextLimit = container.getMaxTextMessageBufferSize();
        this.hostBinaryLimit = container.getMaxBinaryMessageBufferSize();
        this.bound = (int) Math.max(LEAST_BOUND, held.bytes());
    }

    /**
     * Of a message from nobody no more is collected than can be held, and of one that may be the token no more than is read of it:
     * Tyrus and Undertow collect any length in many frames unless they are told otherwise. A bound of the container or the host
     * is left alone: Tomcat makes its buffers by it.
     */
    void boundMessages() {
        if (isAnyLength(hostBinaryLimit)) {
            container.setMaxBinaryMessageBufferSize(bound);
        }
        if (awaited.isPresent()) {
            container.setMaxTextMessageBufferSize(awaited.get().maxLength());
        } else if (isAnyLength(hostTextLimit)) {
            container.setMaxTextMessageBufferSize(bound);
        }
    }

    private static boolean isAnyLength(int limit) {
        return limit <= 0 || limit == Integer.MAX_VALUE;
    }

    /** What follows the token is the host's to limit, once it is admitted. */
    void firstMessageCame() {
        if (awaited.isPresent()) {
            container.setMaxTextMessageBufferSize(isAnyLength(hostTextLimit) ? bound : hostTextLimit);
        }
    }

    /**
     * A client that says nothing while its verdict is on its way is not idle. Where idle sessions live for ever, that is left
     * alone: the verdict's deadline closes a session that is not admitted, and Tyrus, told to go back to "for ever" while it
     * sends a message, may close the session at once.
     */
    void allowIdleUntilVerdict(Duration deadline) {
        if (hostIdleTimeoutMillis > 0) {
            long waits = awaited.isPresent() ? 2 : 1; // the first message may take as long as the verdict after it
            long verdictMillis = waits * deadline.toMillis() + IDLE_MARGIN_MILLIS;
            container.setMaxIdleTimeout(Math.max(hostIdleTimeoutMillis, verdictMillis));
        }
    }

    /**
     * Gives the session back to the host as it was.
     *
     * @return false when there is no session any more: some containers let nobody touch one that is closed
     */
    boolean restored() {
        try {
            if (hostIdleTimeoutMillis > 0) {
                container.setMaxIdleTimeout(hostIdleTimeoutMillis);
            }
            if (isAnyLength(hostBinaryLimit)) {
                container.setMaxBinaryMessageBufferSize(hostBinaryLimit);
            }
            if (isAnyLength(hostTextLimit)) {
                container.setMaxTextMessageBufferSize(hostTextLimit);
            }
            return true;
        } catch (IllegalStateException closed) {
            log.debug("a session was closed before its verdict: {}", Redaction.describe(closed));
            return false;
        }
    }
}
