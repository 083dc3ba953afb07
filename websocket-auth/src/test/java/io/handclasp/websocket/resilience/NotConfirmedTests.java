package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertUnavailable;
import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NotConfirmedTests extends DegradedFixture {
    private static final Duration DEADLINE = Duration.ofSeconds(3);

    private final ManualTimeSource time = new ManualTimeSource();
    private final NotConfirmed refused = new NotConfirmed(DEADLINE, time);

    private static Identity identity(String issuer, String subject, String tokenId) {
        return Identity.builder(subject).issuer(issuer).tokenId(tokenId).build();
    }

    @Test
    void reasonWhenRefusedThenKnownForAHandshakesTimeAndAMinuteMore() {
        refused.add(identity("i", "ada", "t1"), RejectReason.INACTIVE);

        time.advance(DEADLINE.plusSeconds(60).minusNanos(1));
        assertThat(refused.reason(identity("i", "ada", "t1"))).contains(RejectReason.INACTIVE);
        time.advance(Duration.ofNanos(1));
        assertThat(refused.reason(identity("i", "ada", "t1"))).isEmpty();
    }

    @Test
    void reasonWhenAnotherTokenThenEmpty() {
        refused.add(identity("i", "ada", "t1"), RejectReason.INACTIVE);

        assertThat(refused.reason(identity("i", "ada", "t2"))).isEmpty();
        assertThat(refused.reason(identity("j", "ada", "t1"))).isEmpty();
        assertThat(refused.reason(identity("i", "bob", "t1"))).isEmpty();
        assertThat(refused.reason(Identity.builder("ada").issuer("i").build())).isEmpty();
    }

    @Test
    void isFullWhenAsManyAsMayWaitThenNobodyIsDroppedBeforeHisTime() {
        for (int i = 0; i < DegradedPolicy.MAX_ADMISSIONS - 1; i++) {
            refused.add(identity("i", "ada", "t" + i), RejectReason.INACTIVE);
        }
        assertThat(refused.isFull()).isFalse();
        refused.add(identity("i", "ada", "last"), RejectReason.INACTIVE);
        assertThat(refused.isFull()).isTrue();

        for (int i = 0; i < DegradedPolicy.MAX_ADMISSIONS; i++) {
            refused.add(identity("i", "bob", "t" + i), RejectReason.INACTIVE); // those who waited then
        }
        assertThat(refused.reason(identity("i", "ada", "t0"))).isPresent();
        assertThat(refused.reason(identity("i", "bob", "t0"))).isPresent();
        time.advance(DEADLINE.plusSeconds(60));
        assertThat(refused.isFull()).isFalse();
    }

    @Test
    void degradedWhenTooManyWereRefusedThenNobodyMoreIsAdmittedForAWhile() {
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withMaxAttempts(1));
        use(DegradedPolicy.verifyLocally(local));
        local.answering(ManualJudge.valid("ada", fixture.in(Duration.ofHours(1))));
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        for (int i = 0; i < DegradedPolicy.MAX_ADMISSIONS; i++) {
            fixture.verifier().notConfirmed().add(identity("i", "ada", "t" + i), RejectReason.INACTIVE);
        }

        assertUnavailable(fixture.ask("one-more"), UnavailableReason.CONNECTION_FAILED);

        fixture.advance(Duration.ofMinutes(2));
        assertValid(fixture.ask("another"), Evidence.Source.LOCAL);
    }
}
