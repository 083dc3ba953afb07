package io.handclasp.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.RejectReason;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoModeTests {
    private static final Map<String, String> DEVELOPMENT = Map.of("HANDCLASP_ENV", "development");

    @Test
    void authenticateWhenBothSignsAreThereThenAdmittedMarkedAndLoggedEachTime() {
        HandshakeRequest withToken = HandshakeRequest.builder()
                .header("Authorization", "Bearer a-token")
                .build();
        try (LogCapture log = LogCapture.start();
                WebSocketAuthenticator authenticator =
                        WebSocketAuthenticator.builder().demoMode(DEVELOPMENT).build()) {
            for (HandshakeRequest request :
                    new HandshakeRequest[] {HandshakeRequest.builder().build(), withToken}) {
                assertThat(authenticator.authenticate(request))
                        .isInstanceOfSatisfying(AuthOutcome.Authenticated.class, admitted -> {
                            assertThat(admitted.identity().subject()).isEqualTo("demo");
                            assertThat(admitted.identity().claims()).containsEntry("demo", true);
                            assertThat(admitted.evidence().source()).isEqualTo(Evidence.Source.DEMO);
                            assertThat(admitted.evidence().degraded()).isTrue();
                            assertThat(authenticator.confirm(admitted)).isEqualTo(admitted);
                        });
            }

            assertThat(log.messages())
                    .filteredOn(line -> line.startsWith("WARN DEMO MODE"))
                    .hasSize(3);
            log.assertDoesNotContain("a-token");
        }
    }

    @Test
    void authenticateWhenTheRequestIsMalformedThenRefusedAllTheSame() {
        try (WebSocketAuthenticator authenticator =
                WebSocketAuthenticator.builder().demoMode(DEVELOPMENT).build()) {
            HandshakeRequest malformed = HandshakeRequest.builder()
                    .header("Sec-WebSocket-Protocol", "bearer")
                    .build();

            assertThat(authenticator.authenticate(malformed))
                    .isEqualTo(new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST));
        }
    }

    @Test
    void demoModeWhenTheVariableIsNotSetThenRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketAuthenticator.builder().demoMode(Map.of()))
                .withMessageContaining("HANDCLASP_ENV is not set");
    }

    @Test
    void demoModeWhenTheProcessItselfHasNoSuchVariableThenRefused() {
        assertThat(System.getenv()).as("the build is not run in demo mode").doesNotContainKey("HANDCLASP_ENV");
        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketAuthenticator.builder().demoMode())
                .withMessageContaining("HANDCLASP_ENV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "production", "staging", "Development", "development ", "dev", "true"})
    void demoModeWhenTheVariableSaysAnythingElseThenRefused(String value) {
        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketAuthenticator.builder().demoMode(Map.of("HANDCLASP_ENV", value)))
                .withMessageContaining("must be \"development\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"K_SERVICE", "CLOUD_RUN_JOB", "KUBERNETES_SERVICE_HOST", "AWS_LAMBDA_FUNCTION_NAME"})
    void demoModeWhenOnAPlatformForProductionThenRefusedWhateverTheVariableSays(String variable) {
        Map<String, String> environment = new HashMap<>(DEVELOPMENT);
        environment.put(variable, "anything");

        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketAuthenticator.builder().demoMode(environment))
                .withMessageContaining(variable);
    }

    @Test
    void buildWhenThereIsAVerifierTooThenRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> WebSocketAuthenticator.builder()
                        .demoMode(DEVELOPMENT)
                        .verifier(new ManualJudge())
                        .build())
                .withMessageContaining("verifier and demoMode");
    }
}
