package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.Identity;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a guard is built, works and is closed, and what it leaves behind: nothing. */
class GuardLifecycleTests {
    private static final Duration HOUR = Duration.ofHours(1);

    private final SessionFixture fixture =
            new SessionFixture(GuardPolicy.standard().withWarnBefore(Duration.ofMinutes(1)));
    private final Handle handle = new Handle();

    @AfterEach
    void close() {
        fixture.close();
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
            Identity lasting = Identity.builder("bob")
                    .expiresAt(brief.expiresAt().orElseThrow().plus(HOUR))
                    .build();
            guard.guard(SessionFixture.admitted(lasting), (code, reason) -> {});
            guard.guard(SessionFixture.admitted(brief), (code, reason) -> closed.countDown());
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(census.added()).extracting(Thread::getName).contains("handclasp-session-guard-1");
        }

        census.assertNoneLeft(Duration.ofSeconds(10));
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
        SessionGuardBuilder builder = SessionGuard.builder(fixture.authenticator)
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
            SessionGuardBuilder builder = SessionGuard.builder(authenticator).feed(sink -> () -> {});

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
