package io.handclasp.websocket.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonText;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.observe.AuthEvent.Outcome;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuthObserverTests {
    private final ManualTimeSource time = new ManualTimeSource(Long.MAX_VALUE - 5);
    private final List<AuthEvent> told = new ArrayList<>();

    private AuthObserver observer(AuthListener... listeners) {
        return AuthObserver.of(HealthPolicy.standard(), List.of(listeners), time);
    }

    private static void admit(AuthObserver observer, int times, long startNanos) {
        for (int i = 0; i < times; i++) {
            observer.admitted("FRESH", false, 1, startNanos);
        }
    }

    @Test
    void healthWhenNothingHappenedThenUnknown() {
        AuthHealth health = observer().health();

        assertThat(health.status()).isEqualTo(Status.UNKNOWN);
        assertThat(health.counts().successRate()).isEmpty();
        assertThat(health.counts().successBounds()).isEmpty();
        assertThat(health.latency())
                .isEqualTo(new AuthHealth.Latency(0, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void healthWhenHandshakesEndedInEveryWayThenEachIsCountedOnce() {
        AuthObserver observer = observer();
        long start = time.nanoTime();
        admit(observer, 3, start);
        observer.admitted("STALE", true, 0, start);
        observer.rejected(RejectReason.EXPIRED, "FRESH", false, 1, start);
        observer.rejected(RejectReason.MISSING_TOKEN, "", false, 0, start);
        observer.unavailable(UnavailableReason.TIMEOUT, start);
        observer.unavailable(UnavailableReason.TIMEOUT, start);
        observer.unavailable(UnavailableReason.KEYS_STALE, start);
        observer.errored("0badc0de", start);

        HandshakeCounts counts = observer.health().counts();

        assertThat(counts)
                .isEqualTo(new HandshakeCounts(
                        4, 1, 2, 1, Map.of(UnavailableReason.TIMEOUT, 2L, UnavailableReason.KEYS_STALE, 1L), 1));
        assertThat(counts.handshakes()).isEqualTo(10);
        assertThat(counts.judged()).isEqualTo(5);
        assertThat(counts.counted()).isEqualTo(8);
        assertThat(counts.successRate()).hasValue(5.0 / 8);
    }

    @Test
    void healthWhenReasonsAreAllReportedThenNoneIsTakenForAnother() {
        AuthObserver observer = observer();
        for (UnavailableReason reason : UnavailableReason.values()) {
            for (int i = 0; i <= reason.name().length(); i++) {
                observer.unavailable(reason, time.nanoTime());
            }
        }

        Map<UnavailableReason, Long> counted = observer.health().counts().unavailableByReason();

        assertThat(counted).hasSize(UnavailableReason.values().length);
        assertThat(counted)
                .allSatisfy((reason, count) ->
                        assertThat(count).isEqualTo(reason.name().length() + 1));
    }

    @Test
    void healthWhenTheWindowHasPassedThenUnknownAgain() {
        AuthObserver observer = observer();
        admit(observer, 1_000, time.nanoTime());
        assertThat(observer.health().status()).isEqualTo(Status.PASS);

        time.advance(Duration.ofSeconds(54));
        assertThat(observer.health().status()).isEqualTo(Status.PASS);
        time.advance(Duration.ofSeconds(6));

        assertThat(observer.health().status()).isEqualTo(Status.UNKNOWN);
        assertThat(observer.health().counts().handshakes()).isZero();
    }

    @Test
    void healthWhenTheWallClockJumpsThenUnmoved() {
        AuthObserver observer = observer();
        admit(observer, 1_000, time.nanoTime());
        time.setWall(ManualTimeSource.START.plus(Duration.ofDays(400)));

        assertThat(observer.health().counts().admitted()).isEqualTo(1_000);
    }

    @Test
    void healthWhenHandshakesWaitedThenPercentilesOfThoseThatWereJudged() {
        AuthObserver observer = observer();
        long start = time.nanoTime();
        for (int i = 1; i <= 100; i++) {
            time.advance(Duration.ofMillis(1));
            admit(observer, 1, start);
        }
        observer.unavailable(
                UnavailableReason.TIMEOUT, start - Duration.ofSeconds(30).toNanos());
        observer.rejected(RejectReason.MISSING_TOKEN, "", false, 0, time.nanoTime());
        observer.rejected(RejectReason.FORBIDDEN_ORIGIN, "", false, 0, time.nanoTime());

        AuthHealth.Latency latency = observer.health().latency();

        assertThat(latency.count()).isEqualTo(100);
        assertWithinTheScale(latency.p50(), 50);
        assertWithinTheScale(latency.p95(), 95);
        assertWithinTheScale(latency.p99(), 99);
    }

    private static void assertWithinTheScale(Optional<Duration> shown, long millis) {
        assertThat(shown.orElseThrow())
                .isBetween(Duration.ofNanos(millis * 968_000), Duration.ofNanos(millis * 1_032_000));
    }

    @Test
    void healthWhenTooFewForAPercentileThenItIsAbsent() {
        AuthObserver observer = observer();
        admit(observer, 1, time.nanoTime());
        assertThat(observer.health().latency().p50()).isEmpty();
        admit(observer, 18, time.nanoTime());
        assertThat(observer.health().latency().p50()).isPresent();
        assertThat(observer.health().latency().p95()).isEmpty();
        admit(observer, 80, time.nanoTime());
        assertThat(observer.health().latency().p95()).isPresent();
        assertThat(observer.health().latency().p99()).isEmpty();
        admit(observer, 1, time.nanoTime());

        assertThat(observer.health().latency().p99()).isPresent();
    }

    @Test
    void toJsonWhenWrittenThenHoldsCountsRateAndFinding() {
        AuthObserver observer = observer();
        assertThat(JsonText.compact(observer.health().toJson()))
                .startsWith("{\"status\":\"UNKNOWN\",\"window\":\"PT1M\",\"handshakes\":0,")
                .contains("\"successRate\":null,\"judged\":0,\"finding\":{\"code\":\"auth.no-handshakes\"");
        admit(observer, 399, time.nanoTime());
        observer.unavailable(UnavailableReason.SHED, time.nanoTime());

        assertThat(JsonText.compact(observer.health().toJson()))
                .contains("\"admitted\":399,", "\"unavailable\":{\"SHED\":1},", "\"successRate\":0.9975,")
                .contains("\"successLower\":", "\"p99\":\"PT0S\"", "\"code\":\"auth.target-not-shown\"");
    }

    @Test
    void listenersWhenOneThrowsThenTheOthersAreToldAndTheLogHasItsName() {
        AuthObserver observer = observer(
                event -> {
                    throw new IllegalStateException("Bearer eyJhbGciOiJub25lIn0.c2VjcmV0.c2ln");
                },
                told::add);
        try (LogCapture log = LogCapture.start()) {
            observer.admitted("FRESH", false, 1, time.nanoTime());
            observer.record(new AuthEvent.LoadShed("auth"));

            assertThat(told).hasSize(2);
            assertThat(log.messages())
                    .filteredOn(message -> message.startsWith("WARN Listener "))
                    .hasSize(2);
            log.assertDoesNotContain("eyJhbGciOiJub25lIn0.c2VjcmV0.c2ln");
        }
    }

    @Test
    void listenersWhenHandshakesEndThenToldWhatBecameOfThem() {
        AuthObserver observer = observer(told::add);
        long start = time.nanoTime();
        time.advance(Duration.ofMillis(7));
        observer.admitted("FRESH", true, 3, start);
        observer.rejected(RejectReason.EXPIRED, "FRESH", false, 1, start);
        observer.unavailable(UnavailableReason.SHED, start);
        observer.errored("0badc0de", start);

        Duration elapsed = Duration.ofMillis(7);
        assertThat(told)
                .containsExactly(
                        new AuthEvent.HandshakeDecided(Outcome.AUTHENTICATED, "", "FRESH", true, 3, elapsed),
                        new AuthEvent.HandshakeDecided(Outcome.REJECTED, "EXPIRED", "FRESH", false, 1, elapsed),
                        new AuthEvent.HandshakeDecided(Outcome.UNAVAILABLE, "SHED", "", false, 0, elapsed),
                        new AuthEvent.HandshakeDecided(Outcome.ERRORED, "0badc0de", "", false, 0, elapsed));
    }

    @Test
    void recordWhenHandshakesAreReportedAsEventsThenCountedLikeTheOthers() {
        AuthObserver direct = observer(told::add);
        long start = time.nanoTime();
        time.advance(Duration.ofMillis(3));
        direct.admitted("FRESH", true, 1, start);
        direct.rejected(RejectReason.EXPIRED, "FRESH", false, 1, start);
        direct.rejected(RejectReason.AMBIGUOUS_TOKEN, "", false, 0, start);
        direct.unavailable(UnavailableReason.SHED, start);
        direct.errored("0badc0de", start);
        AuthObserver byEvents = observer();
        told.forEach(byEvents::record);

        assertThat(byEvents.health()).isEqualTo(direct.health());
        assertThat(byEvents.health().counts().handshakes()).isEqualTo(5);
    }

    @Test
    void rehearsalWhenItsHandshakesEndThenTheOriginalAndItsListenersNoticeNothing() {
        AuthObserver original = observer(told::add);
        AuthObserver rehearsal = original.rehearsal();
        rehearsal.unavailable(UnavailableReason.TIMEOUT, time.nanoTime());
        rehearsal.record(new AuthEvent.BreakerChanged("auth", "CLOSED", "OPEN"));

        assertThat(told).isEmpty();
        assertThat(original.health().counts().handshakes()).isZero();
        assertThat(rehearsal.health().counts().handshakes()).isOne();
    }
}
