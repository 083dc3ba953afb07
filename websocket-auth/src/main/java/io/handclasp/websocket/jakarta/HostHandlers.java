package io.handclasp.websocket.jakarta;

import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The message handlers of the host's endpoint, one each for text, binary and pong (Jakarta WebSocket 2.1, section 2.1.3).
 * Thread-safe.
 */
final class HostHandlers {
    private record Entry<T>(MessageHandler handler, Consumer<T> delivery) {}

    private volatile @Nullable Entry<String> text;
    private volatile @Nullable Entry<ByteBuffer> binary;
    private volatile @Nullable Entry<PongMessage> pong;

    <T> void add(Class<T> type, MessageHandler.Whole<T> handler) {
        add(type, handler, handler::onMessage);
    }

    <T> void add(Class<T> type, MessageHandler.Partial<T> handler) {
        add(type, handler, message -> handler.onMessage(message, true));
    }

    /** Registers a handler whose type stands in its class's declaration. */
    void add(MessageHandler handler) {
        Class<?> type = HandlerTypes.messageTypeOf(handler);
        @SuppressWarnings("unchecked") // the declaration says that the handler takes this type
        Class<Object> messageType = (Class<Object>) type;
        if (handler instanceof MessageHandler.Whole<?> whole) {
            @SuppressWarnings("unchecked")
            MessageHandler.Whole<Object> typed = (MessageHandler.Whole<Object>) whole;
            add(messageType, typed);
        } else if (handler instanceof MessageHandler.Partial<?> partial) {
            @SuppressWarnings("unchecked")
            MessageHandler.Partial<Object> typed = (MessageHandler.Partial<Object>) partial;
            add(messageType, typed);
        }
    }

    private synchronized <T> void add(Class<T> type, MessageHandler handler, Consumer<T> delivery) {
        if (type == String.class) {
            requireFree(text);
            text = new Entry<>(handler, message -> delivery.accept(type.cast(message)));
        } else if (type == Reader.class) {
            requireFree(text);
            text = new Entry<>(handler, message -> delivery.accept(type.cast(new StringReader(message))));
        } else if (type == ByteBuffer.class) {
            requireFree(binary);
            binary = new Entry<>(handler, message -> delivery.accept(type.cast(message)));
        } else if (type == byte[].class) {
            requireFree(binary);
            binary = new Entry<>(handler, message -> delivery.accept(type.cast(bytes(message))));
        } else if (type == InputStream.class) {
            requireFree(binary);
            binary = new Entry<>(
                    handler, message -> delivery.accept(type.cast(new ByteArrayInputStream(bytes(message)))));
        } else if (type == PongMessage.class) {
            requireFree(pong);
            pong = new Entry<>(handler, message -> delivery.accept(type.cast(message)));
        } else {
            throw new IllegalArgumentException("the message type was " + type.getName()
                    + ", accepted are String, Reader, ByteBuffer, byte[], InputStream and PongMessage");
        }
    }

    private static void requireFree(@Nullable Entry<?> entry) {
        if (entry != null) {
            throw new IllegalStateException("a handler for this kind of message is registered already");
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    synchronized void remove(MessageHandler handler) {
        if (text != null && text.handler() == handler) {
            text = null;
        }
        if (binary != null && binary.handler() == handler) {
            binary = null;
        }
        if (pong != null && pong.handler() == handler) {
            pong = null;
        }
    }

    Set<MessageHandler> all() {
        Set<MessageHandler> handlers = new LinkedHashSet<>();
        for (Entry<?> entry : new Entry<?>[] {text, binary, pong}) {
            if (entry != null) {
                handlers.add(entry.handler());
            }
        }
        return Collections.unmodifiableSet(handlers);
    }

    void onText(String message) {
        deliver(text, message);
    }

    void onBinary(ByteBuffer message) {
        deliver(binary, message);
    }

    void onPong(PongMessage message) {
        deliver(pong, message);
    }

    /** A kind of message that the host does not handle is dropped, as containers do. */
    private static <T> void deliver(@Nullable Entry<T> entry, T message) {
        if (entry != null) {
            entry.delivery().accept(message);
        }
    }
}
