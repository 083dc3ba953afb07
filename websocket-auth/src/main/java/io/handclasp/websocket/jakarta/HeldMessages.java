package io.handclasp.websocket.jakarta;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a client sends before its verdict, in order and within limits. Deliveries never overlap: while {@link #release} hands
 * out what was held, newcomers queue behind it; once it is through, they are delivered on the thread that brings them.
 */
final class HeldMessages {
    private enum State {
        /** No verdict yet. */
        HOLDING,
        /** Admitted; what was held is being handed out. */
        RELEASING,
        /** Admitted; messages flow. */
        OPEN,
        /** Refused, or gone: nothing is delivered any more. */
        ENDED
    }

    private record Held(long bytes, Runnable delivery) {}

    private final HoldLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Held> queue = new ArrayDeque<>();
    private long heldBytes;
    private boolean overflown;
    private volatile State state = State.HOLDING;

    HeldMessages(HoldLimits limits) {
        this.limits = limits;
    }

    /** Whether messages are delivered on the thread that brings them; then they need not be copied. */
    boolean flows() {
        return state == State.OPEN;
    }

    /**
     * Delivers a message now, or holds it.
     *
     * @param bytes what it takes to hold it
     * @param delivery hands it to the host
     * @return false when it exceeds the limits, once; then it is dropped, and so is what comes after it
     */
    boolean accept(long bytes, Runnable delivery) {
        lock.lock();
        try {
            if (state == State.ENDED || overflown) {
                return true;
            }
            if (state != State.OPEN) {
                if (queue.size() >= limits.messages() || heldBytes + bytes > limits.bytes()) {
                    overflown = true;
                    return false;
                }
                hold(bytes, delivery);
                return true;
            }
        } finally {
            lock.unlock();
        }
        delivery.run();
        return true;
    }

    /** Tells the host something after all that was held, whatever the limits; nothing is told to a host that saw no session. */
    void tell(Runnable news) {
        lock.lock();
        try {
            if (state == State.RELEASING) {
                hold(0, news);
                return;
            }
            if (state != State.OPEN) {
                return;
            }
        } finally {
            lock.unlock();
        }
        news.run();
    }

    /**
     * Runs something as soon as the host's {@code onOpen} has returned and all that was held before is delivered: now when that is
     * done already, never when the session ends before.
     */
    void afterOpening(Runnable news) {
        lock.lock();
        try {
            if (state == State.HOLDING || state == State.RELEASING) {
                hold(0, news);
                return;
            }
            if (state == State.ENDED) {
                return;
            }
        } finally {
            lock.unlock();
        }
        news.run();
    }

    private void hold(long bytes, Runnable delivery) {
        heldBytes += bytes;
        queue.add(new Held(bytes, delivery));
    }

    /**
     * Runs something first, then hands out what was held, on the calling thread. Does nothing when the session ended before
     * its verdict, or when this was done before.
     *
     * @param first what comes before all messages
     */
    void release(Runnable first) {
        lock.lock();
        try {
            if (state != State.HOLDING) {
                return;
            }
            state = State.RELEASING;
        } finally {
            lock.unlock();
        }
        first.run();
        Held next = next();
        while (next != null) {
            next.delivery().run();
            next = next();
        }
    }

    private @Nullable Held next() {
        lock.lock();
        try {
            Held next = queue.poll();
            if (next != null) {
                heldBytes -= next.bytes();
            } else {
                state = State.OPEN;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Drops what is held and what comes later. Does nothing once the session was admitted.
     *
     * @return whether the session had no verdict yet
     */
    boolean discard() {
        lock.lock();
        try {
            if (state != State.HOLDING) {
                return false;
            }
            state = State.ENDED;
            queue.clear();
            heldBytes = 0;
            return true;
        } finally {
            lock.unlock();
        }
    }
}
