package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTests {
    private static final String KEYS = TestTokens.jwks(TestTokens.RSA);
    private final ManualTimeSource time = new ManualTimeSource();
    private final FakeTransport transport = new FakeTransport();

    @ParameterizedTest
    @CsvSource({
        "https://issuer.example, https://issuer.example/.well-known/openid-configuration",
        "https://issuer.example/, https://issuer.example/.well-known/openid-configuration",
        "https://issuer.example/realms/a, https://issuer.example/realms/a/.well-known/openid-configuration",
        "https://issuer.example/realms/a/, https://issuer.example/realms/a/.well-known/openid-configuration"
    })
    void verifyWhenTheIssuerIsNamedThenItsDocumentAndItsKeysAreFetched(String issuer, String document) {
        transport.then(200, document(issuer, "https://keys.example/jwks")).then(200, KEYS);
        assertThat(Verdicts.valid(verify(verifier(issuer), token(issuer))).issuer())
                .contains(issuer);
        assertThat(transport.call(0).request().uri()).isEqualTo(URI.create(document));
        assertThat(transport.call(1).request().uri()).isEqualTo(URI.create("https://keys.example/jwks"));
    }

    @Test
    void verifyWhenBothRequestsAreSlowThenTheyShareOneDeadline() {
        CompletionStage<Verification> stage = verify(verifier(TestTokens.ISSUER), token(TestTokens.ISSUER));
        time.advance(Duration.ofMillis(1_500));
        transport
                .call(0)
                .answer()
                .complete(FakeTransport.response(200, document(TestTokens.ISSUER, "https://keys.example/jwks")));
        assertThat(transport.call(1).deadline().remaining()).isEqualTo(Duration.ofMillis(500));
        time.advance(Duration.ofMillis(500));
        Verdicts.assertPending(stage);
        assertThat(Verdicts.unavailable(verify(lastVerifier, token(TestTokens.ISSUER)))
                        .reason())
                .isEqualTo(UnavailableReason.KEYS_UNAVAILABLE);
        assertThat(Verdicts.unavailable(stage).reason()).isEqualTo(UnavailableReason.KEYS_UNAVAILABLE);
        assertThat(transport.call(1).answer().isCancelled()).isTrue();
    }

    @Test
    void verifyWhenTheTokenNamesAnotherIssuerThenInvalid() {
        transport
                .then(200, document(TestTokens.ISSUER, "https://keys.example/jwks"))
                .then(200, KEYS);
        assertThat(Verdicts.invalid(verify(verifier(TestTokens.ISSUER), token("https://evil.example"))))
                .isEqualTo(RejectReason.WRONG_ISSUER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"issuer\":\"https://evil.example\",\"jwks_uri\":\"https://keys.example/jwks\"}",
                "{\"issuer\":\"https://issuer.example/\",\"jwks_uri\":\"https://keys.example/jwks\"}",
                "{\"issuer\":[\"https://issuer.example\"],\"jwks_uri\":\"https://keys.example/jwks\"}",
                "{\"jwks_uri\":\"https://keys.example/jwks\"}",
                "{\"issuer\":\"https://issuer.example\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":7}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"/jwks\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"::no uri::\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"http://keys.example/jwks\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"http://127.0.0.1:8080/jwks\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"https://user:hush@keys.example/jwks\"}",
                "{\"issuer\":\"https://issuer.example\",\"jwks_uri\":\"file:///etc/jwks\"}",
                "[]",
                ""
            })
    void verifyWhenTheDocumentIsNotTrustworthyThenUnavailableAndNothingElseIsFetched(String document) {
        transport.then(200, document).always(200, KEYS);
        var failure = Verdicts.unavailable(verify(verifier(TestTokens.ISSUER), token(TestTokens.ISSUER)));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.KEYS_UNAVAILABLE);
        assertThat(failure.getMessage()).doesNotContain("hush", "evil");
        assertThat(transport.calls()).hasSize(1);
    }

    @Test
    void verifyWhenTheIssuerIsOnLoopbackThenItsKeysMayBeToo() {
        String issuer = "http://127.0.0.1:8080";
        transport.then(200, document(issuer, issuer + "/jwks")).then(200, KEYS);
        assertThat(Verdicts.valid(verify(verifier(issuer), token(issuer))).issuer())
                .contains(issuer);
    }

    @Test
    void verifyWhenTheDocumentCannotBeFetchedThenUnavailable() {
        transport.then(404, document(TestTokens.ISSUER, "https://keys.example/jwks"));
        assertThat(Verdicts.unavailable(verify(verifier(TestTokens.ISSUER), token(TestTokens.ISSUER)))
                        .getMessage())
                .contains("404", "issuer.example");
        assertThat(transport.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://issuer.example", "https://issuer.example?a=hush", "https://issuer.example#a", "issuer"})
    void issuerWhenItIsNoIssuerIdentifierThenRefused(String issuer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenVerifiers.issuer(URI.create(issuer)))
                .withMessageContaining("issuer was")
                .withMessageNotContaining("hush");
    }

    private TokenVerifier lastVerifier;

    private TokenVerifier verifier(String issuer) {
        lastVerifier = TokenVerifiers.issuer(URI.create(issuer))
                .audiences(TestTokens.AUDIENCE)
                .transport(transport)
                .timeSource(time)
                .build();
        return lastVerifier;
    }

    private CompletionStage<Verification> verify(TokenVerifier verifier, BearerToken token) {
        return verifier.verify(token, Deadline.after(Duration.ofSeconds(1), time));
    }

    private static BearerToken token(String issuer) {
        return TestTokens.signedBy(TestTokens.RSA).claim("iss", issuer).build();
    }

    private static String document(String issuer, String keys) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
    }
}
