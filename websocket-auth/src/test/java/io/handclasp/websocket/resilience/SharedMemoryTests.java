package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertInvalid;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedMemoryTests {
    private static final Duration TTL = CachePolicy.standard().ttl();

    private final ResilienceFixture fixture = new ResilienceFixture();
    private final HandCache cache = new HandCache();

    /** A cache that answers when the test says so. */
    private static final class HandCache implements VerdictCache {
        final List<CompletableFuture<Optional<SharedVerdict>>> lookups = new ArrayList<>();
        final List<SharedVerdict> puts = new ArrayList<>();
        int removals;
        boolean broken;

        @Override
        public CompletionStage<Optional<SharedVerdict>> find(BearerToken token) {
            fail();
            CompletableFuture<Optional<SharedVerdict>> lookup = new CompletableFuture<>();
            lookups.add(lookup);
            return lookup;
        }

        private void fail() {
            if (broken) {
                throw new IllegalStateException("a bug in the cache");
            }
        }

        @Override
        public void put(BearerToken token, SharedVerdict verdict) {
            fail();
            puts.add(verdict);
        }

        @Override
        public void remove(BearerToken token) {
            fail();
            removals++;
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(50);
        }
    }

    SharedMemoryTests() {
        fixture.cache = Optional.of(cache);
    }

    private SharedVerdict verdict(Duration age, Duration life) {
        return new SharedVerdict(
                Identity.builder("alice").expiresAt(fixture.in(life)).build(), fixture.in(age.negated()));
    }

    private void found(SharedVerdict verdict) {
        cache.lookups.get(cache.lookups.size() - 1).complete(Optional.of(verdict));
    }

    @Test
    void judgeWhenOtherNodeSharesItsVerdictThenNoCallAndRememberedForTheRestOfItsTime() {
        CompletableFuture<Judgement> asked = fixture.ask("t");
        CompletableFuture<Judgement> joined = fixture.ask("t");
        found(verdict(TTL.minusSeconds(10), Duration.ofHours(1)));

        assertValid(asked, Evidence.Source.SHARED_CACHE);
        assertValid(joined, Evidence.Source.SHARED_CACHE);
        fixture.advance(Duration.ofSeconds(9));
        assertValid(fixture.ask("t"), Evidence.Source.CACHED);
        fixture.advance(Duration.ofSeconds(1));
        assertThat(fixture.ask("t")).isNotDone();
        assertThat(cache.lookups).hasSize(2);
        assertThat(cache.puts).as("what others share is not shared again").isEmpty();
        assertThat(fixture.judge.calls()).isZero();
    }

    @Test
    void judgeWhenCacheKnowsNothingThenJudgeIsAskedAndItsVerdictShared() {
        Instant began = fixture.in(Duration.ZERO);
        CompletableFuture<Judgement> asked = fixture.ask("t");
        cache.lookups.get(0).complete(Optional.empty());
        fixture.judge.call(0).valid();

        assertValid(asked, Evidence.Source.FRESH);
        assertThat(cache.puts).hasSize(1);
        assertThat(cache.puts.get(0).judgedAt()).isEqualTo(began);
    }

    @Test
    void judgeWhenCacheIsSlowThenJudgeIsAskedAfterItsPatienceAndLookupCancelled() {
        CompletableFuture<Judgement> asked = fixture.ask("t");
        fixture.advance(Duration.ofMillis(49));
        assertThat(fixture.judge.calls()).isZero();
        fixture.advance(Duration.ofMillis(1));
        assertThat(fixture.judge.calls()).isEqualTo(1);
        assertThat(cache.lookups.get(0)).isCancelled();

        fixture.judge.call(0).valid();
        assertValid(asked, Evidence.Source.FRESH);
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void judgeWhenCacheFailsOrThrowsThenJudgeIsAsked() {
        CompletableFuture<Judgement> asked = fixture.ask("t");
        cache.lookups.get(0).completeExceptionally(new IllegalStateException("gone"));
        fixture.judge.call(0).valid();
        assertValid(asked, Evidence.Source.FRESH);

        cache.broken = true;
        CompletableFuture<Judgement> other = fixture.ask("u");
        fixture.judge.call(1).valid();
        assertValid(other, Evidence.Source.FRESH);
    }

    @Test
    void judgeWhenSharedVerdictIsTooOldOrExpiredOrFromTheFutureThenJudgeIsAsked() {
        List<SharedVerdict> useless = List.of(
                verdict(TTL, Duration.ofHours(1)),
                verdict(Duration.ofSeconds(1), Duration.ZERO),
                verdict(Duration.ofMillis(-2_001), Duration.ofHours(1)));
        for (int i = 0; i < useless.size(); i++) {
            fixture.ask("t" + i);
            found(useless.get(i));
            assertThat(fixture.judge.calls()).isEqualTo(i + 1);
        }
    }

    @Test
    void judgeWhenOtherNodesClockIsALittleAheadThenItsVerdictCounts() {
        CompletableFuture<Judgement> asked = fixture.ask("t");
        found(verdict(Duration.ofSeconds(-2), Duration.ofHours(1)));

        assertValid(asked, Evidence.Source.SHARED_CACHE);
    }

    @Test
    void judgeWhenTokenOfSharedVerdictWasRevokedThenRefusedAndNotRemembered() {
        InMemoryRevocations revocations = Revocations.inMemory(10, Duration.ofHours(1), fixture.scheduler.time());
        fixture.revocations = revocations;
        CompletableFuture<Judgement> asked = fixture.ask("t");
        revocations.revoke(new Revocation.OfSubject(Optional.empty(), "alice", fixture.in(Duration.ZERO)));
        found(verdict(Duration.ofSeconds(1), Duration.ofHours(1)));

        assertInvalid(asked, RejectReason.REVOKED);
    }

    @Test
    void judgeWhenRevocationsAreIncompleteThenCacheIsNotAskedOrNotBelieved() {
        InMemoryRevocations revocations = Revocations.inMemory(1, Duration.ofHours(1), fixture.scheduler.time());
        fixture.revocations = revocations;
        fixture.ask("t");
        revocations.revoke(new Revocation.OfToken(Optional.empty(), "one"));
        revocations.revoke(new Revocation.OfToken(Optional.empty(), "one too many"));
        found(verdict(Duration.ofSeconds(1), Duration.ofHours(1)));
        assertThat(fixture.judge.calls()).isEqualTo(1);

        fixture.ask("u");
        assertThat(cache.lookups).hasSize(1);
        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @Test
    void judgeWhenThisNodesJudgeRefusedLaterThenSharedVerdictIsNotBelieved() {
        fixture.ask("t");
        cache.lookups.get(0).complete(Optional.empty());
        fixture.judge.call(0).invalid(RejectReason.INSUFFICIENT_SCOPE);
        fixture.ask("t");
        found(verdict(Duration.ofSeconds(5), Duration.ofHours(1)));

        assertThat(fixture.judge.calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = RejectReason.class,
            names = {"INACTIVE", "REVOKED", "WRONG_AUDIENCE", "INSUFFICIENT_SCOPE"})
    void judgeWhenJudgeRefusesWhatMayBeSharedThenSharedVerdictIsDropped(RejectReason reason) {
        fixture.judge.answering(new Verification.Invalid(reason));
        fixture.ask("t");
        cache.lookups.get(0).complete(Optional.empty());

        assertThat(cache.removals).isEqualTo(1);
    }

    @Test
    void judgeWhenSignatureIsBadThenNothingIsDropped() {
        fixture.judge.answering(new Verification.Invalid(RejectReason.BAD_SIGNATURE));
        fixture.ask("t");
        cache.lookups.get(0).complete(Optional.empty());

        assertThat(cache.removals).isZero();
        assertThat(cache.puts).isEmpty();
    }

    @Test
    void buildWhenNothingMayBeRememberedThenRefused() {
        fixture.policy = ResiliencePolicy.strict();

        assertThatThrownBy(fixture::verifier)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cache.ttl was PT0S");
    }
}
