package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.RenewalResult;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationStore;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Renewals that meet something else on their way, and how each is told. */
class RenewalEdgeTests {
    private final SessionFixture fixture = new SessionFixture();
    private final Handle handle = new Handle();
    private final SessionGate gate =
            fixture.open(fixture.token("alice").tokenId("t0").build(), handle);

    @AfterEach
    void close() {
        fixture.close();
    }

    private AuthEvent.SessionRenewal told() {
        assertThat(fixture.events(AuthEvent.SessionRenewal.class)).hasSize(1);
        return fixture.events(AuthEvent.SessionRenewal.class).get(0);
    }

    @Test
    void renewWhenNewTokenHasEndedWithinItsJudgesSkewThenTheOldOneHolds() {
        Identity ended = fixture.token("alice", Duration.ZERO).tokenId("t1").build();

        assertThat(fixture.renew(gate, ended)).isEqualTo(new Renewal.Refused(RejectReason.EXPIRED));

        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.identity().tokenId()).contains("t0");
        assertThat(told()).isEqualTo(new AuthEvent.SessionRenewal(RenewalResult.REFUSED, "EXPIRED", "alice"));
    }

    @Test
    void renewWhenAnotherSubjectThenToldOfTheSessionsOwn() {
        fixture.renew(gate, fixture.token("mallory").build());

        assertThat(told()).isEqualTo(new AuthEvent.SessionRenewal(RenewalResult.OTHER_SUBJECT, "", "alice"));
    }

    @Test
    void renewWhenThereIsNoVerdictThenToldWhy() {
        fixture.judge.failing(UnavailableReason.MISCONFIGURED);

        assertThat(fixture.renew(gate, "fresh")).isInstanceOf(Renewal.NotJudged.class);

        assertThat(told()).isEqualTo(new AuthEvent.SessionRenewal(RenewalResult.UNAVAILABLE, "MISCONFIGURED", "alice"));
    }

    @Test
    void renewWhenHostsCodeFailsThenToldTheIncident() {
        fixture.judge.answering((token, deadline) -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(fixture.renew(gate, "fresh")).isInstanceOf(Renewal.NotJudged.class);

        assertThat(told().result()).isEqualTo(RenewalResult.UNAVAILABLE);
        assertThat(told().detail()).matches("[0-9a-f]{16}");
    }

    @Test
    void renewWhenSessionIsShutWhileAnotherSubjectsTokenIsJudgedThenEnded() {
        fixture.judge.holding();
        CompletionStage<Renewal> renewal = gate.renew(BearerToken.of("fresh"));
        fixture.guard.revoke(new Revocation.OfToken(Optional.empty(), "t0"));

        fixture.judge
                .last()
                .answer()
                .complete(new Verification.Valid(fixture.token("mallory").build()));

        assertThat(renewal.toCompletableFuture().join()).isEqualTo(new Renewal.Ended());
        assertThat(told()).isEqualTo(new AuthEvent.SessionRenewal(RenewalResult.ENDED, "", "alice"));
        assertThat(handle.closes).containsExactly("4401 the token was revoked");
    }

    /** Has something happen from a given question on. */
    private static final class LateStore implements RevocationStore {
        int asked;
        int from = Integer.MAX_VALUE;
        BooleanSupplier then = () -> true;

        @Override
        public boolean isRevoked(Identity identity) {
            return ++asked >= from && then.getAsBoolean();
        }

        @Override
        public boolean complete() {
            return true;
        }
    }

    /** Renews twice; what is to happen does so in the second, at the last question, when the session has its new token. */
    private Renewal renewWithLastQuestion(BooleanSupplier answer) {
        ManualScheduler scheduler = new ManualScheduler();
        LateStore store = new LateStore();
        Identity identity = Identity.builder("alice")
                .expiresAt(scheduler.time().now().plusSeconds(3_600))
                .build();
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                        .verifier(new ManualJudge().answering(new Verification.Valid(identity)))
                        .revocations(store)
                        .execution(Runnable::run, scheduler)
                        .timeSource(scheduler.time())
                        .build();
                SessionGuard guard =
                        SessionGuard.builder(authenticator).scheduler(scheduler).build()) {
            SessionGate own = guard.guard(SessionFixture.admitted(identity), handle);
            int before = store.asked;
            assertThat(own.renew(BearerToken.of("one")).toCompletableFuture().join())
                    .isInstanceOf(Renewal.Renewed.class);
            store.from = store.asked + (store.asked - before);
            store.then = answer;

            Renewal renewal =
                    own.renew(BearerToken.of("two")).toCompletableFuture().join();

            assertThat(own.isOpen()).isFalse();
            return renewal;
        }
    }

    @Test
    void renewWhenRevokedJustAfterItsVerdictThenClosedAtOnce() {
        assertThat(renewWithLastQuestion(() -> true)).isEqualTo(new Renewal.Refused(RejectReason.REVOKED));

        assertThat(handle.closes).containsExactly("4401 the token was revoked");
    }

    @Test
    void renewWhenTheStoreFailsAtTheLastQuestionThenNotRenewedAndClosedAsAFailureOfTheHost() {
        Renewal renewal = renewWithLastQuestion(() -> {
            throw new IllegalStateException("the store is gone");
        });

        assertThat(renewal)
                .isInstanceOfSatisfying(
                        Renewal.NotJudged.class,
                        notJudged -> assertThat(notJudged.refusal()).isInstanceOf(AuthOutcome.Errored.class));
        assertThat(handle.closes).hasSize(1).first().asString().startsWith("1011 internal error ");
    }
}
