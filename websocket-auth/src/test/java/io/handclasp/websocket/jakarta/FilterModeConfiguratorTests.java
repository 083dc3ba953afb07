package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.testing.ScriptedVerifier;
import jakarta.websocket.Endpoint;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterModeConfiguratorTests {
    private final FilterModeConfigurator configurator = new FilterModeConfigurator();
    private final ServerEndpointConfig config =
            ServerEndpointConfig.Builder.create(Endpoint.class, "/chat").build();

    private static <T> T answering(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    private void handshakeOf(Map<String, Object> request) {
        configurator.modifyHandshake(
                config,
                answering(jakarta.websocket.server.HandshakeRequest.class, request),
                answering(HandshakeResponse.class, Map.of()));
    }

    private static AuthenticatedPrincipal admitted() {
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(new ScriptedVerifier().thenValid())
                .build()) {
            AuthOutcome outcome = authenticator.authenticate(HandshakeRequest.builder()
                    .header("Authorization", "Bearer some-token")
                    .build());
            return new AuthenticatedPrincipal((AuthOutcome.Authenticated) outcome);
        }
    }

    @Test
    void modifyHandshakeWhenFilterAdmittedThenGoesOn() {
        assertThatCode(() -> handshakeOf(Map.of("getUserPrincipal", admitted())))
                .doesNotThrowAnyException();
    }

    @Test
    void modifyHandshakeWhenNobodyJudgedThenFailsAndTellsTheHost() {
        try (LogCapture log = LogCapture.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> handshakeOf(Map.of()))
                    .withMessageContaining("no AuthenticationFilter judged this handshake");
            assertThat(log.messages()).anyMatch(message -> message.startsWith("ERROR") && message.endsWith("/chat"));
        }
    }

    @Test
    void modifyHandshakeWhenSomebodyElseAuthenticatedThenFails() {
        Principal other = () -> "somebody";

        assertThatIllegalStateException().isThrownBy(() -> handshakeOf(Map.of("getUserPrincipal", other)));
    }

    @Test
    void getNegotiatedSubprotocolWhenTokenWasHiddenThenBearerIsAnswered() {
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of("bearer")))
                .isEqualTo("bearer");
        assertThat(configurator.getNegotiatedSubprotocol(List.of("chat"), List.of("chat", "bearer")))
                .isEqualTo("chat");
        assertThat(configurator.getNegotiatedSubprotocol(List.of(), List.of())).isEmpty();
    }

    @Test
    void identityWhenVerdictCameWithTheRequestThenItIsTheFilters() {
        Session session =
                answering(Session.class, Map.of("getUserProperties", Map.of(), "getUserPrincipal", admitted()));

        assertThat(Handclasp.identity(session)).get().extracting("subject").isEqualTo("ada");
    }

    @Test
    void identityWhenPrincipalIsAnothersThenEmpty() {
        Principal other = () -> "somebody";
        Session session = answering(Session.class, Map.of("getUserProperties", Map.of(), "getUserPrincipal", other));

        assertThat(Handclasp.identity(session)).isEmpty();
    }
}
