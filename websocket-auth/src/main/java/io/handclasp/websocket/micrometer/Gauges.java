package io.handclasp.websocket.micrometer;

import io.handclasp.core.Status;
import io.handclasp.core.statistics.Interval;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.BreakerState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;

/**
 * What an authenticator is asked for when a registry is read. A state is a gauge for each of its values, 1 for the present one
 * and 0 for the others, as Resilience4j shows its breakers.
 */
final class Gauges {
    /** The statuses that health can have. */
    private static final List<Status> STATUSES = List.of(Status.PASS, Status.WARN, Status.FAIL, Status.UNKNOWN);

    private Gauges() {}

    static void register(MeterRegistry registry, Tags tags, WebSocketAuthenticator authenticator) {
        for (String endpoint : authenticator.breakers().keySet()) {
            for (BreakerState state : BreakerState.values()) {
                Gauge.builder(
                                "handclasp.breaker.state",
                                authenticator,
                                watched -> state == watched.breakers().get(endpoint) ? 1 : 0)
                        .description("1 for the state that the endpoint's circuit breaker is in, else 0")
                        .tags(tags.and("endpoint", endpoint, "state", EventMeters.lower(state)))
                        .register(registry);
            }
        }
        for (Status status : STATUSES) {
            Gauge.builder(
                            "handclasp.health.status",
                            authenticator,
                            watched -> status == watched.health().status() ? 1 : 0)
                    .description("1 for the status that authentication has, else 0")
                    .tags(tags.and("status", EventMeters.lower(status)))
                    .register(registry);
        }
        Gauge.builder("handclasp.health.success.rate", authenticator, Gauges::rate)
                .description(
                        "The share of handshakes that got a verdict over the window of health; not a number without any")
                .tags(tags)
                .register(registry);
        Gauge.builder("handclasp.health.success.rate.lower", authenticator, Gauges::lowerBound)
                .description("The lower bound of that share, with 95 % confidence")
                .tags(tags)
                .register(registry);
    }

    private static double rate(WebSocketAuthenticator authenticator) {
        return authenticator.health().counts().successRate().orElse(Double.NaN);
    }

    private static double lowerBound(WebSocketAuthenticator authenticator) {
        return authenticator
                .health()
                .counts()
                .successBounds()
                .map(Interval::lower)
                .orElse(Double.NaN);
    }
}
