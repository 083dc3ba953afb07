/**
 * Tokens, verdicts, resilience and enforcement for WebSocket handshakes. Start at
 * {@link io.handclasp.websocket.WebSocketAuthenticator}.
 */
module io.handclasp.websocket {
    requires static transitive org.jspecify;
    requires transitive io.handclasp.core;
    requires transitive java.net.http;
    requires com.github.benmanes.caffeine;
    requires com.nimbusds.jose.jwt;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires jdk.jfr;
    requires org.slf4j;
    requires static jakarta.servlet;
    requires static jakarta.websocket;
    requires static jakarta.websocket.client;
    requires static micrometer.core;

    exports io.handclasp.websocket;
    exports io.handclasp.websocket.feed;
    exports io.handclasp.websocket.handshake;
    exports io.handclasp.websocket.jakarta;
    exports io.handclasp.websocket.micrometer;
    exports io.handclasp.websocket.observe;
    exports io.handclasp.websocket.origin;
    exports io.handclasp.websocket.resilience;
    exports io.handclasp.websocket.revocation;
    exports io.handclasp.websocket.servlet;
    exports io.handclasp.websocket.session;
    exports io.handclasp.websocket.token;
    exports io.handclasp.websocket.transport;
    exports io.handclasp.websocket.verifiers;
    exports io.handclasp.websocket.verify;
}
