package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonText;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.micrometer.HandclaspMetrics;
import io.handclasp.websocket.micrometer.MicrometerMetrics;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthHealth;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ObservingSnippetsTests {
    private final TokenVerifier admitting = (token, deadline) -> CompletableFuture.completedFuture(
            new Verification.Valid(Identity.builder("alice").build()));
    private final TokenVerifier buggy = (token, deadline) -> CompletableFuture.failedFuture(new AssertionError("bug"));

    private static WebSocketAuthenticator listenedTo(TokenVerifier verifier, Consumer<String> pager) {
        // tag::listener[]
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .listener(event -> {
                    if (event instanceof AuthEvent.HandshakeDecided handshake
                            && handshake.outcome() == AuthEvent.Outcome.ERRORED) {
                        pager.accept("a bug, see incident " + handshake.detail() + " in the log");
                    }
                })
                .build();
        // end::listener[]
        return authenticator;
    }

    private static String healthOf(WebSocketAuthenticator authenticator) {
        // tag::health[]
        AuthHealth health = authenticator.health();
        int httpStatus = health.status() == Status.FAIL ? 503 : 200;
        String body = JsonText.compact(health.toJson());
        // end::health[]
        return httpStatus + " " + body;
    }

    private static WebSocketAuthenticator quiet(TokenVerifier verifier) {
        // tag::health-policy[]
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .health(HealthPolicy.standard()
                        .withWindow(Duration.ofMinutes(15))
                        .withTarget(0.995))
                .build();
        // end::health-policy[]
        return authenticator;
    }

    private static WebSocketAuthenticator metered(TokenVerifier verifier, MeterRegistry registry) {
        // tag::micrometer[]
        HandclaspMetrics metrics = MicrometerMetrics.create();
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .listener(metrics)
                .build();
        metrics.watch(authenticator).bindTo(registry);
        // end::micrometer[]
        return authenticator;
    }

    private static void connect(WebSocketAuthenticator authenticator, int times) {
        for (int i = 0; i < times; i++) {
            authenticator.authenticate(HandshakeRequest.builder()
                    .header("Authorization", "Bearer abc-" + i)
                    .build());
        }
    }

    @Test
    void listenerWhenHostsCodeFailsThenItsIncidentIsKnown() {
        List<String> pages = new ArrayList<>();
        try (WebSocketAuthenticator authenticator = listenedTo(buggy, pages::add)) {
            connect(authenticator, 1);
        }

        assertThat(pages).singleElement().asString().matches("a bug, see incident [0-9a-f]{16} in the log");
    }

    @Test
    void healthWhenEveryHandshakeFailsThen503AndWithoutAny200() {
        try (WebSocketAuthenticator authenticator = listenedTo(buggy, page -> {})) {
            assertThat(healthOf(authenticator)).startsWith("200 {\"status\":\"UNKNOWN\"");
            connect(authenticator, 20);

            assertThat(healthOf(authenticator)).startsWith("503 {\"status\":\"FAIL\"");
        }
    }

    @Test
    void policyWhenTargetIsHigherThenItTakesMoreHandshakesToShowIt() {
        try (WebSocketAuthenticator authenticator = quiet(admitting)) {
            connect(authenticator, 764);
            assertThat(authenticator.health().status()).isEqualTo(Status.UNKNOWN);
            connect(authenticator, 1);

            assertThat(authenticator.health().status()).isEqualTo(Status.PASS);
        }
    }

    @Test
    void metricsWhenBoundThenHandshakesAreTimedAndTheBreakerIsShown() {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (WebSocketAuthenticator authenticator = metered(admitting, registry)) {
            connect(authenticator, 3);

            assertThat(registry.get("handclasp.handshakes")
                            .tag("outcome", "authenticated")
                            .timer()
                            .count())
                    .isEqualTo(3);
            assertThat(registry.get("handclasp.breaker.state")
                            .tag("state", "closed")
                            .gauge()
                            .value())
                    .isOne();
        }
    }
}
