package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertInvalid;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.revocation.InMemoryRevocations;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Who is admitted while the auth service is away, by each degraded policy. */
class DegradedTests extends DegradedFixture {
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
}
