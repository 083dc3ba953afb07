package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertInvalid;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is admitted while the auth service is away, by each degraded policy. */
class DegradedTests {
    private static final Duration TTL = CachePolicy.standard().ttl();

    private final ResilienceFixture fixture = new ResilienceFixture();
    private final ManualJudge local = new ManualJudge();

    private void use(DegradedPolicy policy) {
        fixture.policy = fixture.policy.withDegraded(policy);
    }

    /** Asks while the judge is away, and lets the attempts run out. */
    private CompletableFuture<Judgement> askInOutage(String token) {
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        CompletableFuture<Judgement> asked = fixture.ask(token);
        fixture.advance(Duration.ofMillis(900));
        return asked;
    }

    private void admitted(String token, Duration life) {
        fixture.judge.answering(ManualJudge.valid(token, fixture.in(life)));
        assertValid(fixture.ask(token), Evidence.Source.FRESH);
    }

    @Test
    void failClosedWhenJudgeIsAwayThenNobodyIsAdmitted() {
        admitted("token", Duration.ofHours(1));
        fixture.advance(TTL);

        assertUnavailable(askInOutage("token"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void reuseWhenJudgeIsAwayThenAKnownTokenIsAdmittedAndSaysSo() {
        use(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));
        admitted("token", Duration.ofHours(1));
        fixture.advance(TTL);

        CompletableFuture<Judgement> asked = askInOutage("token");

        assertValid(asked, Evidence.Source.STALE);
        assertThat(asked.join().evidence().degraded()).isTrue();
        assertThat(asked.join().evidence().attempts()).isGreaterThan(1);
        assertUnavailable(askInOutage("unknown"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void reuseWhenMaxStaleIsOverThenNobodyIsAdmitted() {
        use(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));
        admitted("token", Duration.ofHours(1));

        fixture.advance(TTL.plusMinutes(10));

        assertUnavailable(askInOutage("token"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void reuseWhenTokenExpiredThenNeverAdmitted() {
        use(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));
        admitted("token", Duration.ofMinutes(1));

        fixture.advance(Duration.ofMinutes(1));

        assertUnavailable(askInOutage("token"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void reuseWhenTokenHasNoExpiryThenNeverAdmitted() {
        use(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));
        fixture.judge.answering(ManualJudge.valid("ada"));
        fixture.ask("opaque");

        fixture.advance(TTL);

        assertUnavailable(askInOutage("opaque"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void reuseWhenTokenWasRefusedSinceThenNeverAdmitted() {
        use(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));
        admitted("token", Duration.ofHours(1));
        fixture.advance(TTL);
        fixture.judge.answering(new Verification.Invalid(RejectReason.INSUFFICIENT_SCOPE));
        fixture.ask("token");

        assertInvalid(askInOutage("token"), RejectReason.INSUFFICIENT_SCOPE);
        fixture.advance(Duration.ofMinutes(1));
        assertUnavailable(askInOutage("token"), UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void reuseWhenNothingIsRememberedAtAllThenThePolicyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ResiliencePolicy.strict().withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10))))
                .withMessageContaining("cache.ttl")
                .withMessageContaining("PT0S");
    }

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

    @Test
    void degradedWhenTokenIsRevokedThenRefusedInEveryMode() {
        InMemoryRevocations revocations = Revocations.inMemory(10, Duration.ofHours(1), fixture.scheduler.time());
        fixture.revocations = revocations;
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofDays(30))));

        revocations.revoke(new Revocation.OfSubject(Optional.empty(), "ada", fixture.in(Duration.ZERO)));

        assertInvalid(askInOutage("token"), RejectReason.REVOKED);
    }

    @Test
    void degradedWhenTheRevocationStoreIsFullThenOnlyTheJudgeAdmits() {
        InMemoryRevocations revocations = Revocations.inMemory(1, Duration.ofHours(1), fixture.scheduler.time());
        fixture.revocations = revocations;
        use(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));
        admitted("token", Duration.ofHours(3));
        revocations.revoke(new Revocation.OfToken(Optional.empty(), "t1"));
        assertThat(revocations.revoke(new Revocation.OfToken(Optional.empty(), "t2")))
                .isFalse();

        assertValid(fixture.ask("token"), Evidence.Source.FRESH); // no longer from memory
        assertUnavailable(askInOutage("token"), UnavailableReason.CONNECTION_FAILED);
        fixture.advance(Duration.ofHours(1));
        admitted("token", Duration.ofHours(1));
        fixture.advance(TTL);
        assertValid(askInOutage("token"), Evidence.Source.STALE);
    }

    @Test
    void degradedWhenTheJudgeIsBackThenEachIsJudgedAgain() {
        List<AuthEvent> events = new ArrayList<>();
        fixture.listeners.add(events::add);
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        for (int i = 0; i < 30; i++) {
            assertValid(askInOutage("token-" + i), Evidence.Source.LOCAL);
        }
        assertThat(fixture.verifier().admittedDegraded()).isEqualTo(30);
        int before = fixture.judge.calls();

        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        fixture.advance(Duration.ofSeconds(4)); // the breaker may rest first

        assertThat(fixture.verifier().admittedDegraded()).isZero();
        assertThat(events.stream().filter(AuthEvent.DegradedAdmission.class::isInstance))
                .hasSize(30);
        assertThat(events.stream()
                        .filter(AuthEvent.DegradedAdmissionJudged.class::isInstance)
                        .map(AuthEvent.DegradedAdmissionJudged.class::cast))
                .hasSize(30)
                .allMatch(judged -> !judged.confirmed() && judged.mode().equals("LOCAL"));
        assertThat(fixture.judge.calls() - before).isBetween(30, 40);
        assertInvalid(askInOutage("token-7"), RejectReason.INACTIVE);
        fixture.advance(Duration.ofSeconds(3));
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void degradedWhenTheJudgeStaysAwayThenOneIsTriedNowAndThen() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        for (int i = 0; i < 30; i++) {
            askInOutage("token-" + i);
        }
        int before = fixture.judge.calls();

        fixture.advance(Duration.ofSeconds(30));

        // One may be with the judge at this moment.
        assertThat(fixture.verifier().admittedDegraded()).isBetween(29, 30);
        assertThat(fixture.judge.calls() - before).isLessThan(30 * 5);
    }

    @Test
    void degradedWhenTokensExpireMeanwhileThenNothingIsLeftToJudge() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofMinutes(1))));
        askInOutage("token");

