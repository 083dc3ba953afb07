package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.testing.TestClient;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.Identity;
import jakarta.websocket.server.HandshakeRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tokens as first messages, on a real server, and where they cannot be configured. */
class FirstMessageEnforcementTests extends GuardedTyrus {
    private static final FirstMessagePolicy PLAIN =
            FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.plainToken()));

    @Override
    EnforcementSettings settings() {
        return super.settings().withFirstMessage(PLAIN);
    }

    @Test
    void connectWhenFirstMessageIsAGoodTokenThenAdmittedAndHostDoesNotGetIt() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "");
        client.send("good-token");
        assertThat(client.hear()).isEqualTo("welcome");
        client.send("hi");

        assertThat(client.hear()).isEqualTo("echo hi to 1");
        assertThat(nextEvent()).startsWith("open");
        assertThat(nextEvent()).isEqualTo("text hi");
    }

    @Test
    void connectWhenFirstMessageIsABadTokenThenClosedWith4401() throws Exception {
        TestClient client = TestClient.connect(http, tyrus.uri("/echo"), "");
        client.send("bad-token");

        assertThat(client.awaitClose()).isEqualTo(new TestClient.Closed(4401, "the token expired"));
        assertThat(events).isEmpty();
    }

    @Test
    void connectWhenHeaderBringsATokenThenFirstMessageIsAnOrdinaryOne() throws Exception {
        TestClient client = TestClient.connectAsBrowser(http, tyrus.uri("/echo"), "good-token");
        assertThat(client.hear()).isEqualTo("welcome");
        client.send("hi");

        assertThat(client.hear()).isEqualTo("echo hi to 1");
    }

    @Test
    void modifyHandshakeWhenAFilterStandsBeforeThenRefusedWithAClearMessage() {
        HandshakeConfigurator guard = new HandshakeConfigurator(authenticator, settings());
        AuthOutcome.Authenticated admitted = new AuthOutcome.Authenticated(
                Identity.builder("ada").build(), new Evidence(Evidence.Source.FRESH, 1, Duration.ZERO));
        HandshakeRequest request = (HandshakeRequest) Proxy.newProxyInstance(
                HandshakeRequest.class.getClassLoader(),
                new Class<?>[] {HandshakeRequest.class},
                (proxy, method, arguments) -> new AuthenticatedPrincipal(admitted));

        try (LogCapture captured = LogCapture.start()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> guard.modifyHandshake(
                            guard.guard(EchoEndpoint.class, "/behind").build(), request, null))
                    .withMessageContaining("an AuthenticationFilter before it refuses who brings none");
            assertThat(captured.text()).contains("endpoint path /behind");
        }
    }

    @Test
    void settingsWhenMessageForHostCannotBeHeldThenRefused() {
        FirstMessagePolicy forHost =
                FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.graphQl("/token")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnforcementSettings.standard()
                        .withLimits(new HoldLimits(8, 4_096))
                        .withFirstMessage(forHost))
                .withMessageContaining("limits was HoldLimits[messages=8, bytes=4096], must hold at least 1 message of"
                        + " 32768 bytes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EnforcementSettings.standard()
                        .withLimits(new HoldLimits(0, 100_000))
                        .withFirstMessage(forHost));
        assertThat(EnforcementSettings.standard().withFirstMessage(forHost).firstMessage())
                .contains(forHost);
    }

    @Test
    void configuratorWhenWaitExceedsTheDeadlineThenRefused() {
        EnforcementSettings patient =
                EnforcementSettings.standard().withFirstMessage(PLAIN.withWaitLimit(Duration.ofSeconds(31)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HandshakeConfigurator(authenticator, patient))
                .withMessageContaining("waitLimit was PT31S");
    }
}
