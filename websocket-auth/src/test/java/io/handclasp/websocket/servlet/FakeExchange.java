package io.handclasp.websocket.servlet;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request and its response as a container would hand them to a filter. What a test did not set, fails when it is asked for. */
final class FakeExchange {
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> answers = new LinkedHashMap<>();
    private final Map<String, String[]> parameters = new LinkedHashMap<>();
    private final List<String> written = new ArrayList<>();

    FakeExchange() {
        answers.put("getRequestURI", "/chat");
        answers.put("getQueryString", null);
        answers.put("getRemoteAddr", "127.0.0.1");
        answers.put("getRemotePort", 4711);
        answers.put("isSecure", false);
        answers.put("getCookies", null);
        answers.put("getParameterMap", parameters);
        answers.put("getUserPrincipal", null);
    }

    FakeExchange header(String name, String line) {
        headers.computeIfAbsent(name, key -> new ArrayList<>()).add(line);
        return this;
    }

    FakeExchange query(String query, String name, String... values) {
        parameters.put(name, values);
        return answer("getQueryString", query);
    }

    FakeExchange cookies(Cookie... cookies) {
        return answer("getCookies", cookies);
    }

    FakeExchange answer(String method, Object answer) {
        answers.put(method, answer);
        return this;
    }

    HttpServletRequest request() {
        return play(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getHeaderNames" ->
                answers.containsKey(method) ? answers.get(method) : Collections.enumeration(headers.keySet());
            case "getHeaders" -> Collections.enumeration(headers.getOrDefault((String) arguments[0], List.of()));
            case "getHeader" ->
                headers.getOrDefault((String) arguments[0], Collections.singletonList(null))
                        .get(0);
            default -> {
                if (!answers.containsKey(method)) {
                    throw new AssertionError("nobody said what " + method + " answers");
                }
                yield answers.get(method);
            }
        });
    }

    HttpServletResponse response() {
        return play(HttpServletResponse.class, (method, arguments) -> {
            written.add(arguments == null ? method : method + " " + String.join(": ", strings(arguments)));
            return null;
        });
    }

    private static List<String> strings(Object[] arguments) {
        return List.of(arguments).stream().map(String::valueOf).toList();
    }

    /** What was done to the response, in its order. */
    List<String> written() {
        return written;
    }

    @FunctionalInterface
    private interface Played {
        Object call(String method, Object[] arguments);
    }

    private static <T> T play(Class<T> type, Played played) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    case "toString" -> type.getSimpleName();
                    default -> played.call(method.getName(), arguments);
                }));
    }
}
