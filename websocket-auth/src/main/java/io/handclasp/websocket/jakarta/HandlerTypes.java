package io.handclasp.websocket.jakarta;

import jakarta.websocket.MessageHandler;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the message type out of a handler's class declaration, as containers do. */
final class HandlerTypes {
    private HandlerTypes() {}

    static Class<?> messageTypeOf(MessageHandler handler) {
        return find(handler.getClass())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the message type of " + handler.getClass().getName()
                                + " cannot be told from its declaration, use addMessageHandler(Class, handler)"));
    }

    private static Optional<Class<?>> find(Class<?> type) {
        List<Type> parents = new ArrayList<>(List.of(type.getGenericInterfaces()));
        if (type.getGenericSuperclass() != null) {
            parents.add(type.getGenericSuperclass());
        }
        for (Type parent : parents) {
            Optional<Class<?>> found = parent instanceof ParameterizedType parameterized
                    ? ofParameterized(parameterized)
                    : parent instanceof Class<?> plain ? find(plain) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Class<?>> ofParameterized(ParameterizedType parent) {
        Type raw = parent.getRawType();
        if (raw == MessageHandler.Whole.class || raw == MessageHandler.Partial.class) {
            return parent.getActualTypeArguments()[0] instanceof Class<?> message
                    ? Optional.of(message)
                    : Optional.empty();
        }
        return raw instanceof Class<?> plain ? find(plain) : Optional.empty();
    }
}
