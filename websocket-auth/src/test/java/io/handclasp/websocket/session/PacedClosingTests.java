package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.session.SessionFixture.Handle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class PacedClosingTests {
    private static final int SESSIONS = 1_000;
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void burstWhenAllExpireTogetherThenGatesAreShutAndClosesPaced() {
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard().withClosesPerSecond(100))) {
            List<String> closes = new ArrayList<>();
            List<SessionGate> gates = new ArrayList<>();
            for (int i = 0; i < SESSIONS; i++) {
                gates.add(fixture.guard.guard(
                        SessionFixture.admitted(fixture.token("user-" + i).build()),
                        (code, reason) -> closes.add(code + " " + reason)));
            }

            fixture.pass(HOUR);
            assertThat(gates).noneMatch(SessionGate::isOpen);
            fixture.pass(Duration.ofSeconds(1));
            assertThat(closes).hasSizeBetween(100, 130);
            assertThat(fixture.guard.waiting()).isEqualTo(SESSIONS - closes.size());
            fixture.pass(Duration.ofSeconds(10));

            assertThat(closes).hasSize(SESSIONS).allMatch(close -> close.startsWith("4401 the token expired"));
            assertThat(closes.subList(0, SESSIONS - 1)).allMatch(close -> close.matches(".*, retry in \\d+ s"));
            assertThat(closes.stream().distinct().count()).as("different waits").isGreaterThan(5);
        }
    }

    @Test
    void closeWhenFewExpireThenNoHint() {
        try (SessionFixture fixture = new SessionFixture()) {
            Handle handle = new Handle();
            for (int i = 0; i < 20; i++) {
                fixture.open(fixture.token("user-" + i).build(), handle);
            }
            fixture.pass(HOUR.plusSeconds(1));

            assertThat(handle.closes).hasSize(20).containsOnly("4401 the token expired");
        }
    }

    @Test
    void revokedSessionWhenManyWaitThenClosedBeforeThem() {
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard().withClosesPerSecond(10))) {
            Handle expired = new Handle();
            for (int i = 0; i < SESSIONS; i++) {
                fixture.open(fixture.token("user-" + i).build(), expired);
            }
            Handle revoked = new Handle();
            fixture.open(
                    fixture.token("alice", HOUR.multipliedBy(2)).sessionId("s1").build(), revoked);
            fixture.pass(HOUR.plusSeconds(5));
            assertThat(fixture.guard.waiting()).isGreaterThan(900);

            fixture.guard.revoke(new Revocation.OfSession(Optional.empty(), "s1"));
            fixture.pass(Duration.ofMillis(200));

            assertThat(revoked.closes).containsExactly("4401 the token was revoked");
        }
    }

    @Test
    void closeWhenExecutorIsFullThenLaterAndOnce() {
        AtomicBoolean full = new AtomicBoolean(true);
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard(), task -> {
            if (full.get()) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        })) {
            Handle handle = new Handle();
            SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
            fixture.pass(HOUR.plusSeconds(5));
            assertThat(gate.isOpen()).isFalse();
            assertThat(handle.closes).isEmpty();

            full.set(false);
            fixture.pass(Duration.ofSeconds(1));

            assertThat(handle.closes).containsExactly("4401 the token expired");
        }
    }

    @Test
    void closeWhenSomeHangThenOthersAreClosedAllTheSame() {
        List<Runnable> handedOver = new ArrayList<>();
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard(), handedOver::add)) {
            Handle handle = new Handle();
            fixture.open(fixture.token("alice").build(), handle);
            fixture.open(fixture.token("bob").build(), handle);
            fixture.pass(HOUR.plusSeconds(5));

            assertThat(handedOver)
                    .as("no more threads than a few, however long they take")
                    .hasSize(8);
            handedOver.get(7).run(); // the others hang
            assertThat(handle.closes).hasSize(2);
        }
    }

    @Test
    void sessionWhenItEndsWhileItWaitsToBeClosedThenNotClosed() {
        List<Runnable> handedOver = new ArrayList<>();
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard(), handedOver::add)) {
            Handle handle = new Handle();
            SessionGate gate = fixture.open(fixture.token("alice").build(), handle);
            fixture.pass(HOUR.plusSeconds(1));

            gate.ended();
            handedOver.forEach(Runnable::run);

            assertThat(handle.closes).isEmpty();
        }
    }

    @Test
    void closeWhenNoMoreThanABurstExpireThenNoHint() {
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard().withClosesPerSecond(8))) {
            assertThat(closesOf(fixture, 2)).containsOnly("4401 the token expired");
        }
    }

    @Test
    void hintWhenOneMoreThanABurstExpiresThenTheTimeThatAllTake() {
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard().withClosesPerSecond(8))) {
            assertThat(closesOf(fixture, 3)).containsOnly("4401 the token expired, retry in 1 s");
        }
    }

    @Test
    void hintWhenManyExpireThenSpreadOverTheTimeThatAllTake() {
        try (SessionFixture fixture = new SessionFixture(GuardPolicy.standard().withClosesPerSecond(100))) {
            assertThat(closesOf(fixture, 300))
                    .hasSize(300)
                    .contains(
                            "4401 the token expired, retry in 1 s",
                            "4401 the token expired, retry in 2 s",
                            "4401 the token expired, retry in 3 s")
                    .doesNotContain("4401 the token expired, retry in 4 s");
        }
    }

    @Test
    void hintWhenLongerThanThePolicyAllowsThenCut() {
        GuardPolicy policy =
                GuardPolicy.standard().withClosesPerSecond(100).withLongestRetryHint(Duration.ofSeconds(1));
        try (SessionFixture fixture = new SessionFixture(policy)) {
            assertThat(closesOf(fixture, 300)).containsOnly("4401 the token expired, retry in 1 s");
        }
    }

    private static List<String> closesOf(SessionFixture fixture, int sessions) {
        Handle handle = new Handle();
        for (int i = 0; i < sessions; i++) {
            fixture.open(fixture.token("user-" + i).build(), handle);
        }
        fixture.pass(HOUR.plusSeconds(10));
        return handle.closes;
    }

    @Test
    void guardWhenClosedThenWhatWaitedIsLeftAlone() {
        List<Runnable> handedOver = new ArrayList<>();
        GuardPolicy policy = GuardPolicy.standard().withWarnBefore(HOUR);
        try (SessionFixture fixture = new SessionFixture(policy, handedOver::add)) {
            Handle handle = new Handle();
            fixture.open(fixture.token("alice").build(), handle);
            fixture.open(
                    fixture.token("bob", HOUR.multipliedBy(3)).sessionId("s1").build(), handle);
            fixture.open(
                    fixture.token("carol", HOUR.multipliedBy(3).dividedBy(2)).build(), handle);
            fixture.pass(HOUR.plusSeconds(1)); // one is over, another is to be warned
            fixture.guard.revoke(new Revocation.OfSession(Optional.empty(), "s1"));
            assertThat(fixture.guard.waiting()).isEqualTo(2);

            fixture.guard.close();

            assertThat(fixture.guard.waiting()).isZero();
            handedOver.forEach(Runnable::run);
            assertThat(handle.closes).isEmpty();
            assertThat(handle.warnings).isEmpty();
        }
    }
}
