package io.handclasp.websocket.jakarta;

import io.handclasp.websocket.session.SessionHandle;
import jakarta.websocket.Session;
import java.time.Duration;

/** A session that {@link Admission} let in, as its {@link io.handclasp.websocket.session.SessionGuard} sees it. */
final class GuardedHandle implements SessionHandle {
    private final Session container;
    private final Warner warner;
    private final Closer closer;

    /** Closes the session, unless that was done already. */
    @FunctionalInterface
    interface Closer {
        void close(int code, String reason);
    }

    /** Tells the client that its token will expire. */
    @FunctionalInterface
    interface Warner {
        void warn(Duration left);
    }

    GuardedHandle(Session container, Warner warner, Closer closer) {
        this.container = container;
        this.warner = warner;
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
    public void warn(Duration left) {
        warner.warn(left);
    }
}
