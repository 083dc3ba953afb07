package io.handclasp.websocket.observe;

import io.handclasp.core.Finding;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import io.handclasp.core.json.JsonObjects;
import io.handclasp.core.json.JsonReports;
import io.handclasp.core.statistics.Interval;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How handshakes fared over the last while. Immutable; holds nothing of a token.
 *
 * @param window how far back it looks; up to a twelfth of that is missing at its far end
 * @param counts how many handshakes had which outcome, and the rate of success
 * @param latency how long those waited that were judged
 * @param finding what all of that means, for people; its codes are in docs/observing.md
 */
public record AuthHealth(Duration window, HandshakeCounts counts, Latency latency, Finding finding) {

    /**
     * How long the handshakes waited that got a verdict on their token. A percentile is absent where there are too few of
     * them: it takes 2 for the median, 20 for the 95th and 100 for the 99th. Each is within 3.2 % of the exact one.
     *
     * @param count how many there were
     * @param p50 the median
     * @param p95 the 95th percentile
     * @param p99 the 99th percentile
     */
    public record Latency(long count, Optional<Duration> p50, Optional<Duration> p95, Optional<Duration> p99) {
        /** Refuses missing parts. */
        public Latency {
            Settings.requireRange("count", count, 0, Long.MAX_VALUE);
            Objects.requireNonNull(p50, "p50");
            Objects.requireNonNull(p95, "p95");
            Objects.requireNonNull(p99, "p99");
        }
    }

    /** Refuses missing parts. */
    public AuthHealth {
        Settings.requirePositive("window", window);
        Objects.requireNonNull(counts, "counts");
        Objects.requireNonNull(latency, "latency");
        Objects.requireNonNull(finding, "finding");
    }

    /**
     * How healthy the authentication is: {@link Status#PASS} only where the target is shown to be met; {@link Status#UNKNOWN}
     * without handshakes, and with too few of them to say.
     *
     * @return the status of the finding
     */
    public Status status() {
        return finding.status();
    }

    /**
     * Writes this as JSON, for a health endpoint of the host. A rate without handshakes is null; bounds and percentiles that
     * are not known are absent.
     *
     * @return the object
     */
    public JsonObject toJson() {
        JsonObjects reasons = JsonObjects.object();
        counts.unavailableByReason().forEach((reason, count) -> reasons.put(reason.name(), count));
        return JsonObjects.object()
                .put("status", status())
                .put("window", window)
                .put("handshakes", counts.handshakes())
                .put("admitted", counts.admitted())
                .put("degraded", counts.degraded())
                .put("rejected", counts.rejected())
                .put("unasked", counts.unasked())
                .put("unavailable", reasons.build())
                .put("errored", counts.errored())
                .put("successRate", counts.successRate())
                .putIfPresent("successLower", counts.successBounds().map(Interval::lower), JsonReports::number)
                .putIfPresent("successUpper", counts.successBounds().map(Interval::upper), JsonReports::number)
                .put("judged", latency.count())
                .putIfPresent("p50", latency.p50(), JsonReports::duration)
                .putIfPresent("p95", latency.p95(), JsonReports::duration)
                .putIfPresent("p99", latency.p99(), JsonReports::duration)
                .put("finding", JsonReports.finding(finding))
                .build();
    }
}
