package io.handclasp.examples.hosts.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.examples.hosts.contract.Leftovers;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class HandclaspAutoConfigurationTests {
    private static final String SECRET = "hush-5b0d";
    private static final TokenVerifier OWN = (token, deadline) -> CompletableFuture.completedFuture(
            new Verification.Valid(Identity.builder("of-the-host").build()));

    private final ApplicationContextRunner bare =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(HandclaspAutoConfiguration.class));
    private final ApplicationContextRunner introspecting = bare.withPropertyValues(
            "handclasp.audiences=chat",
            "handclasp.introspection.endpoint=https://login.example/introspect",
            "handclasp.introspection.client-id=chat-backend",
            "handclasp.introspection.client-secret=" + SECRET);

    private static AuthOutcome authenticate(WebSocketAuthenticator authenticator) {
        return authenticator.authenticate(HandshakeRequest.builder()
                .header("Authorization", "Bearer some-token")
                .build());
    }

    @Test
    void contextWhenClosedThenAuthenticatorIsClosedAndNoThreadIsLeft() {
        ThreadCensus census = ThreadCensus.take();
        AtomicReference<WebSocketAuthenticator> authenticator = new AtomicReference<>();

        introspecting.run(context -> {
            assertThat(context).hasSingleBean(SessionGuard.class);
            assertThat(context).as("Spring Boot makes its own").doesNotHaveBean(Executor.class);
            authenticator.set(context.getBean(WebSocketAuthenticator.class));
        });

        assertThat(authenticate(authenticator.get()))
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        unavailable -> assertThat(unavailable.cause()).isEqualTo(UnavailableReason.SHUT_DOWN));
        Leftovers.assertNone(census);
    }

    @Test
    void verifierWhenApplicationHasItsOwnThenThatOneJudgesAndNoPropertyIsNeeded() {
        bare.withBean(TokenVerifier.class, () -> OWN)
                .run(context -> assertThat(authenticate(context.getBean(WebSocketAuthenticator.class)))
                        .isInstanceOfSatisfying(
                                AuthOutcome.Authenticated.class,
                                admitted -> assertThat(admitted.identity().subject())
                                        .isEqualTo("of-the-host")));
    }

    @Test
    void contextWhenThereIsNeitherActuatorNorMicrometerThenItWorksWithoutThem() {
        introspecting
                .withClassLoader(new FilteredClassLoader(
                        "org.springframework.boot.health", "org.springframework.boot.actuate", "io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(WebSocketAuthenticator.class));
    }

    @Test
    void contextWhenNobodyCouldJudgeThenItDoesNotStart() {
        bare.withPropertyValues("handclasp.audiences=chat")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("neither handclasp.issuer nor handclasp.introspection.endpoint was set"));
    }

    @ParameterizedTest
    @CsvSource({
        "handclasp.deadline=0s, handclasp.deadline was PT0S",
        "handclasp.warn-before=2d, handclasp.warn-before was PT48H",
        "handclasp.threads=0, handclasp.threads was 0",
        "handclasp.audiences=, handclasp.audiences was not set",
        "handclasp.introspection.client-id=, handclasp.introspection.client-id was blank",
        "handclasp.introspection.endpoint=http://login.example/introspect, HTTPS",
        "handclasp.issuer=https://login.example, handclasp.issuer was https://login.example and"
    })
    void contextWhenAPropertyIsNotAcceptableThenItIsNamedAndNoSecretShown(String property, String message) {
        introspecting.withPropertyValues(property).run(context -> {
            assertThat(context).hasFailed();
            StringBuilder chain = new StringBuilder();
            for (Throwable cause = context.getStartupFailure(); cause != null; cause = cause.getCause()) {
                chain.append(cause).append('\n');
            }
            assertThat(chain.toString()).containsIgnoringCase(message).doesNotContain(SECRET);
        });
    }

    @Test
    void contextWhenClientSecretIsMissingThenItIsNamed() {
        bare.withPropertyValues(
                        "handclasp.audiences=chat",
                        "handclasp.introspection.endpoint=https://login.example/introspect",
                        "handclasp.introspection.client-id=chat-backend")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessage("handclasp.introspection.client-secret was not set"));
    }
}
