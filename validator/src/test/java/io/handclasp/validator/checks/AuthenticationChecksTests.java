package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Secret;
import io.handclasp.drift.Environment;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.Verdict;
import io.handclasp.websocket.DemoAuthenticators;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.Verification;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an authenticator admits and whom it refuses, over a real auth service on loopback. */
class AuthenticationChecksTests {
    private AuthHost host;

    @BeforeEach
    void open() throws IOException {
        host = new AuthHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void runWhenAllIsInOrderThenEveryCheckPassesAndNothingIsLeftOut() {
        CheckRun run = host.run(host.authenticator(host.authService()));

        assertThat(run.report().checks())
                .hasSize(25)
                .allSatisfy(check -> assertThat(check.state())
                        .as(check.id() + ": " + check.outcome().message())
                        .isEqualTo(CheckState.PASSED));
        assertThat(run.report().verdict()).isEqualTo(Verdict.PASS);
        assertThat(run.report().score().coverage()).isEqualTo(1);
        assertThat(run.outcome("auth.expired-token").details())
                .containsEntry("reason", "EXPIRED")
                .containsEntry("HTTP status", "401")
                .containsEntry("close code", "4401");
    }

    @ParameterizedTest
    @CsvSource({
        "EXPIRY,auth.expired-token",
        "NOT_BEFORE,auth.not-yet-valid-token",
        "AUDIENCE,auth.wrong-audience",
        "ISSUER,auth.wrong-issuer",
        "ALGORITHM,auth.unsigned-token"
    })
    void runWhenTheServiceForgetsToLookThenThatCheckFailsAndNoOther(AuthServer.Flaw flaw, String id) {
        host.server.flaws.add(flaw);
        WebSocketAuthenticator authenticator = host.authenticator(host.authService());

        CheckRun run = host.run(authenticator);

        assertThat(run.in(CheckState.FAILED)).containsOnlyKeys(id);
        assertThat(run.outcome(id).message()).isEqualTo("it was admitted (FRESH)");
        assertThat(run.report().verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void runWhenTheServiceAdmitsForgedTokensThenTheCheckFailsAndPassesWhenMended() {
        host.server.flaws.add(AuthServer.Flaw.SIGNATURE);
        CheckRun broken = host.run(host.authenticator(host.authService()));
        host.server.flaws.clear();
        CheckRun mended = host.run(host.authenticator(host.authService()));

        assertThat(broken.in(CheckState.FAILED)).containsOnlyKeys("auth.forged-token", "auth.rehearsal");
        assertThat(mended.state("auth.forged-token")).isEqualTo(CheckState.PASSED);
    }

    @Test
    void runWhenTheServiceIsDownThenNobodyIsAdmittedAndTheRestIsBlockedNotPassed() {
        host.server.down = true;
        CheckRun broken = host.run(host.authenticator(host.authService()));
        host.server.down = false;
        CheckRun mended = host.run(host.authenticator(host.authService()));

        assertThat(broken.in(CheckState.FAILED)).containsOnlyKeys("auth.good-token");
        assertThat(broken.outcome("auth.good-token").message()).contains("not judged: SERVER_ERROR");
        assertThat(broken.in(CheckState.PASSED)).containsOnlyKeys("auth.demo-mode", "auth.absent-token");
        assertThat(broken.outcome("auth.retry").blockedBy()).contains("auth.good-token");
        assertThat(mended.in(CheckState.FAILED)).isEmpty();
    }

    @Test
    void runWhenTheServiceRefusesEverythingThenNoRefusalCountsAsAPass() {
        host.server.refusing = true;
        CheckRun broken = host.run(host.authenticator(host.authService()));
        host.server.refusing = false;
        CheckRun mended = host.run(host.authenticator(host.authService()));

        assertThat(broken.in(CheckState.FAILED)).containsOnlyKeys("auth.good-token");
        assertThat(broken.outcome("auth.good-token").message()).endsWith("it was refused as INACTIVE");
        assertThat(broken.in(CheckState.PASSED)).containsOnlyKeys("auth.demo-mode", "auth.absent-token");
        assertThat(broken.outcome("auth.forged-token").blockedBy()).contains("auth.good-token");
        assertThat(broken.in(CheckState.BLOCKED)).hasSize(22);
        assertThat(mended.in(CheckState.FAILED)).isEmpty();
    }

    @Test
    void runWhenTheGoodTokenIsExpiredThenTheHintSaysWhatToLookAt() {
        CheckRun run = host.run(
                AuthenticationChecks.of(host.authenticator(host.authService()), TestTokens.of(host.server::expired)));

        assertThat(run.outcome("auth.good-token").message()).endsWith("it was refused as EXPIRED");
        assertThat(run.outcome("auth.good-token").hint().orElseThrow())
                .contains("see that the supplied token is good now")
                .contains("docs/validation-checks.md#good-token");
    }

    @Test
    void runWhenTheHostSuppliesOneTokenOnlyThenTheRestIsSkippedWithItsReason() {
        CheckRun run = host.run(
                AuthenticationChecks.builder(host.authenticator(host.authService()), TestTokens.of(host.server::good))
                        .samples(5)
                        .build());

        assertThat(run.in(CheckState.SKIPPED))
                .containsOnlyKeys(
                        "auth.expired-token",
                        "auth.not-yet-valid-token",
                        "auth.wrong-audience",
                        "auth.wrong-issuer",
                        "auth.users-never-mix")
                .containsEntry("auth.expired-token", "the host supplies none (TestTokens.withExpired)");
        assertThat(run.in(CheckState.FAILED)).isEmpty();
    }

    @Test
    void runWhenATokenIsBadForAnotherReasonThenAWarningSaysThatNothingWasLookedAt() {
        CheckRun run = host.run(AuthenticationChecks.builder(
                        host.authenticator(host.authService()),
                        host.server.tokens().withWrongAudience(host.server::expired))
                .samples(5)
                .build());

        assertThat(run.outcome("auth.wrong-audience").state()).isEqualTo(CheckState.WARNING);
        assertThat(run.outcome("auth.wrong-audience").message()).startsWith("it was refused, but as EXPIRED");
    }

    @Test
    void runWhenTheSupplierBreaksThenUnknownAndItsMessageIsScrubbed() {
        CheckRun run = host.run(AuthenticationChecks.of(host.authenticator(host.authService()), TestTokens.of(() -> {
            throw new IllegalStateException("Bearer " + host.server.good().reveal() + " was not issued");
        })));

        assertThat(run.state("auth.good-token")).isEqualTo(CheckState.UNKNOWN);
        assertThat(run.in(CheckState.PASSED)).containsOnlyKeys("auth.demo-mode", "auth.absent-token");
    }

    @Test
    void runWhenACarrierIsDeclaredThatTheExtractorDoesNotReadThenItFails() {
        WebSocketAuthenticator authenticator = host.authenticator(
                host.authService(), builder -> builder.extractor(TokenExtractors.authorizationHeader()));
        CheckSource declared = AuthenticationChecks.builder(authenticator, host.server.tokens())
                .carriers(HandshakeCarriers.authorizationHeader(), HandshakeCarriers.subprotocol("bearer"))
                .samples(5)
                .build();

        assertThat(host.run(declared).in(CheckState.FAILED))
                .isEqualTo(
                        Map.of("auth.carrier.subprotocol-bearer", "a token that is carried so is not read: Missing"));
        assertThat(host.checks(authenticator).checks().stream()
                        .filter(check -> check.id().startsWith("auth.carrier.")))
                .extracting(check -> check.id())
                .containsExactly("auth.carrier.authorization-header");
    }

    @Test
    void runWhenCookieQueryAndFirstMessageAreConfiguredThenEachWorks() {
        WebSocketAuthenticator authenticator = host.authenticator(
                host.authService(),
                builder -> builder.extractor(TokenExtractors.allOf(
                        TokenExtractors.cookie("session", OriginPolicy.exactly("https://chat.example")),
                        TokenExtractors.queryParameter("ticket"))));
        FirstMessagePolicy policy =
                FirstMessagePolicy.of(TokenExtractors.firstMessage(FirstMessageFormats.json("/token")));

        CheckRun run = host.run(AuthenticationChecks.builder(authenticator, host.server.tokens())
                .carriers(HandshakeCarriers.cookie("session"), HandshakeCarriers.queryParameter("ticket"))
                .firstMessage(policy, token -> "{\"token\":\"" + token.reveal() + "\"}")
                .handshake(request -> request.header("Origin", "https://chat.example"))
                .samples(5)
                .build());
        CheckRun wrongOrigin = host.run(AuthenticationChecks.builder(authenticator, host.server.tokens())
                .carriers(HandshakeCarriers.queryParameter("ticket"), HandshakeCarriers.cookie("session"))
                .firstMessage(policy, token -> "{\"jwt\":\"" + token.reveal() + "\"}")
                .samples(5)
                .build());

        assertThat(run.in(CheckState.PASSED))
                .containsKeys("auth.carrier.cookie", "auth.carrier.query-parameter", "auth.carrier.first-message");
        assertThat(wrongOrigin.in(CheckState.FAILED))
                .containsOnlyKeys("auth.carrier.cookie", "auth.carrier.first-message")
                .containsEntry("auth.carrier.cookie", "a token that is carried so is not read: ForeignOrigin");
    }

    @Test
    void runWhenTheVerifierMixesUsersThenThatIsFound() {
        ExecutorService judges = Executors.newFixedThreadPool(2);
        try {
            // Whoever came first is whoever comes: what a field of a verifier does.
            AtomicReference<String> remembered = new AtomicReference<>("");
            WebSocketAuthenticator authenticator = host.authenticator(TokenVerifiers.blocking(
                    token -> {
                        String subject = TokenForgery.claimedSubject(token).orElseThrow();
                        remembered.compareAndSet("", subject);
                        return new Verification.Valid(
                                Identity.builder(remembered.get()).build());
                    },
                    judges));

            assertThat(host.run(authenticator).outcome("auth.users-never-mix").message())
                    .isEqualTo("the tokens name two subjects, and both were admitted as one");
        } finally {
            judges.shutdownNow();
        }
    }

    @Test
    void runWhenTheVerifierMixesUsersNowAndThenThenThatIsFound() {
        ExecutorService judges = Executors.newFixedThreadPool(2);
        try {
            AtomicReference<Integer> calls = new AtomicReference<>(0);
            WebSocketAuthenticator authenticator = host.authenticator(
                    TokenVerifiers.blocking(
                            token -> {
                                String subject =
                                        TokenForgery.claimedSubject(token).orElseThrow();
                                boolean slip = calls.updateAndGet(n -> n + 1) % 7 == 0;
                                return new Verification.Valid(Identity.builder(slip ? "somebody else" : subject)
                                        .build());
                            },
                            judges),
                    builder -> builder.resilience(AuthHost.policy().withCache(CachePolicy.none())));

            assertThat(host.run(authenticator).outcome("auth.users-never-mix").message())
                    .isEqualTo("a user was admitted as somebody else");
        } finally {
            judges.shutdownNow();
        }
    }

    @Test
    void runWhenBothTokensAreOfOneUserThenNobodyCanTell() {
        CheckRun run = host.run(AuthenticationChecks.builder(
                        host.authenticator(host.authService()),
                        TestTokens.of(host.server::good).withSecondUser(host.server::good))
                .samples(5)
                .build());

        assertThat(run.outcome("auth.users-never-mix").message()).startsWith("both tokens are of one user");
        assertThat(run.state("auth.users-never-mix")).isEqualTo(CheckState.UNKNOWN);
    }

    @Test
    void runWhenDemoModeIsOnThenProductionFailsAndNothingCountsAsJudged() {
        try (WebSocketAuthenticator demo = DemoAuthenticators.create()) {
            CheckRun production = host.run(AuthenticationChecks.of(demo, host.server.tokens()));
            CheckRun development = host.run(AuthenticationChecks.builder(demo, host.server.tokens())
                    .environment(Environment.DEVELOPMENT)
                    .build());

            assertThat(production.in(CheckState.FAILED)).containsOnlyKeys("auth.demo-mode");
            assertThat(production.in(CheckState.PASSED)).isEmpty();
            assertThat(development.state("auth.demo-mode")).isEqualTo(CheckState.WARNING);
            assertThat(development.state("auth.good-token")).isEqualTo(CheckState.UNKNOWN);
        }
    }

    @Test
    void samplesWhenTheServiceIsSlowOrRefusesThenTheyFailAndTheNumbersAreMeasured() {
        host.server.answerAfterMillis = 520;
        CheckRun slow = host.run(
                AuthenticationChecks.builder(host.authenticator(host.authService()), TestTokens.of(host.server::good))
                        .samples(8)
                        .build());
        host.server.answerAfterMillis = 0;

        assertThat(slow.outcome("auth.samples").state()).isEqualTo(CheckState.FAILED);
        assertThat(slow.outcome("auth.samples").message()).contains("at least 99 % within 500 ms are expected");
        assertThat(slow.report().measurements())
                .filteredOn(measured -> measured.name().equals(Objectives.AUTH_LATENCY))
                .singleElement()
                .satisfies(measured -> assertThat(measured.n()).isEqualTo(8));
    }

    @Test
    void samplesWhenOneTokenIsSuppliedAgainAndAgainThenEachIsJudgedAnew() {
        String one = host.server.good().reveal();
        CheckRun run = host.run(AuthenticationChecks.builder(
                        host.authenticator(host.authService()), TestTokens.of(() -> Secret.of(one)))
                .samples(40)
                .build());

        assertThat(run.outcome("auth.samples").message()).startsWith("40 of 40 good handshakes were admitted");
        assertThat(host.server.validations.get()).isGreaterThanOrEqualTo(40);
    }

    @Test
    void tokensWhenPrintedThenTheirKindsAreShownAndNothingElse() {
        assertThat(host.server.tokens())
                .hasToString("TestTokens[GOOD, SECOND_USER, EXPIRED, NOT_YET_VALID, WRONG_AUDIENCE, WRONG_ISSUER]");
    }

    @Test
    void forgeriesWhenMadeThenTheyDifferWhereTheyShould() {
        BearerToken good = BearerToken.of(host.server.good().reveal());
        String[] parts = good.reveal().split("\\.", -1);

        assertThat(TokenForgery.bitFlipped(good).reveal())
                .startsWith(parts[0] + "." + parts[1] + ".")
                .isNotEqualTo(good.reveal());
        assertThat(TokenForgery.claimsChanged(good).orElseThrow().reveal())
                .startsWith(parts[0] + ".")
                .endsWith("." + parts[2]);
        assertThat(TokenForgery.unsigned(good).orElseThrow().reveal()).endsWith("." + parts[1] + ".");
        assertThat(TokenForgery.unsigned(BearerToken.of("opaque-token"))).isEmpty();
        assertThat(TokenForgery.bitFlipped(BearerToken.of("opaque-token")).reveal())
                .hasSameSizeAs("opaque-token")
                .isNotEqualTo("opaque-token");
        assertThat(TokenForgery.claimedSubject(good)).contains("alice");
    }

    @Test
    void buildersWhenSettingsAreWrongThenRefusedByName() {
        WebSocketAuthenticator authenticator = host.authenticator(
                host.authService(), builder -> builder.extractor(TokenExtractors.queryParameter("ticket")));
        AuthenticationChecksBuilder builder = AuthenticationChecks.builder(authenticator, host.server.tokens());

        assertThatIllegalStateException().isThrownBy(builder::build).withMessageStartingWith("carriers were not set");
        assertThatIllegalArgumentException()
                .isThrownBy(builder::carriers)
                .withMessageContaining("carriers (their number) was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.carriers(HandshakeCarriers.cookie("a"), HandshakeCarriers.cookie("b")))
                .withMessage("carriers held cookie twice, must hold each id once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.samples(0))
                .withMessageContaining("samples was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HandshakeCarriers.subprotocol("basic"))
                .withMessageStartingWith("convention was refused, must be one of [bearer, kubernetes");
    }
}
