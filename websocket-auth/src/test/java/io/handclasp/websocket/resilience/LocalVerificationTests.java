package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertInvalid;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the local verifier may say while the auth service is away. */
class LocalVerificationTests extends DegradedFixture {
    @Test
    void localWhenJudgeIsAwayThenTheLocalVerifierAdmits() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));

        assertValid(askInOutage("token"), Evidence.Source.LOCAL);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"BAD_SIGNATURE", "EXPIRED", "NOT_YET_VALID"})
    void localWhenTheRefusalIsCertainThenRefused(RejectReason reason) {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(new Verification.Invalid(reason));

        assertInvalid(askInOutage("token"), reason);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"MALFORMED_TOKEN", "UNKNOWN_KEY", "WRONG_ISSUER", "WRONG_TYPE"})
    void localWhenTheTokenMayBeOfAnotherKindThenItIsStillAnOutage(RejectReason reason) {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(new Verification.Invalid(reason));

        assertUnavailable(askInOutage("opaque"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void localWhenTheLocalVerifierCannotJudgeEitherThenItIsStillAnOutage() {
        use(DegradedPolicy.verifyLocally(local));
        local.failing(UnavailableReason.KEYS_UNAVAILABLE);

        assertUnavailable(askInOutage("token"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void localWhenTheLocalVerifierHangsThenUnavailableByTheDeadline() {
        use(DegradedPolicy.verifyLocally(local));
        CompletableFuture<Judgement> asked = askInOutage("token");

        fixture.advance(fixture.policy.deadline());

        assertUnavailable(asked, UnavailableReason.TIMEOUT);
        assertThat(local.call(0).answer()).isCancelled();
    }

    @Test
    void localWhenTheJudgeHangsToTheEndThenThereIsStillTimeForTheLocalVerifier() {
        use(DegradedPolicy.verifyLocally(local));
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofSeconds(3)));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        CompletableFuture<Judgement> asked = fixture.ask("token");

        fixture.advance(fixture.policy.deadline().minusMillis(1));

        assertValid(asked, Evidence.Source.LOCAL);
    }

    @Test
    void localWhenTheJudgeHadRefusedTheTokenThenItStaysRefusedForADay() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        fixture.ask("withdrawn");

        fixture.advance(Duration.ofHours(23));

        assertInvalid(askInOutage("withdrawn"), RejectReason.INACTIVE);
    }

    /** ECDSA: whoever has (r, s) can write (r, n - s). */
    @ParameterizedTest
    @ValueSource(strings = {"P-256", "P-384", "P-521"})
    void localWhenTheRefusedTokenComesBackInItsOtherWritingThenItStaysRefused(String curve) {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        BearerToken withdrawn = TestTokens.good(TestKey.ec("ec", curve));
        BearerToken twin = TwinToken.of(withdrawn).orElseThrow();
        fixture.ask(withdrawn.reveal());

        assertThat(TwinToken.of(twin)).contains(withdrawn);
        assertInvalid(askInOutage(twin.reveal()), RejectReason.INACTIVE);
        assertValid(askInOutage(TestTokens.good(TestKey.ec("ec", curve)).reveal()), Evidence.Source.LOCAL);
    }

    @Test
    void localWhenTheJudgeAdmitsATokenThatItHadRefusedThenItIsAdmittedAgain() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        fixture.ask("token");
        fixture.advance(Duration.ofSeconds(2));
        admitted("token", Duration.ofHours(1));
        fixture.advance(TTL);

        assertValid(askInOutage("token"), Evidence.Source.LOCAL);
    }

    @Test
    void localWhenRefusalsHadToBeForgottenThenTheLocalVerifierMayNotJudge() {
        fixture.policy = fixture.policy.withCache(CachePolicy.standard().withRefusals(Duration.ofSeconds(1), 10));
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        for (int i = 0; i < 100; i++) {
            fixture.ask("withdrawn-" + i);
        }

        assertUnavailable(askInOutage("token"), UnavailableReason.CONNECTION_FAILED);
        fixture.advance(Duration.ofHours(25));
        assertValid(askInOutage("token"), Evidence.Source.LOCAL);
    }

    @Test
    void localWhenFloodedWithGarbageThatItWouldRefuseItselfThenItMayStillJudge() {
        fixture.policy = fixture.policy.withCache(CachePolicy.standard().withRefusals(Duration.ofSeconds(1), 10));
        use(DegradedPolicy.verifyLocally(local));
        local.answering(new Verification.Invalid(RejectReason.MALFORMED_TOKEN));
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        for (int i = 0; i < 1_000; i++) {
            fixture.ask("garbage-" + i);
        }
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));

        assertValid(askInOutage("token"), Evidence.Source.LOCAL);
    }

    @Test
    void localWhenItDisagreesWithTheJudgeInGoodTimesThenTheHostIsTold() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(new Verification.Invalid(RejectReason.WRONG_AUDIENCE));
        fixture.judge.answering(ManualJudge.valid("ada"));
        try (LogCapture log = LogCapture.start()) {
            fixture.ask("token-1");
            fixture.ask("token-2");

            assertThat(log.messages())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .singleElement()
                    .asString()
                    .contains("WRONG_AUDIENCE", "manual");
            log.assertDoesNotContain("token-1");
        }
        assertThat(local.calls()).isOne();
    }

    @ParameterizedTest
    @EnumSource(
            value = UnavailableReason.class,
            names = {"MISCONFIGURED", "KEYS_STALE", "SHUT_DOWN"})
    void localWhenItIsNoOutageThenTheLocalVerifierIsNotAsked(UnavailableReason reason) {
        use(DegradedPolicy.verifyLocally(local));
        fixture.judge.failing(reason);

        assertUnavailable(fixture.ask("token"), reason);
        assertThat(local.calls()).isZero();
    }

    @Test
    void localWhenLoadIsShedThenTheLocalVerifierIsNotAsked() {
        use(DegradedPolicy.verifyLocally(local));
        fixture.policy = fixture.policy.withAdmission(new AdmissionPolicy(1, 0, 10));
        fixture.ask("token-1");

        assertUnavailable(fixture.ask("token-2"), UnavailableReason.SHED);
        assertThat(local.calls()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"NOT_YET_VALID", "UNKNOWN_KEY"})
    void localWhenItsOwnRefusalHealsThenThatOfTheJudgeIsStillKnown(RejectReason passing) {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(new Verification.Invalid(passing));
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        fixture.ask("withdrawn");

        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));
        fixture.advance(Duration.ofHours(1));

        assertInvalid(askInOutage("withdrawn"), RejectReason.INACTIVE);
    }

    @Test
    void localWhenThePolicyIsStrictThenItsRefusalsAreKeptAllTheSame() {
        fixture.policy = ResiliencePolicy.strict();
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        for (int i = 0; i < 100; i++) {
            fixture.ask("withdrawn-" + i);
        }

        assertInvalid(askInOutage("withdrawn-7"), RejectReason.INACTIVE);
        assertValid(askInOutage("token"), Evidence.Source.LOCAL);
    }

    @Test
    void localWhenThousandsWaitForOneFlightThenTheLocalVerifierJudgesOnce() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withMaxAttempts(1));
        List<CompletableFuture<Judgement>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add(fixture.ask("token"));
        }

        fixture.advance(Duration.ofSeconds(1));

        assertThat(asked).allSatisfy(each -> assertValid(each, Evidence.Source.LOCAL));
        assertThat(local.calls()).isLessThanOrEqualTo(2);
    }
}
