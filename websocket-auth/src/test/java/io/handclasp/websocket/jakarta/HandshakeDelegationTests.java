package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.Extension;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.glassfish.tyrus.core.HandshakeException;
import org.glassfish.tyrus.core.TyrusUpgradeResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What containers ask a deployed configuration, and what is read of their handshakes. */
class HandshakeDelegationTests {
    private static final List<String> TOKEN = List.of("Bearer some-token");

    private final ManualScheduler scheduler = new ManualScheduler();
    private final WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
            .verifier(new ManualJudge().answering(new Verification.Invalid(RejectReason.EXPIRED)))
            .execution(Runnable::run, scheduler)
            .timeSource(scheduler.time())
            .build();

    @AfterEach
    void close() {
        authenticator.close();
    }

    /** A container's request that answers a method by its name. */
    private static HandshakeRequest request(Map<String, ?> answers) {
        return (HandshakeRequest) Proxy.newProxyInstance(
                HandshakeRequest.class.getClassLoader(),
                new Class<?>[] {HandshakeRequest.class},
                (proxy, method, arguments) -> answers.get(method.getName()));
    }

    /** A host's own ideas of origins and extensions. */
    private static final class Own extends HandshakeConfigurator {
        Own(WebSocketAuthenticator authenticator) {
            super(authenticator);
        }

        @Override
        public boolean checkOrigin(String origin) {
            return origin.equals("https://app.example");
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return requested;
        }
    }

    @Test
    void configuratorWhenHostOverridesThenTheContainerGetsItsAnswers() {
        ServerEndpointConfig.Configurator deployed = new Own(authenticator)
                .guard(EchoEndpoint.class, "/echo")
                .build()
                .getConfigurator();
        Extension asked = new Recorder<>(Extension.class, true).proxy();

        assertThat(deployed.checkOrigin("https://app.example")).isTrue();
        assertThat(deployed.checkOrigin("https://evil.example")).isFalse();
        assertThat(deployed.getNegotiatedExtensions(List.of(), List.of(asked))).containsExactly(asked);
    }

    private void handshake(Map<String, List<String>> headers) {
        HandshakeConfigurator configurator =
                new HandshakeConfigurator(authenticator, HoldLimits.standard(), RefusalAnswer.HTTP_STATUS);
        ServerEndpointConfig config =
                configurator.guard(EchoEndpoint.class, "/echo").build();
        config.getConfigurator()
                .modifyHandshake(config, request(Map.of("getHeaders", headers)), new TyrusUpgradeResponse());
    }

    @Test
    void modifyHandshakeWhenRefusedWithStatusThenNotToABrowser() {
        assertThatThrownBy(() -> handshake(Map.of("Authorization", TOKEN))).isInstanceOf(HandshakeException.class);
        assertThatThrownBy(() -> handshake(Map.of("Authorization", TOKEN, "Origin", List.of())))
                .isInstanceOf(HandshakeException.class);
        assertThatCode(() -> handshake(Map.of("Authorization", TOKEN, "Origin", List.of("https://app.example"))))
                .as("its page learns why from the close code only")
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "https://host.example/a%20b?ignored=1, x=1&y=2, /a%20b, x=1&y=2",
                "https://host.example, none, '', ''",
                "mailto:somebody, '', '', ''",
                "none, x=1, '', x=1"
            })
    void fromWhenContainersTellMoreOrLessThenPathAndQueryAreThoseThatAreTold(
            String uri, String query, String path, String rawQuery) {
        Map<String, Object> answers = new HashMap<>();
        answers.put("getHeaders", Map.of("Host", List.of("host.example")));
        answers.put("getRequestURI", uri == null ? null : URI.create(uri));
        answers.put("getQueryString", query);

        io.handclasp.websocket.handshake.HandshakeRequest read = JakartaHandshakes.from(request(answers));

        assertThat(read.path()).isEqualTo(path.isEmpty() ? defaults().path() : path);
        assertThat(read.rawQuery()).isEqualTo(rawQuery.isEmpty() ? defaults().rawQuery() : Optional.of(rawQuery));
        assertThat(read.headers("host")).containsExactly("host.example");
    }

    private static io.handclasp.websocket.handshake.HandshakeRequest defaults() {
        return io.handclasp.websocket.handshake.HandshakeRequest.builder().build();
    }

    @Test
    void settingsWhenOneMessageOfTheGreatestLengthFitsThenAccepted() {
        FirstMessagePolicy forHost =
                FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.graphQl("/token")));
        EnforcementSettings standard = EnforcementSettings.standard();

        assertThatCode(() -> standard.withLimits(new HoldLimits(1, 32_768)).withFirstMessage(forHost))
                .doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withLimits(new HoldLimits(1, 32_767)).withFirstMessage(forHost))
                .withMessageContaining("must hold at least 1 message of 32768 bytes");
    }
}
