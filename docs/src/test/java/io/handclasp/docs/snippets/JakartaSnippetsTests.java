package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The snippets on a container that is played by proxies; the quickstart runs the same on a real one. */
class JakartaSnippetsTests {
    private final List<String> seen = new ArrayList<>();
    private final Map<String, Object> userProperties = new HashMap<>();

    private static ServerEndpointConfig guarded(WebSocketAuthenticator authenticator) {
        // tag::guard-endpoint[]
        ServerEndpointConfig config = new HandshakeConfigurator(authenticator)
                .guard(Chat.class, "/chat")
                .build();
        // end::guard-endpoint[]
        return config;
    }

    @Test
    void endpointWhenTokenIsGoodThenHostsOnOpenKnowsTheUser() throws Exception {
        connectWith("good-token");

        assertThat(seen).containsExactly("sent welcome, alice");
    }

    @Test
    void endpointWhenTokenIsBadThenClosedAndHostsOnOpenNeverRuns() throws Exception {
        connectWith("bad-token");

        assertThat(seen).containsExactly("closed 4401 the token is not active");
    }

    private void connectWith(String token) throws Exception {
        TokenVerifier verifier = (presented, deadline) -> CompletableFuture.completedFuture(
                presented.reveal().equals("good-token")
                        ? new Verification.Valid(Identity.builder("alice").build())
                        : new Verification.Invalid(RejectReason.INACTIVE));
        try (WebSocketAuthenticator authenticator =
                WebSocketAuthenticator.builder().verifier(verifier).build()) {
            ServerEndpointConfig config = guarded(authenticator);
            assertThat(config.getPath()).isEqualTo("/chat");
            ServerEndpointConfig.Configurator configurator = config.getConfigurator();
            configurator.modifyHandshake(config, request(token), play(HandshakeResponse.class, Map.of()));
            userProperties.putAll(config.getUserProperties());
            Endpoint endpoint = (Endpoint) configurator.getEndpointInstance(config.getEndpointClass());
            endpoint.onOpen(session(), config);
        }
    }

    private static HandshakeRequest request(String token) {
        return play(
                HandshakeRequest.class,
                Map.of("getHeaders", arguments -> Map.of("Authorization", List.of("Bearer " + token))));
    }

    private Session session() {
        RemoteEndpoint.Async remote =
                play(RemoteEndpoint.Async.class, Map.of("sendText", arguments -> note("sent " + arguments[0])));
        return play(
                Session.class,
                Map.of(
                        "getUserProperties",
                        arguments -> userProperties,
                        "getMaxIdleTimeout",
                        arguments -> 0L,
                        "getMaxTextMessageBufferSize",
                        arguments -> 8_192,
                        "getMaxBinaryMessageBufferSize",
                        arguments -> 8_192,
                        "isOpen",
                        arguments -> true,
                        "getAsyncRemote",
                        arguments -> remote,
                        "close",
                        arguments -> note("closed "
                                + ((CloseReason) arguments[0]).getCloseCode().getCode() + " "
                                + ((CloseReason) arguments[0]).getReasonPhrase())));
    }

    private Object note(String event) {
        seen.add(event);
        return CompletableFuture.completedFuture(null);
    }

    /** What a proxy does when a method of a name is called; other methods do nothing and answer null. */
    @FunctionalInterface
    private interface Answer {
        Object to(Object[] arguments);
    }

    private static <T> T play(Class<T> type, Map<String, Answer> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Answer answer = answers.get(method.getName());
                    Object result = answer == null ? null : answer.to(arguments);
                    return method.getReturnType() == void.class ? null : result;
                }));
    }
}
