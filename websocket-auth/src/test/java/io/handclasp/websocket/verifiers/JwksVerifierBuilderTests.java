package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.websocket.testing.FakeTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JwksVerifierBuilderTests {
    private final JwksVerifierBuilder builder = new JwksFixture().builder();

    @Test
    void settersWhenValuesAreNotAcceptedThenRefusedByName() {
        assertRefused("jwksUri was", () -> TokenVerifiers.jwks(URI.create("http://issuer.example/jwks")));
        assertRefused("issuer was", () -> builder.issuer(" "));
        assertRefused("audiences", () -> builder.audiences("chat", ""));
        assertRefused("requiredClaims", () -> builder.requiredClaims(""));
        assertRefused("requiredScopes", () -> builder.requiredScopes("read write"));
        assertRefused("types", () -> builder.types(" "));
        assertRefused("algorithms holds HS256, accepted are ES256", () -> builder.algorithms("RS256", "HS256"));
        assertRefused("algorithms holds none", () -> builder.algorithms("none"));
        assertRefused("algorithms was empty", builder::algorithms);
        assertRefused("tenantClaim", () -> builder.tenantClaim(""));
        assertRefused("maxTokenLength was 63", () -> builder.maxTokenLength(63));
        assertRefused("maxTokenLength was 8193", () -> builder.maxTokenLength(8193));
        assertRefused("clockSkew was PT10M1S", () -> builder.clockSkew(Duration.ofSeconds(601)));
        assertRefused("refreshAfter was PT0.5S", () -> builder.refreshAfter(Duration.ofMillis(500)));
        assertRefused("keepFor was PT169H", () -> builder.keepFor(Duration.ofHours(169)));
        assertRefused("refreshInterval was PT0S", () -> builder.refreshInterval(Duration.ZERO));
        assertRefused("failureInterval was PT0.009S", () -> builder.failureInterval(Duration.ofMillis(9)));
        assertRefused("fetchTimeout was PT1M1S", () -> builder.fetchTimeout(Duration.ofSeconds(61)));
        assertRefused(
                "httpClient.followRedirects was ALWAYS",
                () -> builder.httpClient(HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.ALWAYS)
                        .build()));
    }

    @Test
    void buildWhenSomethingIsMissingThenRefused() {
        JwksVerifierBuilder bare = TokenVerifiers.jwks(JwksFixture.JWKS);
        assertThatIllegalStateException().isThrownBy(bare::build).withMessageContaining("transport was not set");
        bare.transport(new FakeTransport());
        assertThatIllegalStateException().isThrownBy(bare::build).withMessageContaining("issuer was not set");
        bare.issuer("https://issuer.example");
        assertThatIllegalStateException().isThrownBy(bare::build).withMessageContaining("audiences was not set");
        assertThat(bare.audiences("chat").build().name()).isEqualTo("keys of issuer.example");
    }

    @Test
    void buildWhenDurationsAreOutOfOrderThenRefusedWithBothNamesAndValues() {
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.refreshInterval(Duration.ofMinutes(6)).build())
                .withMessage("refreshInterval was PT6M, must not be greater than refreshAfter, which is PT5M");
        builder.refreshInterval(Duration.ofSeconds(30));
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.keepFor(Duration.ofMinutes(4)).build())
                .withMessage("refreshAfter was PT5M, must not be greater than keepFor, which is PT4M");
    }

    private static void assertRefused(String message, Runnable setter) {
        assertThatIllegalArgumentException().isThrownBy(setter::run).withMessageContaining(message);
    }
}
