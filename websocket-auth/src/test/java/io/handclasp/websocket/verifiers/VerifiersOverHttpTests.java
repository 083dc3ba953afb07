package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.testing.TestAuthService;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The verifiers as a host builds them, over real sockets and the real clock. */
class VerifiersOverHttpTests {
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void verifyWhenTheIssuerIsDiscoveredThenGoodIsValidAndExpiredIsNot() throws Exception {
        try (TestAuthService service = TestAuthService.start()) {
            String issuer = service.uri("").toString();
            TokenVerifier verifier = TokenVerifiers.issuer(service.uri(""))
                    .audiences(TestTokens.AUDIENCE)
                    .httpClient(client)
                    .build();
            TestTokens.Builder token = TestTokens.signedBy(TestTokens.EC)
                    .claim("iss", issuer)
                    .claim("exp", TimeSource.system().now().plusSeconds(60));
            assertThat(verify(verifier, token.build())).isInstanceOf(Verification.Valid.class);
            assertThat(verify(
                            verifier,
                            token.claim("exp", TimeSource.system().now().minusSeconds(60))
                                    .build()))
                    .isEqualTo(new Verification.Invalid(RejectReason.EXPIRED));
            assertThat(service.requests()).isEqualTo(2);
        }
    }

    @Test
    void verifyWhenIntrospectedThenTheFormReachesTheServiceAndItsAnswerComesBack() throws Exception {
        try (TestAuthService service = TestAuthService.start()) {
            service.introspect(form ->
                    form.startsWith("token=good%2F1&") ? "{\"active\":true,\"sub\":\"alice\"}" : "{\"active\":false}");
            TokenVerifier verifier = TokenVerifiers.introspection(service.uri("/introspect"))
                    .clientSecretBasic("gateway", Secret.of("hush"))
                    .httpClient(client)
                    .build();
            assertThat(verify(verifier, BearerToken.of("good/1"))).isInstanceOf(Verification.Valid.class);
            assertThat(verify(verifier, BearerToken.of("bad")))
                    .isEqualTo(new Verification.Invalid(RejectReason.INACTIVE));
        }
    }

    private static Verification verify(TokenVerifier verifier, BearerToken token) throws Exception {
        return verifier.verify(token, Deadline.after(Duration.ofSeconds(20), TimeSource.system()))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }
}
