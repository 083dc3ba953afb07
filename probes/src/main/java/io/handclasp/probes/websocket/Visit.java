package io.handclasp.probes.websocket;

import io.handclasp.core.time.Deadline;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session: what has happened in it so far, and waiting for more. The client's threads tell, the probe's waits. */
final class Visit extends Endpoint {
    private static final Logger log = LoggerFactory.getLogger(Visit.class);
    private static final int MAX_MESSAGE = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ByteBuffer ping;
    private final String awaited;
    private @Nullable Session session;
    private boolean abandoned;
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
        if (isAbandoned()) {
            close();
        }
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

    /** The probe has gone: a session that is open or opens later is closed. */
    void abandon() {
        tell(() -> abandoned = true);
        close();
    }

    private boolean isAbandoned() {
        return read(() -> abandoned);
    }

    /** Closes the session if there is one. Without the lock, since Tyrus tells of the close on this thread. */
    void close() {
        Session open = opened().orElse(null);
        if (open != null) {
            try {
                open.close(new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, "probe"));
            } catch (IOException | RuntimeException e) {
                // What was to be learnt is learnt; the session is on its way out.
                log.debug("a session was closed already: {}", e.getClass().getName());
            }
        }
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
        return read(() -> closeCode);
    }

    boolean isAnswered() {
        return read(() -> answered);
    }

    /** The client reported an error; whether and why the session closes may be told later. */
    boolean isBroken() {
        return read(() -> failed);
    }

    Session session() {
        return opened().orElseThrow(
                        () -> new IllegalStateException("the client said connected, but opened no session"));
    }

    private Optional<Session> opened() {
        return read(() -> Optional.ofNullable(session));
    }

    private <T> T read(Supplier<T> state) {
        lock.lock();
        try {
            return state.get();
        } finally {
            lock.unlock();
        }
    }
}
