package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.session.SessionHandle;
import jakarta.websocket.Session;
import java.time.Duration;

/** A session that {@link Admission} let in, as its {@link io.handclasp.websocket.session.SessionGuard} sees it. */
final class GuardedHandle implements SessionHandle {
    private final Session container;
    private final Session shownToHost;
    private final ExpiryWarning warning;
    private final Closer closer;

    /** Closes the session, unless that was done already. */
    @FunctionalInterface
    interface Closer {
        void close(int code, String reason);
    }

    GuardedHandle(Session container, Session shownToHost, ExpiryWarning warning, Closer closer) {
        this.container = container;
        this.shownToHost = shownToHost;
        this.warning = warning;
        this.closer = closer;
    }

    @Override
    public void close(int code, String reason) {
        closer.close(code, reason);
    }

    @Override
    public boolean isOpen() {
        return container.isOpen();
    }

    @Override
    public void warn(Duration left) throws Exception {
        warning.warn(shownToHost, left);
    }
}
