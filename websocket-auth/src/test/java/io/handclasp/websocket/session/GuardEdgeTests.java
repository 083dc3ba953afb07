package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.SessionEnd;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationSink;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardEdgeTests {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Revocation OF_ALICE = new Revocation.OfToken(Optional.empty(), "t1");

    private final SessionFixture fixture =
            new SessionFixture(GuardPolicy.standard().withWarnBefore(MINUTE));
    private final Handle handle = new Handle();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void sessionWhenItsLastNanosecondIsOverThenClosedByThatTick() {
        fixture.open(fixture.token("alice").build(), handle);

        fixture.pass(HOUR.minus(MINUTE));
        assertThat(handle.warnings).containsExactly(MINUTE);
        fixture.pass(MINUTE.minusNanos(1));
        assertThat(handle.closes).isEmpty();
        fixture.pass(Duration.ofNanos(1));

        assertThat(handle.closes).hasSize(1);
    }

    @Test
    void sizeWhenSessionsComeRenewAndGoThenTheNumberOfOpenOnes() {
        SessionGate alice = fixture.open(fixture.token("alice").build(), handle);
        SessionGate bob = fixture.open(fixture.token("bob").build(), new Handle());
        assertThat(fixture.guard.size()).isEqualTo(2);

        fixture.renew(alice, fixture.token("alice").build());
        assertThat(fixture.guard.size()).isEqualTo(2);
        bob.ended();
        assertThat(fixture.guard.size()).isEqualTo(1);
        alice.ended();
        assertThat(fixture.guard.size()).isZero();
    }

    @Test
    void guardWhenWallClockWasSetBackThenLivesAsLongAsItsToken() {
        fixture.time.setWall(ManualTimeSource.START.minus(Duration.ofDays(1)));

        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);

        assertThat(gate.timeLeft()).isEqualTo(HOUR);
        fixture.pass(HOUR.minusSeconds(1));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void renewWhenWallClockWasSetBackJustNowThenLivesAsLongAsItsToken() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
        fixture.time.setWall(ManualTimeSource.START.minus(Duration.ofMinutes(10)));

        Renewal renewal = fixture.renew(gate, fixture.token("alice").build());

        assertThat(renewal).isInstanceOf(Renewal.Renewed.class);
        assertThat(gate.timeLeft()).isEqualTo(HOUR);
    }

    @Test
    void sessionWhenItLivesLongThenAskedEverySevenMinutesOnly() {
        AtomicInteger asked = new AtomicInteger();
        fixture.guard.guard(SessionFixture.admitted(fixture.token("alice").build()), new SessionHandle() {
            @Override
            public void close(int code, String reason) {}

            @Override
            public boolean isOpen() {
                asked.incrementAndGet();
                return true;
            }
        });

        fixture.pass(HOUR.minusSeconds(61));

        assertThat(asked.get()).isBetween(7, 9);
    }

    @Test
    void sessionWhenMonotonicClockIsBelowZeroThenClosedInTime() {
        ManualScheduler scheduler =
                new ManualScheduler(new ManualTimeSource(-Duration.ofDays(10).toNanos()));
        try (WebSocketAuthenticator authenticator = authenticator(scheduler);
                SessionGuard guard =
                        SessionGuard.builder(authenticator).scheduler(scheduler).build()) {
            Identity identity = Identity.builder("alice")
                    .expiresAt(scheduler.time().now().plus(HOUR))
                    .build();
            guard.guard(SessionFixture.admitted(identity), handle);

            scheduler.advance(HOUR.minusNanos(1));
            assertThat(handle.closes).isEmpty();
            scheduler.advance(Duration.ofMillis(100));
            assertThat(handle.closes).hasSize(1);
        }
    }

    private static WebSocketAuthenticator authenticator(ManualScheduler scheduler) {
        return WebSocketAuthenticator.builder()
                .verifier(new ManualJudge())
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .build();
    }

    @Test
    void guardWhenRefusedThenTheEventSaysWhy() {
        fixture.revocations.revoke(OF_ALICE);
        fixture.open(fixture.token("alice").tokenId("t1").build(), handle);
        fillStore();
        Identity bob = fixture.token("bob").build();
        Handle ofBob = new Handle();

        fixture.guard.guard(SessionFixture.admitted(bob, Evidence.Source.STALE), ofBob);

        assertThat(ofBob.closes).singleElement().asString().startsWith("1013 ");
        assertThat(fixture.events(AuthEvent.SessionClosed.class))
                .extracting(AuthEvent.SessionClosed::end)
                .containsExactly(SessionEnd.REVOKED, SessionEnd.NOT_GUARDED);
    }

    private void fillStore() {
        for (int i = 0; i < 10_001; i++) {
            fixture.revocations.revoke(new Revocation.OfToken(Optional.empty(), "other-" + i));
        }
    }

    @Test
    void revokeWhenStoreHasNoRoomThenToldSo() {
        fillStore();

        assertThat(fixture.guard.revoke(OF_ALICE)).isFalse();
        assertThat(fixture.events(AuthEvent.RevocationApplied.class))
                .containsExactly(new AuthEvent.RevocationApplied("TOKEN", false, 0));
    }

    @Test
    void revokeWhenThereIsNoStoreThenOnlyOpenSessionsAreShut() {
        ManualScheduler scheduler = new ManualScheduler();
        try (WebSocketAuthenticator authenticator = authenticator(scheduler);
                SessionGuard guard =
                        SessionGuard.builder(authenticator).scheduler(scheduler).build()) {
            assertThat(authenticator.revocations()).isSameAs(Revocations.none());
            SessionGate gate = guard.guard(
                    SessionFixture.admitted(
                            Identity.builder("alice").tokenId("t1").build()),
                    handle);

            assertThat(guard.revoke(OF_ALICE)).isFalse();
            assertThat(gate.isOpen()).isFalse();
        }
    }

    @Test
    void closeWhenCalledTwiceThenFeedsAreLetGoOnce() {
        AtomicInteger letGo = new AtomicInteger();
        List<RevocationSink> told = new ArrayList<>();
        SessionGuard guard = SessionGuard.builder(fixture.authenticator)
                .scheduler(fixture.scheduler)
                .feed(sink -> {
                    told.add(sink);
                    return letGo::incrementAndGet;
                })
                .build();
        assertThat(told).containsExactly(guard);

        guard.close();
        guard.close();

        assertThat(letGo).hasValue(1);
    }

    @Test
    void timerWhenGuardIsClosedWhileItIsScheduledThenCancelled() {
        List<SessionGuard> guards = new ArrayList<>();
        ScheduledExecutorService closing = (ScheduledExecutorService) Proxy.newProxyInstance(
                GuardEdgeTests.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                    guards.forEach(SessionGuard::close);
                    try {
                        return method.invoke(fixture.scheduler, arguments);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                });
        SessionGuard guard =
                SessionGuard.builder(fixture.authenticator).scheduler(closing).build();
        guards.add(guard);

        guard.guard(SessionFixture.admitted(fixture.token("alice").build()), handle);

        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void gateWhenShownThenTellsTheSubjectAndItsState() {
        SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
        assertThat(gate).asString().contains("alice").endsWith(", OPEN]");

        gate.ended();

        assertThat(gate).asString().endsWith(", ENDED]");
    }
}
