package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.SessionEnd;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationSink;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that are ended before their time: by revocations, by the host, by a judge who is back. */
class GuardRevocationTests {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SessionFixture fixture =
            new SessionFixture(GuardPolicy.standard().withWarnBefore(Duration.ofMinutes(1)));
    private final Handle handle = new Handle();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void guardWhenTokenWasRevokedMeanwhileThenShutAndClosed() {
        fixture.revocations.revoke(new Revocation.OfToken(Optional.empty(), "t1"));

        SessionGate gate = fixture.open(fixture.token("alice").tokenId("t1").build(), handle);

        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4401 the token was revoked");
        assertThat(fixture.guard.size()).isZero();
    }

    @Test
    void revokeWhenSubjectThenOnlyTokensIssuedBeforeEnd() {
        SessionGate before = fixture.open(fixture.token("alice").build(), handle);
        fixture.pass(Duration.ofMinutes(1));
        Handle fresh = new Handle();
        SessionGate after = fixture.open(fixture.token("alice").build(), fresh);
        Handle others = new Handle();
        SessionGate bob = fixture.open(fixture.token("bob").build(), others);

        boolean kept = fixture.guard.revoke(
                new Revocation.OfSubject(Optional.of(SessionFixture.ISSUER), "alice", fixture.time.now()));

        assertThat(kept).isTrue();
        assertThat(before.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4401 the token was revoked");
        assertThat(after.isOpen()).isTrue();
        assertThat(bob.isOpen()).isTrue();
        assertThat(fixture.events(AuthEvent.RevocationApplied.class))
                .containsExactly(new AuthEvent.RevocationApplied("SUBJECT", true, 1));
        assertThat(fixture.events(AuthEvent.SessionClosed.class))
                .extracting(AuthEvent.SessionClosed::end)
                .containsExactly(SessionEnd.REVOKED);
    }

    @Test
    void revokeWhenLoginSessionOrTokenThenItsSessionsEndAndNewOnesAreRefused() {
        SessionGate one = fixture.open(
                fixture.token("alice").sessionId("s1").tokenId("t1").build(), handle);
        SessionGate two = fixture.open(
                fixture.token("alice").sessionId("s1").tokenId("t2").build(), handle);
        SessionGate three = fixture.open(
                fixture.token("alice").sessionId("s2").tokenId("t3").build(), handle);

        fixture.guard.revoke(new Revocation.OfToken(Optional.empty(), "t3"));
        assertThat(three.isOpen()).isFalse();
        assertThat(one.isOpen()).isTrue();
        fixture.guard.revoke(new Revocation.OfSession(Optional.empty(), "s1"));

        assertThat(one.isOpen()).isFalse();
        assertThat(two.isOpen()).isFalse();
        assertThat(fixture.open(fixture.token("alice").sessionId("s1").build(), new Handle())
                        .isOpen())
                .isFalse();
    }

    @Test
    void revokeWhenAnotherIssuersThenUntouched() {
        SessionGate gate = fixture.open(fixture.token("alice").tokenId("t1").build(), handle);

        fixture.guard.revoke(new Revocation.OfToken(Optional.of("https://other.example"), "t1"));

        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void closeWhereWhenPredicateFitsThenClosed() {
        SessionGate alice = fixture.open(fixture.token("alice").tenant("red").build(), handle);
        SessionGate bob = fixture.open(fixture.token("bob").tenant("blue").build(), new Handle());

        int closed = fixture.guard.closeWhere(identity -> identity.tenant().equals(Optional.of("red")));

        assertThat(closed).isEqualTo(1);
        assertThat(alice.isOpen()).isFalse();
        assertThat(bob.isOpen()).isTrue();
        assertThat(handle.closes).containsExactly("4401 the session was ended");
        assertThat(fixture.events(AuthEvent.SessionClosed.class))
                .extracting(AuthEvent.SessionClosed::end)
                .containsExactly(SessionEnd.BY_HOST);
    }

    @Test
    void clientAdmittedDegradedWhenJudgeRefusesItLaterThenClosed() {
        Identity identity = fixture.token("alice").tokenId("t1").build();
        SessionGate stale = fixture.guard.guard(SessionFixture.admitted(identity, Evidence.Source.STALE), handle);
        SessionGate fresh = fixture.open(identity, new Handle());

        fixture.authenticator
                .observer()
                .record(new AuthEvent.DegradedAdmissionJudged(
                        "STALE", "alice", Optional.of("t1"), Optional.empty(), false));

        assertThat(stale.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4401 the token was not confirmed");
        assertThat(fresh.isOpen()).isTrue();
    }

    @Test
    void sessionWhenSeveralReasonsToEndThenClosedOnce() {
        fixture.open(fixture.token("alice").sessionId("s1").build(), handle);

        fixture.guard.revoke(new Revocation.OfSession(Optional.empty(), "s1"));
        fixture.guard.closeWhere(identity -> true);
        fixture.pass(HOUR.multipliedBy(2));

        assertThat(handle.closes).hasSize(1);
        assertThat(fixture.events(AuthEvent.SessionClosed.class)).hasSize(1);
    }

    @Test
    void revokeWhenStoreFailsThenOpenSessionsAreShutAllTheSame() {
        RevocationSink broken = revocation -> {
            throw new IllegalStateException("the store is gone");
        };
        try (SessionGuard guard = SessionGuard.builder(fixture.authenticator)
                .revocations(broken)
                .executor(Runnable::run)
                .scheduler(fixture.scheduler)
                .build()) {
            SessionGate gate =
                    guard.guard(SessionFixture.admitted(fixture.token("alice").build()), handle);
            Revocation revocation = new Revocation.OfSubject(
                    Optional.of(SessionFixture.ISSUER),
                    "alice",
                    fixture.time.now().plus(HOUR));

            assertThatThrownBy(() -> guard.revoke(revocation)).hasMessage("the store is gone");

            assertThat(gate.isOpen()).isFalse();
            assertThat(handle.closes).hasSize(1).first().asString().startsWith("4401");
        }
    }
}
