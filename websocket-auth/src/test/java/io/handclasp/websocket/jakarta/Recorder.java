package io.handclasp.websocket.jakarta;

import jakarta.websocket.CloseReason;
import jakarta.websocket.SendHandler;
import java.io.OutputStream;
import java.io.Writer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Something of a container's that notes each call and gives each method an answer of its own. */
final class Recorder<T> {
    private final T proxy;
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Object> answers = new HashMap<>();
    private final boolean yes;

    /**
     * Makes one.
     *
     * @param yes what methods that ask whether something is so answer
     */
    Recorder(Class<T> type, boolean yes) {
        this.yes = yes;
        this.proxy = type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> record(method, arguments)));
    }

    T proxy() {
        return proxy;
    }

    List<String> calls() {
        return calls;
    }

    private Object record(Method method, Object[] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "something of the container's";
            };
        }
        calls.add(callOf(method, arguments));
        return answers.computeIfAbsent(method.getName(), name -> answer(method));
    }

    /** All methods of an interface, always in the same order. */
    static Stream<Method> methodsOf(Class<?> type) {
        return Arrays.stream(type.getMethods()).sorted(Comparator.comparing(Method::toString));
    }

    /** A method with what it was given. */
    static String callOf(Method method, Object... arguments) {
        return method.getName() + (arguments == null ? List.of() : List.of(arguments));
    }

    /** What was answered to the last call of a method; null for one that answers nothing. */
    Object answerOf(Method method) {
        return answers.get(method.getName());
    }

    private Object answer(Method method) {
        Class<?> type = method.getReturnType();
        if (type == boolean.class) {
            return yes;
        } else if (type == int.class) {
            return 4_711;
        } else if (type == long.class) {
            return 4_712L;
        } else if (type == String.class) {
            return "answer of " + method.getName();
        } else if (type == URI.class) {
            return URI.create("/" + method.getName());
        } else if (type == List.class) {
            return new ArrayList<>(List.of("an item"));
        } else if (type == Map.class) {
            return new HashMap<>(Map.of("a key", "a value"));
        } else if (type == Future.class) {
            return new CompletableFuture<>();
        } else if (type == OutputStream.class) {
            return OutputStream.nullOutputStream();
        } else if (type == Writer.class) {
            return Writer.nullWriter();
        }
        return type.isInterface() ? new Recorder<>(type, yes).proxy() : null;
    }

    /** Something to call a method with. */
    static Object[] argumentsFor(Method method) {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(method.getParameterTypes()[i]);
        }
        return arguments;
    }

    private static Object argument(Class<?> type) {
        if (type == boolean.class) {
            return true;
        } else if (type == int.class) {
            return 11;
        } else if (type == long.class) {
            return 12L;
        } else if (type == ByteBuffer.class) {
            return ByteBuffer.wrap(new byte[] {1, 2, 3});
        } else if (type == SendHandler.class) {
            return (SendHandler) result -> {};
        } else if (type == CloseReason.class) {
            return new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "bye");
        }
        return "an argument";
    }

    /** Calls a method, and throws what it throws. */
    static Object call(Object target, Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
