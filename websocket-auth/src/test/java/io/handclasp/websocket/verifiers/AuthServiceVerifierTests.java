package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthServiceVerifierTests {
    private static final URI INTERNAL = URI.create("https://auth.internal.example/validate");
    private static final URI EXTERNAL = URI.create("https://auth.example/validate");
    private static final String TOKEN = "opaque-4711";

    private final ManualTimeSource time = new ManualTimeSource();
    private final FakeTransport transport = new FakeTransport();

    /** What a host writes for a service that answers {@code {"user": …}} or {@code {"error": …}}. */
    private static Optional<Verification> read(AuthServiceAnswer answer) {
        return answer.text("user")
                .<Verification>map(
                        user -> new Verification.Valid(Identity.builder(user).build()))
                .or(() -> answer.text("error").map(error -> new Verification.Invalid(RejectReason.INACTIVE)));
    }

    private AuthServiceVerifierBuilder builder() {
        return TokenVerifiers.authService(INTERNAL, EXTERNAL)
                .mapper(AuthServiceVerifierTests::read)
                .transport(transport)
                .timeSource(time);
    }

    private CompletionStage<Verification> verify(TokenVerifier verifier) {
        return verifier.verify(BearerToken.of(TOKEN), Deadline.after(Duration.ofSeconds(1), time));
    }

    private CompletionStage<Verification> verify(int status, String body) {
        transport.always(status, body);
        return verify(builder().build());
    }

    @Test
    void verifyWhenAskedThenPostsTheTokenInTheHeaderAndNowhereElse() {
        assertThat(Verdicts.valid(verify(200, "{\"user\":\"alice\"}")).subject())
                .isEqualTo("alice");

        assertThat(transport.call(0).request().method()).isEqualTo("POST");
        assertThat(transport.call(0).request().uri()).isEqualTo(INTERNAL);
        assertThat(transport.call(0).request().headers()).containsEntry("Authorization", "Bearer " + TOKEN);
        assertThat(transport.call(0).request().body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200", "401", "403"})
    void verifyWhenTheServiceItselfSaysNoThenInvalid(int status) {
        assertThat(Verdicts.invalid(verify(status, "{\"error\":\"invalid_token\"}")))
                .isEqualTo(RejectReason.INACTIVE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | <html>Welcome to the hotel's network</html>",
                "200 | {}",
                "200 | ''",
                "401 | <html>401 Authorization Required</html>",
                "403 | {\"message\":\"Forbidden by gateway\"}",
                "403 | ''"
            })
    void verifyWhenAGatewayAnswersThenNoVerdict(int status, String body) {
        assertThat(Verdicts.unavailable(verify(status, body)).reason())
                .isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({
        "400, MISCONFIGURED", "404, MISCONFIGURED", "405, MISCONFIGURED", "301, MISCONFIGURED", "302, MISCONFIGURED",
        "307, MISCONFIGURED", "408, TIMEOUT", "429, OVERLOADED", "500, SERVER_ERROR", "502, SERVER_ERROR",
        "503, SERVER_ERROR", "204, UNREADABLE_RESPONSE"
    })
    void verifyWhenStatusIsNoAnswerThenNoVerdictWhateverTheBodySays(int status, UnavailableReason reason) {
        assertThat(Verdicts.unavailable(verify(status, "{\"user\":\"alice\"}")).reason())
                .isEqualTo(reason);
        assertThat(Verdicts.unavailable(verify(status, "{\"error\":\"no\"}")).reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"401", "403"})
    void verifyWhenTheMapperCallsARefusalGoodThenNoVerdict(int status) {
        assertThat(Verdicts.unavailable(verify(status, "{\"user\":\"alice\"}")).reason())
                .isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
    }

    @Test
    void verifyWhenTheServiceForgotTheClockThenExpired() {
        transport.always(200, "{}");
        TokenVerifier verifier = builder()
                .mapper(answer -> Optional.of(new Verification.Valid(Identity.builder("alice")
                        .expiresAt(ManualTimeSource.START)
                        .build())))
                .build();

        assertThat(Verdicts.invalid(verify(verifier))).isEqualTo(RejectReason.EXPIRED);
    }

    @Test
    void verifyWhenTheMapperHasABugThenItIsNoVerdictAndNoOutage() {
        transport.always(200, "{}");
        TokenVerifier verifier = builder()
                .mapper(answer -> {
                    throw new IllegalStateException("bug");
                })
                .build();

        assertThat(verify(verifier).toCompletableFuture())
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void verifyWhenNoVerdictThenNothingOfTheAnswerIsTold() {
        VerifierUnavailableException failure = Verdicts.unavailable(verify(200, "<html>" + TOKEN + " alice</html>"));

        assertThat(failure.getMessage()).contains("auth.internal.example").doesNotContain(TOKEN, "alice", "html");
        assertThat(new AuthServiceAnswer(200, Optional.empty(), TOKEN)).hasToString("AuthServiceAnswer[200]");
    }

    @Test
    void endpointsWhenSeveralThenEachIsAskedAtItsOwnAddress() {
        transport.always(200, "{\"user\":\"alice\"}");
        TokenVerifier verifier = builder().build();

        assertThat(verifier.endpoints())
                .hasSize(2)
                .extracting(TokenVerifier::name)
                .doesNotHaveDuplicates();
        Verdicts.valid(verify(verifier.endpoints().get(1)));
        assertThat(transport.call(0).request().uri()).isEqualTo(EXTERNAL);
    }

    @Test
    void withTransportWhenRehearsedThenTheOriginalIsLeftAlone() {
        transport.always(200, "{\"user\":\"alice\"}");
        FakeTransport failing = new FakeTransport().alwaysFail(UnavailableReason.CONNECTION_FAILED);
        var original = builder().build();

        TokenVerifier rehearsed = original.withTransport(real -> failing);

        assertThat(rehearsed.endpoints())
                .hasSize(2)
                .allSatisfy(endpoint -> assertThat(
                                Verdicts.unavailable(verify(endpoint)).reason())
                        .isEqualTo(UnavailableReason.CONNECTION_FAILED));
        Verdicts.valid(verify(original));
        assertThat(transport.calls()).hasSize(1);
    }

    @Test
    void authServiceWhenAnAddressStandsTwiceThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenVerifiers.authService(INTERNAL, INTERNAL))
                .withMessageContaining("endpoint");
    }

    @Test
    void authServiceWhenAnAddressIsPlainHttpThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TokenVerifiers.authService(INTERNAL, URI.create("http://auth.example/validate")))
                .withMessageContaining("https");
    }

    @Test
    void buildWhenMapperIsMissingThenSaysWhy() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TokenVerifiers.authService(INTERNAL)
                        .transport(transport)
                        .build())
                .withMessageContaining("mapper");
    }
}
