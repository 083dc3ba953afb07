package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrospectionVerifierTests {
    private static final String TOKEN = "opaque-4711";
    private static final String CLIENT_SECRET = "hush-hush";
    private static final long NOW = ManualTimeSource.START.getEpochSecond();

    private final ManualTimeSource time = new ManualTimeSource();
    private final FakeTransport transport = new FakeTransport();

    @Test
    void verifyWhenActiveThenTheIdentityOfTheAnswer() {
        Identity identity = Verdicts.valid(verify("{\"active\":true,\"sub\":\"alice\",\"iss\":\"https://i.example\","
                + "\"aud\":[\"chat\",\"mail\"],\"scope\":\"read  write\",\"scp\":[\"admin\"],\"jti\":\"t-1\","
                + "\"sid\":\"s-1\",\"iat\":" + (NOW - 60) + ",\"exp\":" + (NOW + 60) + ",\"org\":\"acme\"}"));
        assertThat(identity.subject()).isEqualTo("alice");
        assertThat(identity.issuer()).contains("https://i.example");
        assertThat(identity.audience()).isEqualTo(Set.of("chat", "mail"));
        assertThat(identity.scopes()).isEqualTo(Set.of("read", "write", "admin"));
        assertThat(identity.tokenId()).contains("t-1");
        assertThat(identity.sessionId()).contains("s-1");
        assertThat(identity.issuedAt()).contains(Instant.ofEpochSecond(NOW - 60));
        assertThat(identity.expiresAt()).contains(Instant.ofEpochSecond(NOW + 60));
        assertThat(identity.tenant()).contains("acme");
        assertThat(identity.claims()).containsEntry("org", "acme");
    }

    @Test
    void verifyWhenActiveWithoutExpiryThenValidWithoutEnd() {
        assertThat(Verdicts.valid(verify("{\"active\":true,\"sub\":\"alice\"}")).expiresAt())
                .isEmpty();
    }

    @Test
    void verifyWhenActiveWithoutASubjectThenInvalidWhateverOtherNamesAreThere() {
        // A client may have registered under a user's name: only what the host chose says who it is.
        assertThat(Verdicts.invalid(verify("{\"active\":true,\"username\":\"alice\",\"client_id\":\"alice\"}")))
                .isEqualTo(RejectReason.MISSING_CLAIM);
    }

    @Test
    void verifyWhenTheHostChoseAnotherSubjectClaimThenItSaysWho() {
        transport.always(200, "{\"active\":true,\"sub\":\"4711\",\"username\":\"alice\"}");

        assertThat(Verdicts.valid(verify(builder().subjectClaim("username").build()))
                        .subject())
                .isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"active\":false}                                             | INACTIVE",
                "{\"active\":false,\"sub\":7,\"exp\":\"nonsense\"}              | INACTIVE",
                "{\"active\":true}                                              | MISSING_CLAIM",
                "{\"active\":true,\"sub\":null}                                 | MISSING_CLAIM",
                "{\"active\":true,\"sub\":\"alice\",\"exp\":0}                  | EXPIRED",
                "{\"active\":true,\"sub\":\"alice\",\"exp\":1735689570}         | EXPIRED",
                "{\"active\":true,\"sub\":\"alice\",\"exp\":1735689570.99}      | EXPIRED",
                "{\"active\":true,\"sub\":\"alice\",\"nbf\":1735689631}         | NOT_YET_VALID",
                "{\"active\":true,\"sub\":\"alice\",\"iat\":1735689631}         | NOT_YET_VALID"
            })
    void verifyWhenTheServiceSaysEnoughThenInvalid(String body, RejectReason reason) {
        assertThat(Verdicts.invalid(verify(body))).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":true,\"sub\":\"alice\",\"exp\":1735689571}",
                "{\"active\":true,\"sub\":\"alice\",\"nbf\":1735689630}",
                "{\"active\":true,\"sub\":\"alice\",\"iat\":1735689630}"
            })
    void verifyWhenTheClocksDifferByLessThanTheSkewThenValid(String body) {
        assertThat(Verdicts.valid(verify(body)).subject()).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"iss\":\"https://other.example\",\"aud\":\"chat\",\"scope\":\"read\" | WRONG_ISSUER",
                "\"aud\":\"chat\",\"scope\":\"read\"                                  | WRONG_ISSUER",
                "\"iss\":\"https://i.example\",\"aud\":\"mail\",\"scope\":\"read\"     | WRONG_AUDIENCE",
                "\"iss\":\"https://i.example\",\"aud\":[],\"scope\":\"read\"           | WRONG_AUDIENCE",
                "\"iss\":\"https://i.example\",\"scope\":\"read\"                      | WRONG_AUDIENCE",
                "\"iss\":\"https://i.example\",\"aud\":\"chat\",\"scope\":\"reader\"   | INSUFFICIENT_SCOPE",
                "\"iss\":\"https://i.example\",\"aud\":\"chat\"                        | INSUFFICIENT_SCOPE"
            })
    void verifyWhenTheClaimsBreakTheHostsRulesThenInvalid(String claims, RejectReason reason) {
        TokenVerifier strict = builder()
                .issuers("https://i.example", "https://j.example")
                .audiences("chat")
                .requiredScopes("read")
                .build();
        transport.then(200, "{\"active\":true,\"sub\":\"alice\"," + claims + "}");
        assertThat(Verdicts.invalid(verify(strict))).isEqualTo(reason);
        transport.then(
                200,
                "{\"active\":true,\"sub\":\"alice\",\"iss\":\"https://j.example\",\"aud\":[\"x\",\"chat\"],"
                        + "\"scope\":\"write read\"}");
        assertThat(Verdicts.valid(verify(strict)).subject()).isEqualTo("alice");
    }

    static Stream<String> unreadableBodies() {
        return Stream.of(
                "",
                "   ",
                "null",
                "true",
                "\"active\"",
                "[{\"active\":true,\"sub\":\"opaque-4711\"}]",
                "[[\"active\",true],[\"sub\",\"alice\"]]",
                "<html>opaque-4711</html>",
                "{",
                "{}",
                "{\"active\":null}",
                "{\"active\":\"true\",\"sub\":\"alice\"}",
                "{\"active\":\"false\"}",
                "{\"active\":1,\"sub\":\"alice\"}",
                "{\"Active\":true,\"sub\":\"alice\"}",
                "{active:true,sub:'alice'}",
                "{\"active\":true,\"sub\":\"alice\",}",
                "{\"active\":true,\"sub\":\"alice\"} {\"active\":false}",
                "{\"active\":false,\"active\":true,\"sub\":\"alice\"}",
                "{\"active\":true,\"sub\":\"alice\",\"sub\":\"admin\"}",
                "/* x */ {\"active\":true,\"sub\":\"alice\"}",
                ")]}'\n{\"active\":true,\"sub\":\"alice\"}",
                "{\"active\":true,\"sub\":\"alice\",\"deep\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                "{\"active\":true,\"sub\":\"alice\",\"deep\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001));
    }

    @ParameterizedTest
    @MethodSource("unreadableBodies")
    void verifyWhenTheAnswerIsNoneThenUnreadableAndNothingOfItIsShown(String body) {
        VerifierUnavailableException failure = Verdicts.unavailable(verify(body));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
        assertThat(failure.getMessage()).contains("idp.example").doesNotContain(TOKEN, "alice", "html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=utf-8",
                " Application/JSON ; charset=\"utf-8\"",
                "application/vnd.idp+json"
            })
    void verifyWhenTheAnswerCallsItselfJsonThenItIsRead(String contentType) {
        transport.then(active("Content-Type", List.of(contentType)));
        assertThat(Verdicts.valid(verify(builder().build())).subject()).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "text/plain; charset=utf-8",
                "text/json",
                "application/token-introspection+jwt",
                "application/jsonp",
                "+json",
                "application/",
                "",
                "opaque-4711"
            })
    void verifyWhenTheAnswerCallsItselfSomethingElseThenUnreadable(String contentType) {
        transport.then(active("content-type", List.of(contentType)));
        VerifierUnavailableException failure =
                Verdicts.unavailable(verify(builder().build()));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
        assertThat(failure.getMessage()).contains("idp.example", "Content-Type").doesNotContain(TOKEN, "html", "alice");
    }

    @Test
    void verifyWhenTheAnswerHasTwoContentTypesThenBothMustBeJson() {
        transport.then(active("Content-Type", List.of("application/json", "text/html")));
        assertThat(Verdicts.unavailable(verify(builder().build())).reason())
                .isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
    }

    private static TransportResponse active(String header, List<String> values) {
        return new TransportResponse(200, Map.of(header, values), "{\"active\":true,\"sub\":\"alice\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"sub\":7",
                "\"sub\":\"\"",
                "\"sub\":\" \"",
                "\"sub\":[\"alice\"]",
                "\"sub\":{}",
                "\"iss\":7",
                "\"aud\":7",
                "\"aud\":[7]",
                "\"aud\":{\"a\":\"b\"}",
                "\"aud\":[null]",
                "\"scope\":7",
                "\"scp\":[7]",
                "\"jti\":7",
                "\"sid\":true",
                "\"org\":7",
                "\"exp\":\"1735689999\"",
                "\"exp\":true",
                "\"exp\":-1",
                "\"exp\":-0.5",
                "\"exp\":1e400",
                "\"exp\":1e300",
                "\"exp\":253402300800",
                "\"exp\":9223372036854775807",
                "\"exp\":99999999999999999999999",
                "\"exp\":[1735689999]",
                "\"nbf\":\"now\"",
                "\"iat\":{}"
            })
    void verifyWhenAClaimIsOfTheWrongTypeThenTheServiceIsAtFaultAndNotTheToken(String claim) {
        String subject = claim.contains("\"sub\"") ? "" : ",\"sub\":\"alice\"";
        VerifierUnavailableException failure =
                Verdicts.unavailable(verify("{\"active\":true" + subject + "," + claim + "}"));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
    }

    static Stream<Arguments> statuses() {
        return Stream.of(
                Arguments.of(204, UnavailableReason.UNREADABLE_RESPONSE),
                Arguments.of(301, UnavailableReason.MISCONFIGURED),
                Arguments.of(302, UnavailableReason.MISCONFIGURED),
                Arguments.of(307, UnavailableReason.MISCONFIGURED),
                Arguments.of(400, UnavailableReason.MISCONFIGURED),
                Arguments.of(401, UnavailableReason.MISCONFIGURED),
                Arguments.of(403, UnavailableReason.MISCONFIGURED),
                Arguments.of(404, UnavailableReason.MISCONFIGURED),
                Arguments.of(408, UnavailableReason.TIMEOUT),
                Arguments.of(429, UnavailableReason.OVERLOADED),
                Arguments.of(500, UnavailableReason.SERVER_ERROR),
                Arguments.of(502, UnavailableReason.SERVER_ERROR),
                Arguments.of(503, UnavailableReason.SERVER_ERROR),
                Arguments.of(504, UnavailableReason.SERVER_ERROR));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void verifyWhenStatusIsNot200ThenNoVerdictWhateverTheBodySays(int status, UnavailableReason reason) {
        for (String body : List.of("{\"active\":true,\"sub\":\"alice\"}", "{\"active\":false}", "opaque-4711")) {
            transport.then(status, body);
            VerifierUnavailableException failure =
                    Verdicts.unavailable(verify(builder().build()));
            assertThat(failure.reason()).isEqualTo(reason);
            assertThat(failure.getMessage()).contains(String.valueOf(status)).doesNotContain(TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void verifyWhenTheServiceNamesAWaitThenItIsPassedOn(int status) {
        transport.then(
                new TransportResponse(status, Map.of("Retry-After", List.of("Wed, 01 Jan 2025 00:00:20 GMT")), ""));
        VerifierUnavailableException failure =
                Verdicts.unavailable(verify(builder().build()));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.OVERLOADED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(20));
    }

    @Test
    void verifyWhenTheTransportFailsThenItsReasonIsPassedOn() {
        transport.thenFail(UnavailableReason.CONNECTION_FAILED);
        assertThat(Verdicts.unavailable(verify(builder().build())).reason())
                .isEqualTo(UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void verifyWhenTheAnswerIsPendingThenItDoesNotBlockAndCancellingEndsTheCall() {
        CompletionStage<Verification> stage = verify(builder().build());
        Verdicts.assertPending(stage);
        assertThat(stage.toCompletableFuture().cancel(true)).isTrue();
        assertThat(transport.call(0).answer().isCancelled()).isTrue();
    }

    @Test
    void verifyWhenTheClockMovesDuringTheCallThenTheAnswerIsJudgedByTheTimeOfItsArrival() {
        CompletionStage<Verification> stage = verify(builder().build());
        time.advance(Duration.ofMinutes(2));
        transport
                .call(0)
                .answer()
                .complete(
                        FakeTransport.response(200, "{\"active\":true,\"sub\":\"alice\",\"exp\":" + (NOW + 60) + "}"));
        assertThat(Verdicts.invalid(stage)).isEqualTo(RejectReason.EXPIRED);
    }

    @Test
    void verifyWhenAnythingGoesWrongThenNeitherTokenNorSecretIsLogged() {
        try (LogCapture log = LogCapture.start()) {
            transport.then(401, TOKEN).then(200, TOKEN).then(500, CLIENT_SECRET).thenFail(UnavailableReason.TIMEOUT);
            TokenVerifier verifier = builder().build();
            for (int i = 0; i < 4; i++) {
                VerifierUnavailableException failure = Verdicts.unavailable(verify(verifier));
                assertThat(failure.toString()).doesNotContain(TOKEN, CLIENT_SECRET);
            }
            log.assertDoesNotContain(TOKEN, CLIENT_SECRET);
        }
        assertThat(builder().build().toString()).doesNotContain(CLIENT_SECRET);
        assertThat(builder().build().name()).isEqualTo("introspection at idp.example");
    }

    private IntrospectionVerifierBuilder builder() {
        return TokenVerifiers.introspection(URI.create("https://idp.example/introspect"))
                .clientSecretBasic("gateway", Secret.of(CLIENT_SECRET))
                .tenantClaim("org")
                .transport(transport)
                .timeSource(time);
    }

    private CompletionStage<Verification> verify(String body) {
        transport.then(200, body);
        return verify(builder().build());
    }

    private CompletionStage<Verification> verify(TokenVerifier verifier) {
        return verifier.verify(BearerToken.of(TOKEN), Deadline.after(Duration.ofSeconds(1), time));
    }
}
