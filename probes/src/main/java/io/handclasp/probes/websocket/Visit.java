package io.handclasp.probes.websocket;

import io.handclasp.core.time.Deadline;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One session: what has happened in it so far, and waiting for more. The client's threads tell, the probe's waits. */
final class Visit extends Endpoint {
    private static final int MAX_MESSAGE = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteBuffer ping;
    private final String awaited;
    private @Nullable Session session;
    private boolean answered;
    private boolean ponged;
    private boolean echoed;
    private boolean failed;
    private OptionalInt closeCode = OptionalInt.empty();

    Visit(ByteBuffer ping, String awaited) {
        this.ping = ping;
        this.awaited = awaited;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        opened.setMaxTextMessageBufferSize(MAX_MESSAGE);
        opened.addMessageHandler(PongMessage.class, (MessageHandler.Whole<PongMessage>)
                pong -> tell(() -> ponged |= pong.getApplicationData().equals(ping)));
        opened.addMessageHandler(
                String.class, (MessageHandler.Whole<String>) text -> tell(() -> echoed |= text.contains(awaited)));
        tell(() -> session = opened);
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        tell(() -> closeCode = OptionalInt.of(reason.getCloseCode().getCode()));
    }

    @Override
    public void onError(Session broken, Throwable thrown) {
        tell(() -> failed = true);
    }

    /** What is sent as a ping: whoever answers sends it back. */
    ByteBuffer ping() {
        return ping.duplicate();
    }

    /** The server answered the handshake, whatever it said. */
    void answered() {
        tell(() -> answered = true);
    }

    private void tell(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean awaitPong(Deadline deadline) throws InterruptedException {
        return await(() -> ponged, deadline);
    }

    boolean awaitEcho(Deadline deadline) throws InterruptedException {
        return await(() -> echoed, deadline);
    }

    boolean awaitClose(Deadline deadline) throws InterruptedException {
        await(() -> false, deadline);
        return closeCode().isPresent();
    }

    /** Waits for something, or for the end of the session. */
    private boolean await(BooleanSupplier happened, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            boolean inTime = true;
            while (!happened.getAsBoolean() && closeCode.isEmpty() && !failed && inTime) {
                inTime = deadline.timeSource().awaitUntil(changed, deadline.nanos());
            }
            return happened.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    OptionalInt closeCode() {
        lock.lock();
        try {
            return closeCode;
        } finally {
            lock.unlock();
        }
    }

    boolean isAnswered() {
        lock.lock();
        try {
            return answered;
        } finally {
            lock.unlock();
        }
    }

    Session session() {
        lock.lock();
        try {
            if (session == null) {
                throw new IllegalStateException("the client said connected, but opened no session");
            }
            return session;
        } finally {
            lock.unlock();
        }
    }
}