        fixture.advance(Duration.ofMinutes(2));

        assertThat(fixture.verifier().admittedDegraded()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void degradedWhenMoreAreAdmittedThanCanBeJudgedAgainThenNobodyMore() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withMaxAttempts(1));
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        for (int i = 0; i < DegradedPolicy.MAX_ADMISSIONS; i++) {
            fixture.ask("token-" + i);
        }

        assertThat(fixture.verifier().admittedDegraded()).isEqualTo(DegradedPolicy.MAX_ADMISSIONS);
        assertThat(fixture.ask("one-more")).isCompletedExceptionally();
        assertThat(fixture.ask("token-0")).isCompleted();
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

    @Test
    void closeWhenClientsWaitToBeJudgedAgainThenNoTimerIsLeftAndNobodyIsAskedAbout() {
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        assertValid(askInOutage("token"), Evidence.Source.LOCAL);
        fixture.advance(Duration.ofSeconds(5));

        fixture.verifier().close();
        fixture.verifier().close();
        int before = fixture.judge.calls();
        fixture.advance(Duration.ofSeconds(30));

        assertThat(fixture.verifier().admittedDegraded()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
        assertThat(fixture.judge.calls() - before).isLessThan(5); // what was under way
        assertUnavailable(askInOutage("another"), UnavailableReason.CONNECTION_FAILED);
    }
}
