package io.handclasp.websocket.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.CallResult;
import io.handclasp.websocket.observe.AuthEvent.Outcome;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandclaspMetricsTests {
    private static final String TOKEN = "eyJhbGciOiJub25lIn0.c2VjcmV0LXBheWxvYWQ.c2lnbmF0dXJl";

    private final ManualScheduler scheduler = new ManualScheduler();
    private final ScriptedVerifier judge = new ScriptedVerifier("auth-1");
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final HandclaspMetrics metrics = MicrometerMetrics.create();

    private int tokens;

    private WebSocketAuthenticator authenticator() {
        return WebSocketAuthenticator.builder()
                .verifier(judge)
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .listener(metrics)
                .build();
    }

    /** Each time another, so that none is answered from memory. */
    private HandshakeRequest withToken() {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + TOKEN + ++tokens)
                .build();
    }

    private Timer handshakes(String outcome, String reason, String source) {
        return registry.get("handclasp.handshakes")
                .tags("outcome", outcome, "reason", reason, "source", source)
                .timer();
    }

    private double gauge(String name, String... tags) {
        return registry.get(name).tags(tags).gauge().value();
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }

    @Test
    void handshakesWhenTheyEndThenTimedByOutcomeReasonAndSource() {
        judge.thenValid()
                .thenInvalid()
                .thenUnavailable(UnavailableReason.MISCONFIGURED)
                .thenHang();
        metrics.bindTo(registry);
        WebSocketAuthenticator authenticator = authenticator();
        for (int i = 0; i < 3; i++) {
            authenticator.authenticate(withToken());
        }
        authenticator.authenticate(HandshakeRequest.builder().build());
        authenticator.authenticateAsync(withToken());
        scheduler.advance(Duration.ofSeconds(3));

        assertThat(handshakes("authenticated", "none", "fresh").count()).isOne();
        assertThat(handshakes("rejected", "expired", "fresh").count()).isOne();
        assertThat(handshakes("rejected", "missing_token", "none").count()).isOne();
        assertThat(handshakes("unavailable", "misconfigured", "none").count()).isOne();
        Timer timeout = handshakes("unavailable", "timeout", "none");
        assertThat(timeout.count()).isOne();
        assertThat(timeout.totalTime(TimeUnit.MILLISECONDS)).isBetween(1_000.0, 3_000.0);
    }

    @Test
    void incidentsWhenEachHasAnIdOfItsOwnThenOneMeterForAll() {
        judge.thenThrow(new IllegalStateException("bug"));
        metrics.bindTo(registry);
        WebSocketAuthenticator authenticator = authenticator();
        for (int i = 0; i < 200; i++) {
            authenticator.authenticate(withToken());
        }

        assertThat(handshakes("errored", "none", "none").count()).isEqualTo(200);
        assertThat(registry.find("handclasp.handshakes").timers()).hasSize(1);
    }

    @Test
    void otherEventsWhenTheyHappenThenCounted() {
        metrics.bindTo(registry);
        metrics.on(new AuthEvent.CallFinished("auth-1", CallResult.VALID, Optional.empty(), Duration.ofMillis(5)));
        metrics.on(new AuthEvent.CallFinished(
                "auth-1", CallResult.UNAVAILABLE, Optional.of(UnavailableReason.TIMEOUT), Duration.ofMillis(250)));
        metrics.on(new AuthEvent.BreakerChanged("auth-1", "CLOSED", "OPEN"));
        metrics.on(new AuthEvent.LoadShed("auth-1"));
        metrics.on(new AuthEvent.DegradedAdmission("REUSE_VERDICT", Optional.of("jti"), "ada"));
        metrics.on(new AuthEvent.DegradedAdmissionJudged(
                "REUSE_VERDICT", "ada", Optional.of("jti"), Optional.empty(), false));

        metrics.on(new AuthEvent.SessionClosed(
                AuthEvent.SessionEnd.OTHER_SUBJECT, "ada", Optional.empty(), Optional.empty(), Optional.empty()));
        metrics.on(new AuthEvent.SessionRenewal(AuthEvent.RenewalResult.REFUSED, "EXPIRED", "ada"));
        metrics.on(new AuthEvent.RevocationApplied("SUBJECT", true, 3));

        assertThat(count("handclasp.sessions.closed", "end", "other_subject")).isOne();
        assertThat(count("handclasp.sessions.renewals", "result", "refused")).isOne();
        assertThat(count("handclasp.revocations.applied", "kind", "subject", "kept", "true"))
                .isOne();
        Timer timeouts = registry.get("handclasp.auth.calls")
                .tags("endpoint", "auth-1", "result", "unavailable", "reason", "timeout")
                .timer();
        assertThat(timeouts.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
        assertThat(registry.get("handclasp.auth.calls")
                        .tags("result", "valid", "reason", "none")
                        .timer()
                        .count())
                .isOne();
        assertThat(count("handclasp.breaker.transitions", "endpoint", "auth-1", "from", "closed", "to", "open"))
                .isOne();
        assertThat(count("handclasp.load.shed", "endpoint", "auth-1")).isOne();
        assertThat(count("handclasp.degraded.admissions", "mode", "reuse_verdict"))
                .isOne();
        assertThat(count("handclasp.degraded.judgements", "mode", "reuse_verdict", "confirmed", "false"))
                .isOne();
    }

    @Test
    void gaugesWhenTheBreakerOpensThenShowItAndAnUnhealthyRate() {
        judge.thenValid().thenUnavailable(UnavailableReason.SERVER_ERROR);
        WebSocketAuthenticator authenticator = authenticator();
        metrics.watch(authenticator).bindTo(registry);
        assertThat(gauge("handclasp.health.success.rate")).isNaN();
        assertThat(gauge("handclasp.health.success.rate.lower")).isNaN();
        assertThat(gauge("handclasp.health.status", "status", "unknown")).isOne();
        assertThat(gauge("handclasp.breaker.state", "endpoint", "auth-1", "state", "closed"))
                .isOne();

        for (int i = 0; i < 200; i++) {
            authenticator.authenticateAsync(withToken());
        }
        scheduler.advance(Duration.ofSeconds(1));

        assertThat(gauge("handclasp.breaker.state", "endpoint", "auth-1", "state", "open"))
                .isOne();
        assertThat(gauge("handclasp.breaker.state", "endpoint", "auth-1", "state", "closed"))
                .isZero();
        assertThat(gauge("handclasp.health.status", "status", "fail")).isOne();
        assertThat(gauge("handclasp.health.success.rate")).isEqualTo(1.0 / 200);
        assertThat(gauge("handclasp.health.success.rate.lower")).isBetween(0.0, 1.0 / 200);
    }

    @Test
    void watchWhenBoundBeforeThenTheGaugesAreThereAllTheSame() {
        judge.thenValid();
        metrics.bindTo(registry);
        assertThat(registry.find("handclasp.breaker.state").gauges()).isEmpty();

        try (WebSocketAuthenticator authenticator = authenticator()) {
            metrics.watch(authenticator);

            assertThat(registry.find("handclasp.breaker.state").gauges()).hasSize(3);
        }
    }

    @Test
    void watchWhenASecondAuthenticatorThenRefused() {
        metrics.watch(authenticator());

        assertThatIllegalStateException()
                .isThrownBy(() -> metrics.watch(authenticator()))
                .withMessageContaining("tags");
    }

    @Test
    void bindToWhenSameRegistryAgainThenNothingIsCountedTwice() {
        judge.thenValid();
        MeterRegistry other = new SimpleMeterRegistry();
        metrics.bindTo(registry);
        metrics.bindTo(other);
        metrics.bindTo(registry);

        authenticator().authenticate(withToken());

        assertThat(handshakes("authenticated", "none", "fresh").count()).isOne();
        assertThat(other.get("handclasp.handshakes").timer().count()).isOne();
    }

    @Test
    void createWhenWithTagsThenTheyAreOnEveryMeterAndTellAuthenticatorsApart() {
        judge.thenValid();
        HandclaspMetrics tagged = MicrometerMetrics.create(Tags.of("realm", "staff"));
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .execution(Runnable::run, scheduler)
                .listener(tagged)
                .build();
        tagged.watch(authenticator).bindTo(registry);
        authenticator.authenticate(withToken());

        assertThat(registry.getMeters())
                .isNotEmpty()
                .allSatisfy(meter -> assertThat(meter.getId().getTag("realm")).isEqualTo("staff"));
    }

    @Test
    void metersWhenAnythingHappensThenNoTokenSubjectOrIdIsInThem() {
        judge.thenValid().thenThrow(new IllegalStateException("cannot parse " + TOKEN));
        WebSocketAuthenticator authenticator = authenticator();
        metrics.watch(authenticator).bindTo(registry);
        authenticator.authenticate(withToken());
        authenticator.authenticate(withToken());
        metrics.on(new AuthEvent.DegradedAdmission("REUSE_VERDICT", Optional.of("jti-9"), "subject-9"));
        for (RejectReason reason : RejectReason.values()) {
            metrics.on(
                    new AuthEvent.HandshakeDecided(Outcome.REJECTED, reason.name(), "FRESH", false, 1, Duration.ZERO));
        }

        List<String> ids = registry.getMeters().stream()
                .map(Meter::getId)
                .map(Object::toString)
                .toList();
        assertThat(ids).hasSizeGreaterThan(10).noneMatch(id -> id.contains(TOKEN));
        assertThat(ids).noneMatch(id -> id.contains("jti-9") || id.contains("subject-9"));
    }
}
