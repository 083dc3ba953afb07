package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.SessionEnd;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationSink;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionGuardTests {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SessionFixture fixture =
            new SessionFixture(GuardPolicy.standard().withWarnBefore(Duration.ofMinutes(1)));
    private final Handle handle = new Handle();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void sessionWhenTokenExpiresThenClosedWith4401() {
        SessionGate gate = fixture.open(
                fixture.token("alice").tokenId("t1").sessionId("s1").build(), handle);
        fixture.pass(HOUR.minusNanos(1));
        assertThat(gate.isOpen()).isTrue();
        assertThat(handle.closes).isEmpty();

        fixture.pass(SECOND);

        assertThat(handle.closes).containsExactly("4401 the token expired");
        assertThat(fixture.events(AuthEvent.SessionClosed.class))
                .containsExactly(new AuthEvent.SessionClosed(
                        SessionEnd.EXPIRED,
                        "alice",
                        Optional.of(SessionFixture.ISSUER),
                        Optional.of("t1"),
                        Optional.of("s1")));
        assertThat(fixture.guard.size()).isZero();
    }

    @Test
    void gateWhenTokenExpiresThenShutAtOnceWithoutTheTimer() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);

        fixture.time.advance(HOUR); // no task runs

        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.timeLeft()).isZero();
        assertThat(gate.admit(() -> {
                    throw new AssertionError("a message passed");
                }))
                .isFalse();
        assertThat(handle.closes).isEmpty();
    }

    @Test
    void admitWhenOpenThenRuns() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);

        assertThat(gate.admit(() -> handle.open = false)).isTrue();
        assertThat(handle.open).isFalse();
    }

    @Test
    void clientWhenTokenWillExpireThenWarnedOnce() {
        fixture.open(fixture.token("alice").build(), handle);

        fixture.pass(HOUR.minusSeconds(61));
        assertThat(handle.warnings).isEmpty();
        fixture.pass(Duration.ofSeconds(30));

        assertThat(handle.warnings).hasSize(1);
        assertThat(handle.warnings.get(0)).isBetween(Duration.ofSeconds(59), Duration.ofSeconds(60));
    }

    @Test
    void sessionWhenTokenHasNoExpiryThenClosedAtTheGreatestAge() {
        fixture.open(Identity.builder("opaque").build(), handle);

        fixture.pass(HOUR.minusSeconds(1));
        assertThat(handle.closes).isEmpty();
        fixture.pass(SECOND.multipliedBy(2));

        assertThat(handle.closes).containsExactly("4401 the session needs a fresh token");
    }

    @Test
    void sessionWhenWallClockJumpsBackThenEndsAfterTheTimeThatWasLeft() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
        fixture.pass(Duration.ofMinutes(10));

        fixture.time.setWall(ManualTimeSource.START.minus(Duration.ofDays(1)));
        fixture.pass(Duration.ofMinutes(49));
        assertThat(gate.isOpen()).isTrue();
        fixture.pass(Duration.ofMinutes(1).plus(SECOND));

        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).hasSize(1);
    }

    @Test
    void sessionWhenWallClockJumpsPastItsEndThenClosedWithinASecond() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
        Handle longer = new Handle();
        SessionGate other =
                fixture.open(fixture.token("bob", HOUR.multipliedBy(3)).build(), longer);

        fixture.time.setWall(ManualTimeSource.START.plus(HOUR)); // a machine that slept
        fixture.pass(SECOND);

        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).hasSize(1);
        assertThat(other.isOpen()).isTrue();
        fixture.pass(HOUR.multipliedBy(2));
        assertThat(longer.closes).as("its date has come, too").hasSize(1);
    }

    @Test
    void sessionWhenWallClockJumpsAheadAndBackThenLivesOn() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
        fixture.time.setWall(ManualTimeSource.START.plus(Duration.ofMinutes(30)));
        fixture.pass(SECOND);
        fixture.time.setWall(ManualTimeSource.START.plusSeconds(1));
        fixture.pass(HOUR.minusSeconds(2));

        assertThat(gate.isOpen()).isTrue();
        fixture.pass(SECOND.multipliedBy(2));
        assertThat(handle.closes).hasSize(1);
    }

    @Test
    void sessionWhenWallClockDriftsAheadThenClosedByItsDate() {
        fixture.open(fixture.token("alice").build(), handle);
        for (int minute = 0; minute < 59; minute++) {
            fixture.pass(Duration.ofMinutes(1));
            fixture.time.setWall(fixture.time.now().plusMillis(100));
        }
        fixture.pass(Duration.ofSeconds(55)); // 5.9 s of drift by now

        assertThat(handle.closes).hasSize(1);
    }

    @Test
    void guardWhenTokenExpiredMeanwhileThenShutAndClosed() {
        Identity late = fixture.token("alice").build();
        fixture.pass(HOUR);

        SessionGate gate = fixture.open(late, handle);

        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4401 the token expired");
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
    void sessionWhenItEndedThenNeverClosed() {
        SessionGate gate = fixture.open(fixture.token("alice").sessionId("s1").build(), handle);

        gate.ended();
        gate.ended();
        fixture.guard.revoke(new Revocation.OfSession(Optional.empty(), "s1"));
        fixture.pass(HOUR.multipliedBy(2));

        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).isEmpty();
        assertThat(fixture.events(AuthEvent.SessionClosed.class)).isEmpty();
        assertThat(fixture.guard.size()).isZero();
    }

    @Test
    void sessionWhenItEndedUnnoticedThenForgottenInMinutes() {
        fixture.open(fixture.token("alice").build(), handle);

        handle.open = false; // and nobody tells
        fixture.pass(Duration.ofMinutes(7));

        assertThat(fixture.guard.size()).isZero();
        assertThat(handle.closes).isEmpty();
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
    void timerWhenNoSessionIsLeftThenNothingIsScheduled() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
        fixture.open(fixture.token("bob").build(), handle);
        assertThat(fixture.scheduler.pending()).as("one timer for all").isEqualTo(1);

        gate.ended();
        fixture.pass(HOUR.plusSeconds(1));

        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void guardWhenClosedThenGatesAreShutAndNewSessionsRefused() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);

        fixture.guard.close();
        fixture.guard.close();

        assertThat(gate.isOpen()).isFalse();
        assertThat(fixture.guard.size()).isZero();
        assertThat(fixture.scheduler.pending()).isZero();
        Handle refused = new Handle();
        assertThat(fixture.open(fixture.token("bob").build(), refused).isOpen()).isFalse();
        assertThat(refused.closes).containsExactly("1013 try again later");
    }

    @Test
    void handleWhenItThrowsThenOthersAreClosedAllTheSame() {
        fixture.guard.guard(SessionFixture.admitted(fixture.token("alice").build()), (code, reason) -> {
            throw new IllegalStateException("gone");
        });
        fixture.open(fixture.token("bob").build(), handle);

        fixture.pass(HOUR.plusSeconds(1));

        assertThat(handle.closes).hasSize(1);
        assertThat(fixture.events(AuthEvent.SessionClosed.class)).hasSize(2);
    }

    @Test
    void reasonsWhenLongestThenFitIntoACloseFrame() {
        assertThat(Closing.OTHER_SUBJECT.reasonWithHint(600).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(123);
        assertThat(Closing.TOO_OLD.reasonWithHint(600))
                .isEqualTo("the session needs a fresh token, retry in 600 s")
                .isASCII();
    }

    @Test
    void guardWhenItHasAThreadOfItsOwnThenCloseEndsIt() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        CountDownLatch closed = new CountDownLatch(1);
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                        .verifier(new ManualJudge())
                        .build();
                SessionGuard guard = SessionGuard.builder(authenticator).build()) {
            Identity brief = Identity.builder("alice")
                    .expiresAt(authenticator.execution().timeSource().now().plusMillis(300))
                    .build();
            guard.guard(SessionFixture.admitted(brief), (code, reason) -> closed.countDown());
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(census.added()).extracting(Thread::getName).contains("handclasp-session-guard-1");
        }

        census.assertNoneLeft(Duration.ofSeconds(10));
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

    @Test
    void closeWhenAFeedDoesNotLetGoThenNoThreadIsLeft() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        AtomicBoolean otherEnded = new AtomicBoolean();
        SessionGuard guard = SessionGuard.builder(fixture.authenticator)
                .executor(Runnable::run)
                .feed(sink -> () -> {
                    throw new IllegalStateException("cannot let go");
                })
                .feed(sink -> () -> otherEnded.set(true))
                .build();
        SessionGate gate =
                guard.guard(SessionFixture.admitted(fixture.token("alice").build()), handle);
        assertThat(census.added()).isNotEmpty();

        guard.close();

        assertThat(gate.isOpen()).isFalse();
        assertThat(otherEnded).isTrue();
        census.assertNoneLeft(Duration.ofSeconds(10));
    }

    @Test
    void builderWhenAFeedRefusesThenTheOthersAreLetGo() {
        AtomicBoolean ended = new AtomicBoolean();
        SessionGuard.Builder builder = SessionGuard.builder(fixture.authenticator)
                .scheduler(fixture.scheduler)
                .feed(sink -> () -> ended.set(true))
                .feed(sink -> {
                    throw new IllegalStateException("no connection");
                });

        assertThatThrownBy(builder::build).hasMessage("no connection");

        assertThat(ended).isTrue();
    }

    @Test
    void builderWhenFeedHasNobodyToTellThenRefused() {
        try (WebSocketAuthenticator authenticator =
                WebSocketAuthenticator.builder().verifier(new ManualJudge()).build()) {
            SessionGuard.Builder builder = SessionGuard.builder(authenticator).feed(sink -> () -> {});

            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("revocations was not set");
        }
    }

    @Test
    void policyWhenOutOfRangeThenRefused() {
        assertThatThrownBy(() -> GuardPolicy.standard().withClosesPerSecond(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("closesPerSecond was 0");
        assertThatThrownBy(() -> GuardPolicy.standard().withAgeWithoutExpiry(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ageWithoutExpiry was PT0S");
    }
}
