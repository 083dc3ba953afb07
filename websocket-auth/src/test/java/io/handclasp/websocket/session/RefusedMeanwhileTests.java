package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client is admitted without the judge, who is back and refuses it before its session can be found. */
class RefusedMeanwhileTests {
    private static final ResiliencePolicy STALE = ResiliencePolicy.standard()
            .withRetry(RetryPolicy.standard().withMaxAttempts(1))
            .withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final SessionFixture fixture = new SessionFixture(GuardPolicy.standard(), tasks::add, STALE);
    private Identity identity =
            fixture.token("alice", Duration.ofHours(2)).tokenId("t1").build();
    private final Handle handle = new Handle();

    @AfterEach
    void close() {
        fixture.close();
    }

    private void drain() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    private CompletableFuture<AuthOutcome> ask(String token) {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build();
        return fixture.authenticator.authenticateAsync(request).toCompletableFuture();
    }

    /** Lets the judge admit a token, and then be away until the verdict is stale. */
    private void admittedBeforeTheOutage(String token) {
        fixture.judge.answering(new Verification.Valid(identity));
        ask(token);
        drain();
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        fixture.pass(STALE.cache().ttl());
        drain();
    }

    /** Runs what is handed over until somebody was admitted without the judge, and takes the task that would say so. */
    private Runnable completionOfTheAdmission() {
        while (fixture.events(AuthEvent.DegradedAdmission.class).isEmpty()) {
            tasks.remove().run();
        }
        assertThat(tasks).hasSize(1);
        return tasks.remove();
    }

    private void judgeIsBackAndRefuses() {
        fixture.judge.answering(new Verification.Invalid(RejectReason.INACTIVE));
        fixture.pass(Duration.ofSeconds(1));
        drain();
        assertThat(fixture.events(AuthEvent.DegradedAdmissionJudged.class))
                .hasSize(1)
                .noneMatch(AuthEvent.DegradedAdmissionJudged::confirmed);
    }

    private AuthOutcome.Authenticated admittedDegraded() {
        admittedBeforeTheOutage("token");
        CompletableFuture<AuthOutcome> asked = ask("token");
        drain();
        AuthOutcome.Authenticated admitted = (AuthOutcome.Authenticated) asked.join();
        assertThat(admitted.evidence().source()).isEqualTo(Evidence.Source.STALE);
        return admitted;
    }

    @Test
    void handshakeWhenRefusedBeforeItsOutcomeThenRejected() {
        admittedBeforeTheOutage("token");
        CompletableFuture<AuthOutcome> asked = ask("token");
        Runnable completion = completionOfTheAdmission();
        judgeIsBackAndRefuses();
        assertThat(asked).isNotDone();

        completion.run();
        drain();

        assertThat(asked.join()).isEqualTo(new AuthOutcome.Rejected(RejectReason.INACTIVE));
    }

    @Test
    void guardWhenRefusedBeforeItWasRegisteredThenShutAndClosed() {
        AuthOutcome.Authenticated admitted = admittedDegraded();
        judgeIsBackAndRefuses();

        SessionGate gate = fixture.guard.guard(admitted, handle);
        drain();

        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4401 the token was not confirmed");
        assertThat(fixture.events(AuthEvent.SessionClosed.class))
                .extracting(AuthEvent.SessionClosed::end)
                .containsExactly(AuthEvent.SessionEnd.NOT_CONFIRMED);
    }

    @Test
    void guardWhenAnotherTokenWasRefusedThenOpen() {
        AuthOutcome.Authenticated admitted = admittedDegraded();
        judgeIsBackAndRefuses();
        Identity other = fixture.token("alice").tokenId("t2").build();

        SessionGate gate = fixture.guard.guard(
                SessionFixture.admitted(other, admitted.evidence().source()), handle);
        SessionGate judged = fixture.open(identity, new Handle());

        assertThat(gate.isOpen()).isTrue();
        assertThat(judged.isOpen()).as("the judge itself admitted it").isTrue();
    }

    @Test
    void confirmWhenRefusedMeanwhileThenRejectedWithoutAGuard() {
        AuthOutcome.Authenticated admitted = admittedDegraded();
        assertThat(fixture.authenticator.confirm(admitted)).isEqualTo(admitted);

        judgeIsBackAndRefuses();

        assertThat(fixture.authenticator.confirm(admitted)).isEqualTo(new AuthOutcome.Rejected(RejectReason.INACTIVE));
    }

    /** It may have been another token of the subject's: that is no verdict on this one. */
    @Test
    void confirmWhenTokensHaveNoIdThenNobodyCanTellAndItIsNoRejection() {
        identity = Identity.builder("alice")
                .expiresAt(identity.expiresAt().orElseThrow())
                .build();
        AuthOutcome.Authenticated admitted = admittedDegraded();

        judgeIsBackAndRefuses();

        assertThat(fixture.authenticator.confirm(admitted))
                .isInstanceOfSatisfying(
                        AuthOutcome.Unavailable.class,
                        told -> assertThat(told.cause()).isEqualTo(UnavailableReason.REVOCATIONS_INCOMPLETE));
        assertThat(fixture.guard.guard(admitted, handle).isOpen()).isFalse();
        drain();
        assertThat(handle.closes).singleElement().asString().startsWith("1013");
    }

    @Test
    void confirmWhenConfirmedMeanwhileThenHolds() {
        AuthOutcome.Authenticated admitted = admittedDegraded();
        fixture.judge.answering(new Verification.Valid(identity));
        fixture.pass(Duration.ofSeconds(1));
        drain();
        assertThat(fixture.events(AuthEvent.DegradedAdmissionJudged.class))
                .hasSize(1)
                .allMatch(AuthEvent.DegradedAdmissionJudged::confirmed);

        assertThat(fixture.authenticator.confirm(admitted)).isEqualTo(admitted);
    }

    @Test
    void renewWhenRefusedBeforeItsOutcomeThenTheOldTokenHolds() {
        SessionGate gate = fixture.open(fixture.token("alice").tokenId("t0").build(), handle);
        admittedBeforeTheOutage("fresh");
        CompletableFuture<Renewal> renewal = gate.renew(BearerToken.of("fresh")).toCompletableFuture();
        Runnable completion = completionOfTheAdmission();
        judgeIsBackAndRefuses();

        completion.run();
        drain();

        assertThat(renewal.join()).isEqualTo(new Renewal.Refused(RejectReason.INACTIVE));
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.identity().tokenId()).contains("t0");
    }
}
