package io.handclasp.websocket.observe;

import io.handclasp.core.Settings;
import io.handclasp.core.statistics.Interval;
import io.handclasp.core.statistics.Statistics;
import io.handclasp.websocket.verify.UnavailableReason;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many handshakes had which outcome. Immutable.
 *
 * <p>For the rate of success, a handshake succeeds when it got a verdict, be it yes or no. It fails when it got none, or when
 * the host's code failed. Left out are handshakes of which nobody was asked, since they brought no token that could be read,
 * and those whose signing key is unknown while the keys are stale ({@link UnavailableReason#KEYS_STALE}): a client can cause
 * both at will.
 *
 * @param admitted how many clients were admitted
 * @param degraded how many of the admitted were so in a degraded mode
 * @param rejected how many were refused, for their tokens or for want of one
 * @param unasked how many of the rejected brought no token that could be read
 * @param unavailableByReason how many got no verdict, by reason; reasons that did not occur are absent
 * @param errored how many failed in the host's code
 */
public record HandshakeCounts(
        long admitted,
        long degraded,
        long rejected,
        long unasked,
        Map<UnavailableReason, Long> unavailableByReason,
        long errored) {

    /**
     * Copies the map and checks that no part is more than its whole.
     *
     * @throws IllegalArgumentException if one is, or a count is negative
     */
    public HandshakeCounts {
        Settings.requireRange("admitted", admitted, 0, Long.MAX_VALUE);
        Settings.requireRange("degraded", degraded, 0, admitted);
        Settings.requireRange("rejected", rejected, 0, Long.MAX_VALUE);
        Settings.requireRange("unasked", unasked, 0, rejected);
        Settings.requireRange("errored", errored, 0, Long.MAX_VALUE);
        Map<UnavailableReason, Long> copy = new EnumMap<>(UnavailableReason.class);
        unavailableByReason.forEach(
                (reason, count) -> copy.put(reason, Settings.requireRange(reason.name(), count, 0, Long.MAX_VALUE)));
        unavailableByReason = Collections.unmodifiableMap(copy);
    }

    /**
     * How many got no verdict.
     *
     * @return their number, over all reasons
     */
    public long unavailable() {
        return unavailableByReason.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How many handshakes there were.
     *
     * @return their number, over all outcomes
     */
    public long handshakes() {
        return admitted + rejected + unavailable() + errored;
    }

    /**
     * How many got a verdict on their token.
     *
     * @return their number
     */
    public long judged() {
        return admitted + rejected - unasked;
    }

    /**
     * How many count for the rate of success.
     *
     * @return their number
     */
    public long counted() {
        return handshakes() - unasked - unavailableByReason.getOrDefault(UnavailableReason.KEYS_STALE, 0L);
    }

    /**
     * Which share of the counted handshakes got a verdict.
     *
     * @return the rate; empty without counted handshakes
     */
    public OptionalDouble successRate() {
        return counted() == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) judged() / counted());
    }

    /**
     * Between which bounds the true rate lies, with 95 % confidence (Wilson).
     *
     * @return the bounds; empty without counted handshakes
     */
    public Optional<Interval> successBounds() {
        return Statistics.wilson(judged(), counted());
    }
}
