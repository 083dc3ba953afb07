package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.SessionEnd;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a session ends by the clock, whatever the clock does. */
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
}
