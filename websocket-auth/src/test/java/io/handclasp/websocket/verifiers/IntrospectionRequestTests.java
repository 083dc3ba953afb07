package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionRequestTests {
    private static final URI ENDPOINT = URI.create("https://idp.example/introspect?v=1");
    private final ManualTimeSource time = new ManualTimeSource();
    private final FakeTransport transport = new FakeTransport();

    @Test
    void verifyWhenBasicThenTheRequestIsAsRfc7662Shows() {
        TransportRequest request = sent(builder().clientSecretBasic("gateway", Secret.of("hush")), "opaque-4711");
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo(ENDPOINT);
        assertThat(request.body()).isEqualTo("token=opaque-4711&token_type_hint=access_token");
        assertThat(request.headers())
                .isEqualTo(Map.of(
                        "Content-Type", "application/x-www-form-urlencoded",
                        "Accept", "application/json",
                        "Authorization", "Basic " + base64("gateway:hush")));
    }

    @Test
    void verifyWhenTheTokenHasEverySignOfAB64TokenThenItIsEncoded() {
        TransportRequest request = sent(builder().clientSecretBasic("g", Secret.of("h")), "aZ0-._~+/==");
        assertThat(request.body()).startsWith("token=aZ0-._%7E%2B%2F%3D%3D&");
    }

    @Test
    void verifyWhenBasicHasSpecialCharactersThenFormEncodedBeforeTheyAreJoined() {
        // RFC 6749, section 2.3.1 and appendix B.
        TransportRequest request =
                sent(builder().clientSecretBasic("a:b c", Secret.of("p%:+&=\u00a3\u20ac")), "opaque-4711");
        assertThat(request.headers())
                .containsEntry("Authorization", "Basic " + base64("a%3Ab+c:p%25%3A%2B%26%3D%C2%A3%E2%82%AC"));
    }

    @Test
    void verifyWhenPostThenTheCredentialsStandInTheFormOnly() {
        TransportRequest request =
                sent(builder().clientSecretPost("a&client_id=b", Secret.of("x&token=y=\r\n")), "opaque-4711");
        assertThat(request.body())
                .isEqualTo("token=opaque-4711&token_type_hint=access_token"
                        + "&client_id=a%26client_id%3Db&client_secret=x%26token%3Dy%3D%0D%0A");
        assertThat(request.headers()).doesNotContainKey("Authorization");
        assertThat(request.uri().toString()).doesNotContain("client", "token");
    }

    @Test
    void verifyWhenBearerThenTheTokenIsAskedForAtEachCall() {
        AtomicInteger calls = new AtomicInteger();
        TokenVerifier verifier = builder()
                .bearer(() -> Secret.of("own-" + calls.incrementAndGet()))
                .build();
        verify(verifier, "opaque-4711");
        verify(verifier, "opaque-4711");
        assertThat(transport.call(0).request().headers()).containsEntry("Authorization", "Bearer own-1");
        assertThat(transport.call(1).request().headers()).containsEntry("Authorization", "Bearer own-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3cret\n", "s3cret x", "s3cret\u00e9", "s3cret\r\nX-Evil: 1"})
    void verifyWhenTheHostsOwnTokenCannotBeSentThenMisconfiguredAndNothingIsSentOrShown(String own) {
        TokenVerifier verifier = builder().bearer(() -> Secret.of(own)).build();
        VerifierUnavailableException failure = Verdicts.unavailable(verify(verifier, "opaque-4711"));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.MISCONFIGURED);
        assertThat(failure.getMessage()).contains("own bearer token").doesNotContain("s3cret", "4711");
        assertThat(transport.calls()).isEmpty();
    }

    @Test
    void verifyWhenTheDeadlineIsToldThenTheTransportGetsIt() {
        Deadline deadline = Deadline.after(Duration.ofMillis(250), time);
        TokenVerifier verifier =
                builder().clientSecretBasic("g", Secret.of("h")).build();
        Verdicts.assertPending(verifier.verify(BearerToken.of("opaque-4711"), deadline));
        assertThat(transport.call(0).deadline()).isSameAs(deadline);
    }

    @Test
    void toStringWhenCredentialsAreHeldThenTheyAreNotShown() {
        assertThat(new ClientAuthentication.Basic("gateway", Secret.of("hush")).toString())
                .doesNotContain("hush");
        assertThat(new ClientAuthentication.Post("gateway", Secret.of("hush")).toString())
                .doesNotContain("hush");
        assertThat(new ClientAuthentication.Bearer(() -> Secret.of("hush")).toString())
                .doesNotContain("hush");
    }

    @Test
    void buildWhenSomethingIsMissingThenRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> builder().build())
                .withMessageContaining("clientSecretBasic");
        assertThatIllegalStateException()
                .isThrownBy(() -> TokenVerifiers.introspection(ENDPOINT)
                        .clientSecretBasic("g", Secret.of("h"))
                        .build())
                .withMessageContaining("transport");
    }

    @Test
    void settersWhenValuesAreOutOfRangeThenRefusedByName() {
        assertRefused("endpoint", () -> TokenVerifiers.introspection(URI.create("http://idp.example/")));
        assertRefused("clientId", () -> builder().clientSecretBasic(" ", Secret.of("h")));
        assertRefused("clientId", () -> builder().clientSecretPost("", Secret.of("h")));
        assertRefused("clockSkew", () -> builder().clockSkew(Duration.ofMinutes(11)));
        assertRefused("clockSkew", () -> builder().clockSkew(Duration.ofSeconds(-1)));
        assertRefused("tenantClaim", () -> builder().tenantClaim(""));
        assertRefused("issuers", () -> builder().issuers("https://i.example", " "));
        assertRefused("audiences", () -> builder().audiences(""));
        assertRefused("requiredScopes", () -> builder().requiredScopes("read write"));
        assertRefused(
                "followRedirects",
                () -> builder()
                        .httpClient(HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NORMAL)
                                .build()));
    }

    @Test
    void settersWhenAValueIsRepeatedThenItCountsOnce() {
        transport.then(200, "{\"active\":true,\"sub\":\"alice\",\"aud\":\"chat\"}");
        TokenVerifier verifier = builder()
                .clientSecretBasic("g", Secret.of("h"))
                .audiences("chat", "chat")
                .build();
        assertThat(Verdicts.valid(verify(verifier, "opaque-4711")).subject()).isEqualTo("alice");
    }

    private static void assertRefused(String setting, Runnable setter) {
        assertThatIllegalArgumentException().isThrownBy(setter::run).withMessageContaining(setting);
    }

    private IntrospectionVerifierBuilder builder() {
        return TokenVerifiers.introspection(ENDPOINT).transport(transport).timeSource(time);
    }

    private TransportRequest sent(IntrospectionVerifierBuilder builder, String token) {
        Verdicts.assertPending(verify(builder.build(), token));
        return transport.call(0).request();
    }

    private CompletionStage<Verification> verify(TokenVerifier verifier, String token) {
        return verifier.verify(BearerToken.of(token), Deadline.after(Duration.ofSeconds(1), time));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
