package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertInvalid;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VerdictMemoryTests {
    private static final Duration TTL = CachePolicy.standard().ttl();

    private final ResilienceFixture fixture = new ResilienceFixture();

    @Test
    void judgeWhenTokenWasAdmittedAMomentAgoThenRememberedWithoutACall() {
        fixture.judge.answering(ManualJudge.valid("ada"));

        assertValid(fixture.ask("token"), Evidence.Source.FRESH);
        fixture.advance(TTL.minusNanos(1));
        assertValid(fixture.ask("token"), Evidence.Source.CACHED);

        assertThat(fixture.ask("token").join().evidence().attempts()).isZero();
        assertThat(fixture.judge.calls()).isOne();
    }

    @Test
    void judgeWhenTtlIsOverThenAskedAnew() {
        fixture.judge.answering(ManualJudge.valid("ada"));

        fixture.ask("token");
        fixture.advance(TTL);

        assertValid(fixture.ask("token"), Evidence.Source.FRESH);
        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenVerdictTookLongThenItsAgeCountsFromTheQuestion() {
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofSeconds(2)));
        fixture.ask("token");
        fixture.advance(Duration.ofSeconds(1));
        fixture.judge.call(0).valid();

        fixture.judge.answering(ManualJudge.valid("ada"));
        fixture.advance(TTL.minusSeconds(1));

        assertValid(fixture.ask("token"), Evidence.Source.FRESH);
    }

    @Test
    void judgeWhenTokenExpiresWithinTheTtlThenTheJudgeSaysSo() {
        fixture.judge.answering(ManualJudge.valid("ada", fixture.in(Duration.ofSeconds(5))));

        fixture.ask("token");
        fixture.advance(Duration.ofSeconds(5));
        fixture.judge.answering(new Verification.Invalid(RejectReason.EXPIRED));

        assertInvalid(fixture.ask("token"), RejectReason.EXPIRED);
        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenAnotherTokenThenNothingIsKnownOfIt() {
        fixture.judge.answering((token, deadline) ->
                java.util.concurrent.CompletableFuture.completedFuture(ManualJudge.valid(token.reveal())));

        fixture.ask("token-a");
        Judgement other = fixture.ask("token-b").join();

        assertThat(((Verification.Valid) other.verification()).identity().subject())
                .isEqualTo("token-b");
        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"BAD_SIGNATURE", "EXPIRED"})
    void judgeWhenRefusalCannotHealThenRememberedForItsOwnTime(RejectReason reason) {
        fixture.judge.answering(new Verification.Invalid(reason));

        fixture.ask("token");
        fixture.advance(CachePolicy.standard().refusalTtl().minusNanos(1));
        assertInvalid(fixture.ask("token"), reason);
        assertThat(fixture.judge.calls()).isOne();
        fixture.advance(Duration.ofNanos(1));
        fixture.ask("token");

        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenInactiveThenRememberedForASecondAtMost() {
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));

        fixture.ask("token");
        fixture.advance(Duration.ofMillis(999));
        fixture.ask("token");
        assertThat(fixture.judge.calls()).isOne();
        fixture.advance(Duration.ofMillis(1));
        fixture.judge.answering(ManualJudge.valid("ada"));

        assertValid(fixture.ask("token"), Evidence.Source.FRESH);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"BAD_SIGNATURE", "EXPIRED", "INACTIVE"},
            mode = EnumSource.Mode.EXCLUDE)
    void judgeWhenRefusalMayHealThenAskedAnewEachTime(RejectReason reason) {
        fixture.judge.answering(new Verification.Invalid(reason));

        fixture.ask("token");
        fixture.ask("token");

        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenThereIsNoVerdictThenNothingIsRemembered() {
        fixture.judge.failing(UnavailableReason.MISCONFIGURED);
        fixture.ask("token");
        fixture.judge.answering(ManualJudge.valid("ada"));

        assertValid(fixture.ask("token"), Evidence.Source.FRESH);
    }

    @Test
    void judgeWhenATokenIsRefusedThenItsGoodVerdictIsForgotten() {
        fixture.judge.answering(ManualJudge.valid("ada"));
        fixture.ask("token");
        fixture.advance(TTL);
        fixture.judge.answering(new Verification.Invalid(RejectReason.WRONG_AUDIENCE));
        fixture.ask("token");

        assertInvalid(fixture.ask("token"), RejectReason.WRONG_AUDIENCE);
        assertThat(fixture.judge.calls()).isEqualTo(3);
    }

    @Test
    void judgeWhenStrictThenTheJudgeIsAskedEachTime() {
        fixture.policy = ResiliencePolicy.strict();
        fixture.judge.answering(ManualJudge.valid("ada"));

        assertValid(fixture.ask("token"), Evidence.Source.FRESH);
        assertValid(fixture.ask("token"), Evidence.Source.FRESH);

        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenMemoryIsFullThenItsWeightStaysWithinTheBound() {
        CachePolicy small = CachePolicy.standard().withMaxBytes(64 << 10);
        VerdictMemory memory = new VerdictMemory(small, DegradedPolicy.failClosed(), fixture.scheduler.time());
        TokenKeys keys = new TokenKeys();
        Identity heavy = Identity.builder("ada")
                .claims(Map.of("note", "x".repeat(8_000)))
                .build();

        int there = 0;
        for (int i = 0; i < 100; i++) {
            memory.learn(keys.of(BearerToken.of("token-" + i)), new Verification.Valid(heavy), 0);
        }
        for (int i = 0; i < 100; i++) {
            there += memory.fresh(
                                    keys.of(BearerToken.of("token-" + i)),
                                    fixture.scheduler.time().nanoTime())
                            == null
                    ? 0
                    : 1;
        }

        assertThat(IdentityWeight.bytes(heavy)).isGreaterThan(16_000);
        assertThat(there).isBetween(1, 4);
    }

    @Test
    void keyWhenPrintedThenShowsNothingAndDiffersFromProcessToProcess() {
        BearerToken token = BearerToken.of("a-secret-token");
        TokenKeys keys = new TokenKeys();

        assertThat(keys.of(token)).isEqualTo(keys.of(BearerToken.of("a-secret-token")));
        assertThat(keys.of(token)).isNotEqualTo(new TokenKeys().of(token));
        assertThat(keys.of(token)).isNotEqualTo(keys.of(BearerToken.of("a-secret-tokem")));
        assertThat(keys.of(token).toString()).isEqualTo("TokenKey");
    }

    @Test
    void keyWhenTokenIsAsLongAsMayBeThenMade() {
        BearerToken longest = BearerToken.of("t".repeat(BearerToken.MAX_LENGTH));
        TokenKeys keys = new TokenKeys();

        assertThat(keys.of(longest)).isEqualTo(keys.of(longest)).isNotEqualTo(keys.of(BearerToken.of("t")));
    }

    @Test
    void learnWhenAnOlderQuestionIsAnsweredLaterThenTheNewerVerdictCounts() {
        VerdictMemory memory =
                new VerdictMemory(CachePolicy.standard(), DegradedPolicy.failClosed(), fixture.scheduler.time());
        TokenKey key = new TokenKeys().of(BearerToken.of("token"));
        long now = fixture.scheduler.time().nanoTime();
        Verification refused = new Verification.Invalid(RejectReason.REVOKED);

        memory.learn(key, refused, now);
        memory.learn(key, ManualJudge.valid("ada"), now - 1);
        assertThat(memory.fresh(key, fixture.scheduler.time().nanoTime()))
                .as("the refusal is newer")
                .isNull();

        memory.learn(key, ManualJudge.valid("ada"), now + 1);
        memory.learn(key, refused, now);
        assertThat(memory.fresh(key, fixture.scheduler.time().nanoTime()))
                .as("the good verdict is newer")
                .isInstanceOf(Verification.Valid.class);
    }
}
