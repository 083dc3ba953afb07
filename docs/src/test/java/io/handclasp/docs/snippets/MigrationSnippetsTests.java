package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same auth service, asked by hand and by Handclasp. */
class MigrationSnippetsTests {
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private HttpServer authService;
    private volatile int outage;

    @BeforeEach
    void start() throws IOException {
        authService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        authService.createContext("/validate", exchange -> {
            boolean good =
                    "Bearer good-token".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body =
                    (good ? "{\"user\":\"alice\"}" : "{\"error\":\"unknown token\"}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(outage > 0 ? outage : good ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        authService.start();
    }

    @AfterEach
    void stop() {
        authService.stop(0);
        executor.shutdownNow();
    }

    private URI validate() {
        return URI.create("http://127.0.0.1:" + authService.getAddress().getPort() + "/validate");
    }

    private static WebSocketAuthenticator authenticator(URI validate, HttpClient client) {
        // tag::migrate-authenticator[]
        TokenVerifier verifier = TokenVerifiers.authService(validate)
                .mapper(answer -> answer.text("user")
                        .<Verification>map(user ->
                                new Verification.Valid(Identity.builder(user).build()))
                        .or(() -> answer.text("error").map(error -> new Verification.Invalid(RejectReason.INACTIVE))))
                .httpClient(client)
                .build();
        WebSocketAuthenticator authenticator =
                WebSocketAuthenticator.builder().verifier(verifier).build();
        // end::migrate-authenticator[]
        return authenticator;
    }

    private static ServerEndpointConfig guarded(WebSocketAuthenticator authenticator) {
        // tag::migrate-guard[]
        ServerEndpointConfig config = new HandshakeConfigurator(authenticator)
                .guard(Chat.class, "/chat")
                .build();
        // end::migrate-guard[]
        return config;
    }

    @Test
    void authenticateWhenMigratedThenAnOutageIsNoLongerABadToken() {
        HttpClient client = HttpClient.newBuilder().executor(executor).build();
        try (WebSocketAuthenticator authenticator = authenticator(validate(), client)) {
            assertThat(guarded(authenticator).getPath()).isEqualTo("/chat");
            assertThat(status(authenticator, "good-token")).isZero();
            assertThat(status(authenticator, "bad-token")).isEqualTo(401);
            outage = 500;
            assertThat(status(authenticator, "another-token")).isEqualTo(503);
        }
    }

    @Test
    void modifyHandshakeWhenWrittenByHandThenAllFailuresLookAlike() {
        HandWrittenCheck.CheckingConfigurator configurator = new HandWrittenCheck.CheckingConfigurator(validate());

        configurator.modifyHandshake(null, request("good-token"), null);
        assertThatThrownBy(() -> configurator.modifyHandshake(null, request("bad-token"), null))
                .hasMessage("not authorized");
        outage = 500;
        assertThatThrownBy(() -> configurator.modifyHandshake(null, request("good-token"), null))
                .hasMessage("not authorized");
    }

    private static jakarta.websocket.server.HandshakeRequest request(String token) {
        return (jakarta.websocket.server.HandshakeRequest) Proxy.newProxyInstance(
                MigrationSnippetsTests.class.getClassLoader(),
                new Class<?>[] {jakarta.websocket.server.HandshakeRequest.class},
                (proxy, method, arguments) -> Map.of("Authorization", List.of("Bearer " + token)));
    }

    private static int status(WebSocketAuthenticator authenticator, String token) {
        AuthOutcome outcome = authenticator.authenticate(HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build());
        return outcome instanceof AuthOutcome.Refusal refusal ? refusal.httpStatus() : 0;
    }
}
