package io.handclasp.websocket.jakarta;

import jakarta.websocket.CloseReason;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A session as a container would have it, driven by a test. What a test did not foresee fails when it is asked for. */
final class FakeSession {
    private final Map<Class<?>, MessageHandler.Whole<Object>> handlers = new HashMap<>();
    private final Map<String, Object> properties = new HashMap<>();
    private final List<String> closes = new ArrayList<>();
    private boolean open = true;
    private long idleTimeoutMillis = 1_000;
    private int textLimit = 8_192;
    private int binaryLimit = 65_536;
    private boolean leavesUnnoticed;
    private int idleTimeoutChanges;
    private boolean closedByInterrupted;

    Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(),
                new Class<?>[] {Session.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments));
    }

    private Object answer(String method, Object[] arguments) {
        return switch (method) {
            case "getUserProperties" -> properties;
            case "isOpen" -> open;
            case "getUserPrincipal" -> null;
            case "getMaxIdleTimeout" -> idleTimeoutMillis;
            case "getMaxTextMessageBufferSize" -> textLimit;
            case "getMaxBinaryMessageBufferSize" -> binaryLimit;
            default -> {
                change(method, arguments);
                yield null;
            }
        };
    }

    @SuppressWarnings("unchecked")
    private void change(String method, Object[] arguments) {
        open &= !leavesUnnoticed;
        if (!open && method.startsWith("set")) {
            throw new IllegalStateException("the session is closed"); // as Tomcat does
        }
        switch (method) {
            case "setMaxIdleTimeout" -> {
                idleTimeoutMillis = (long) arguments[0];
                idleTimeoutChanges++;
            }
            case "setMaxTextMessageBufferSize" -> textLimit = (int) arguments[0];
            case "setMaxBinaryMessageBufferSize" -> binaryLimit = (int) arguments[0];
            case "addMessageHandler" ->
                handlers.put((Class<?>) arguments[0], (MessageHandler.Whole<Object>) arguments[1]);
            case "close" -> {
                open = false;
                closedByInterrupted |= Thread.currentThread().isInterrupted();
                CloseReason reason = (CloseReason) arguments[0];
                closes.add(reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
            }
            default -> throw new AssertionError("nobody said what " + method + " answers");
        }
    }

    void text(String message) {
        handlers.get(String.class).onMessage(message);
    }

    /** The array is the container's own: a test may use it again afterwards, as containers do. */
    void binary(byte... message) {
        handlers.get(ByteBuffer.class).onMessage(ByteBuffer.wrap(message));
    }

    /** As with {@link #binary}. */
    void pong(byte... data) {
        PongMessage pong = () -> ByteBuffer.wrap(data);
        handlers.get(PongMessage.class).onMessage(pong);
    }

    /** The client went, and the container noticed. */
    void gone() {
        open = false;
    }

    /** The client goes; the container finds out when it is next asked to do something. */
    void leavesUnnoticed() {
        leavesUnnoticed = true;
    }

    /** How long a message may be, by the container. */
    void limitMessages(int length) {
        textLimit = length;
        binaryLimit = length;
    }

    List<String> closes() {
        return closes;
    }

    /** Whether the thread that closed it was interrupted: Tomcat then cuts the connection without a close frame. */
    boolean closedByInterrupted() {
        return closedByInterrupted;
    }

    /** Idle sessions live for ever. */
    void neverIdle() {
        idleTimeoutMillis = 0;
    }

    int idleTimeoutChanges() {
        return idleTimeoutChanges;
    }

    long idleTimeoutMillis() {
        return idleTimeoutMillis;
    }

    int textLimit() {
        return textLimit;
    }

    int binaryLimit() {
        return binaryLimit;
    }
}
