package io.handclasp.websocket.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.feed.SecurityEventReply.Result;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is acknowledged to the provider is kept: it does not send it again. */
class SecurityEventsKeepingTests {
    private final SecurityEventsFixture fixture = new SecurityEventsFixture();
    private final SecurityEvents events = fixture.builder().build();
    private final LogCapture log = LogCapture.start();

    @AfterEach
    void close() {
        log.close();
        log.assertDoesNotContain("eyJ");
    }

    private Result logout(String token) {
        return result(events.receiveLogoutToken(token));
    }

    private Result result(CompletionStage<SecurityEventReply> stage) {
        SecurityEventReply reply = stage.toCompletableFuture().getNow(null);
        return reply == null ? null : reply.result();
    }

    /** Waits at its first call until it is let go, and keeps then what it is told to keep. */
    private static final class SlowSink implements RevocationSink {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch go = new CountDownLatch(1);
        final AtomicInteger calls = new AtomicInteger();
        volatile boolean firstIsKept;
        volatile boolean othersAreKept;

        @Override
        public boolean revoke(Revocation revocation) {
            if (calls.incrementAndGet() > 1) {
                return othersAreKept;
            }
            entered.countDown();
            try {
                return go.await(10, TimeUnit.SECONDS) && firstIsKept;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private FutureTask<Result> firstDelivery(SlowSink sink, String token) throws InterruptedException {
        events.subscribe(sink);
        FutureTask<Result> first = new FutureTask<>(() -> logout(token));
        new Thread(first, "first delivery").start();
        assertThat(sink.entered.await(10, TimeUnit.SECONDS)).isTrue();
        return first;
    }

    @Test
    void statementWhenTheFirstDeliveryIsStillUnderWayThenTheSecondIsNotAcknowledgedUnlessKept() throws Exception {
        SlowSink sink = new SlowSink();
        String token = fixture.logout("1").claim("sid", "s1").text();
        FutureTask<Result> first = firstDelivery(sink, token);

        assertThat(logout(token)).as("nothing is kept").isEqualTo(Result.POSTPONED);
        sink.go.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(Result.POSTPONED);
        sink.othersAreKept = true;

        assertThat(logout(token)).isEqualTo(Result.APPLIED);
        assertThat(logout(token)).isEqualTo(Result.REPEATED);
        assertThat(sink.calls).hasValue(3);
    }

    @Test
    void statementWhenBothDeliveriesAreKeptThenOneIsApplied() throws Exception {
        SlowSink sink = new SlowSink();
        sink.firstIsKept = true;
        sink.othersAreKept = true;
        String token = fixture.logout("1").claim("sid", "s1").text();
        FutureTask<Result> first = firstDelivery(sink, token);

        assertThat(logout(token)).isEqualTo(Result.APPLIED);
        sink.go.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(Result.REPEATED);
        assertThat(logout(token)).isEqualTo(Result.REPEATED);
        assertThat(sink.calls).hasValue(2);
    }

    @Test
    void statementWhenASinkThrowsAnErrorThenPostponedAtOnceOthersAreToldAndTheNextIsApplied() {
        AtomicInteger calls = new AtomicInteger();
        List<Revocation> told = new ArrayList<>();
        events.subscribe(revocation -> {
            if (calls.incrementAndGet() == 1) {
                throw new AssertionError("a bug");
            }
            return true;
        });
        events.subscribe(told::add);
        String token = fixture.logout("1").claim("sid", "s1").text();

        assertThat(logout(token)).isEqualTo(Result.POSTPONED);
        assertThat(told).hasSize(1);
        assertThat(logout(token)).isEqualTo(Result.APPLIED);
        assertThat(fixture.scheduler.pending()).isZero();
    }

    @Test
    void statementsWhenOfTwoKindsWithOneIdThenBothAreCarriedOut() {
        List<Revocation> told = new ArrayList<>();
        events.subscribe(told::add);
        String token = fixture.logout("1").claim("sid", "s1").text();
        String event = fixture.sessionRevoked("1", Map.of("format", "opaque", "id", "s2"))
                .text();

        assertThat(logout(token)).isEqualTo(Result.APPLIED);
        assertThat(result(events.receiveSecurityEvent(event))).isEqualTo(Result.APPLIED);
        assertThat(result(events.receiveSecurityEvent(event))).isEqualTo(Result.REPEATED);
        assertThat(told).hasSize(2);
    }

    @Test
    void memoryWhenTheWindowIsOverThenForgotten() {
        SeenStatements seen = new SeenStatements(10, Duration.ofNanos(100));
        assertThat(seen.contains("id", 0)).isFalse();
        assertThat(seen.add("id", 0)).isTrue();

        assertThat(seen.contains("id", 99)).isTrue();
        assertThat(seen.contains("id", 100)).isFalse();
        assertThat(seen.add("id", 100)).isTrue();
    }
}
