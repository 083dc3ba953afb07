package io.handclasp.websocket.jakarta;

import jakarta.websocket.Session;
import java.time.Duration;

/** Tells a client that its token will expire, in whatever words the host and its clients have agreed on. */
@SuppressWarnings("exports") // a host that uses this class requires the API itself; the others do without
@FunctionalInterface
public interface ExpiryWarning {
    /** Tells nothing. */
    ExpiryWarning NONE = (session, left) -> {};

    /**
     * Sends the warning. Called once for each token, on the host's executor, before the token ends; when it is due while the
     * endpoint's {@code onOpen} runs, after that and what the client had sent before, on the same thread. A token that ends or is
     * renewed meanwhile is not warned of.
     *
     * @param session the session, as the host's endpoint got it
     * @param left how long the token still lives
     * @throws Exception when the client cannot be told; it is logged and changes nothing
     */
    void warn(Session session, Duration left) throws Exception;
}
