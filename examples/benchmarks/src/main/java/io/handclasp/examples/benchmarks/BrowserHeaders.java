package io.handclasp.examples.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.mock.web.MockHttpServletRequest;

/** The headers of a browser's handshake, with a token in the first of the places where it may stand. */
final class BrowserHeaders {
    private BrowserHeaders() {}

    static Map<String, List<String>> with(String token) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        headers.put("Host", List.of("chat.example"));
        headers.put("Connection", List.of("Upgrade"));
        headers.put("Upgrade", List.of("websocket"));
        headers.put("Sec-WebSocket-Version", List.of("13"));
        headers.put("Sec-WebSocket-Key", List.of("dGhlIHNhbXBsZSBub25jZQ=="));
        headers.put("Sec-WebSocket-Extensions", List.of("permessage-deflate; client_max_window_bits"));
        headers.put("Origin", List.of("https://app.example"));
        headers.put("User-Agent", List.of("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"));
        headers.put("Authorization", List.of("Bearer " + token));
        return headers;
    }

    /** The same as a servlet container hands it out; Spring's stand-in for tests. */
    static MockHttpServletRequest servletRequest(String token) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/chat");
        with(token).forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        return request;
    }
}
