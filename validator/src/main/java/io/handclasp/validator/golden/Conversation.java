package io.handclasp.validator.golden;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is said over one connection: the client's threads tell, the journey's thread waits. At most {@value #WINDOW} messages and
 * {@value #MAX_MESSAGE} characters of the next one are held; the server has to wait with more.
 */
final class Conversation implements WebSocket.Listener {
    static final int WINDOW = 16;
    static final int MAX_MESSAGE = 1 << 20;

    private static final int DRAINED = 10_000;
    private static final int GOING_AWAY = 1_001;
    private static final int NO_CLOSE_FRAME = 1_006;

    private final Secret token;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Message> messages = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private int bytes;
    private boolean draining;
    private boolean endedWell;
    private boolean cut;
    private Optional<String> ending = Optional.empty();

    Conversation(Secret token) {
        this.token = token;
    }

    @Override
    public void onOpen(WebSocket socket) {
        socket.request(WINDOW);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        tell(() -> {
            if (text.length() + part.length() > MAX_MESSAGE) {
                end("a message of more than " + MAX_MESSAGE + " characters", true);
                socket.abort();
                return;
            }
            text.append(part);
            if (last) {
                received(Message.ofText(text.toString()));
                text.setLength(0);
            }
        });
        if (!last) {
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer part, boolean last) {
        tell(() -> {
            bytes = Math.addExact(bytes, part.remaining());
            if (last) {
                received(Message.ofBytes(bytes));
                bytes = 0;
            }
        });
        if (!last) {
            socket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer payload) {
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer payload) {
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        String shown = reason.isEmpty() ? "" : " (" + Shown.foreign(reason, token) + ")";
        tell(() -> {
            endedWell = ending.isEmpty() && (code == WebSocket.NORMAL_CLOSURE || code == GOING_AWAY);
            // The client tells of an end without a close frame as of one with this code.
            end("a close with code " + code + shown, code == NO_CLOSE_FRAME);
        });
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable failure) {
        tell(() -> end("the end of the connection: " + Shown.failure(failure, token), true));
    }

    private void received(Message message) {
        if (!draining) {
            messages.add(message);
        }
    }

    private void end(String how, boolean withoutClose) {
        if (ending.isEmpty()) {
            ending = Optional.of(how);
            cut = withoutClose;
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

    /** The next message; empty when none came in time or the connection ended before. */
    Optional<Message> next(WebSocket socket, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            await(() -> !messages.isEmpty() || ending.isPresent(), deadline);
            Optional<Message> next = Optional.ofNullable(messages.poll());
            if (next.isPresent()) {
                socket.request(1);
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** How the connection ended; empty while it stands. */
    Optional<String> ending() {
        lock.lock();
        try {
            return ending;
        } finally {
            lock.unlock();
        }
    }

    /** How the connection ended although nobody had reason to end it; empty while it stands, and after a good end. */
    Optional<String> badEnding() {
        lock.lock();
        try {
            return endedWell ? Optional.empty() : ending;
        } finally {
            lock.unlock();
        }
    }

    /** How the connection ended without a close of the server; empty while it stands, and after a close. */
    Optional<String> cut() {
        lock.lock();
        try {
            return cut ? ending : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the client's own work; false when it did not end in time. */
    boolean await(CompletableFuture<?> work, Deadline deadline) throws InterruptedException {
        CompletableFuture<?> told = work.whenComplete((done, failure) -> tell(() -> {}));
        lock.lockInterruptibly();
        try {
            return await(() -> work.isDone() || told.isDone(), deadline);
        } finally {
            lock.unlock();
        }
    }

    /** Drops what still comes and waits for the server's answer to the close. */
    boolean awaitEnd(WebSocket socket, Deadline deadline) throws InterruptedException {
        tell(() -> {
            draining = true;
            messages.clear();
        });
        socket.request(DRAINED);
        lock.lockInterruptibly();
        try {
            return await(() -> ending.isPresent(), deadline);
        } finally {
            lock.unlock();
        }
    }

    private boolean await(BooleanSupplier happened, Deadline deadline) throws InterruptedException {
        boolean inTime = true;
        while (!happened.getAsBoolean() && inTime) {
            inTime = deadline.timeSource().awaitUntil(changed, deadline.nanos());
        }
        return happened.getAsBoolean();
    }
}
