package io.handclasp.websocket.observe;

import io.handclasp.core.Finding;
import io.handclasp.core.Status;
import io.handclasp.core.statistics.Interval;
import io.handclasp.core.statistics.Statistics;
import java.util.Locale;
import java.util.Map;

/**
 * Says what the counts mean. The first rule that fits decides:
 *
 * <ol>
 *   <li>no handshakes that count, or fewer than the minimum: UNKNOWN;
 *   <li>the rate is shown to lie below {@code failBelow}: FAIL;
 *   <li>it is shown to lie below the target: WARN;
 *   <li>it is shown to meet the target: PASS, or WARN when clients were admitted in a degraded mode;
 *   <li>neither is shown: UNKNOWN when not even a perfect record of that size would show it, else WARN.
 * </ol>
 *
 * <p>"Shown" means: by a bound of the 95 % Wilson interval.
 */
final class HealthRule {
    private static final String SUBJECT = "websocket-auth";

    private HealthRule() {}

    static Finding judge(HealthPolicy policy, HandshakeCounts counts) {
        long counted = counts.counted();
        if (counted == 0) {
            return Finding.of("auth.no-handshakes", Status.UNKNOWN, SUBJECT, "no handshake that counts " + in(policy))
                    .withHint(whyNone(counts));
        }
        Interval bounds = counts.successBounds().orElseThrow();
        String measured = measured(policy, counts, bounds);
        long needed = Math.max(policy.minimumHandshakes(), Statistics.smallestPerfectSample(policy.target()));
        if (counted < policy.minimumHandshakes()) {
            return tooFew(measured, needed);
        }
        if (bounds.upper() < policy.failBelow()) {
            return Finding.of("auth.not-judging", Status.FAIL, SUBJECT, measured)
                    .withHint(mostOften(counts));
        }
        if (bounds.upper() < policy.target()) {
            return Finding.of("auth.below-target", Status.WARN, SUBJECT, measured)
                    .withHint(mostOften(counts));
        }
        if (bounds.lower() >= policy.target()) {
            return counts.degraded() == 0
                    ? Finding.of("auth.judging", Status.PASS, SUBJECT, measured)
                    : Finding.of("auth.degraded", Status.WARN, SUBJECT, measured)
                            .withHint("clients admitted in a degraded mode: " + counts.degraded());
        }
        return counted < needed
                ? tooFew(measured, needed)
                : Finding.of("auth.target-not-shown", Status.WARN, SUBJECT, measured)
                        .withHint(mostOften(counts));
    }

    private static Finding tooFew(String measured, long needed) {
        return Finding.of("auth.too-few-handshakes", Status.UNKNOWN, SUBJECT, measured)
                .withHint("it takes at least " + needed + " to show that the target is met; a longer window has more");
    }

    private static String measured(HealthPolicy policy, HandshakeCounts counts, Interval bounds) {
        return counts.judged() + " of " + counts.counted() + " handshakes " + in(policy) + " got a verdict: "
                + percent(bounds.lower()) + " to " + percent(bounds.upper()) + " with 95 % confidence; the target is "
                + percent(policy.target());
    }

    private static String in(HealthPolicy policy) {
        return "in the last " + policy.window().toSeconds() + " s";
    }

    /** Rounded down: what misses the target must not look as if it did not. */
    private static String percent(double share) {
        double hundredths = Math.floor(share * 10_000 + 1e-6);
        return String.format(Locale.ROOT, "%.2f %%", hundredths / 100);
    }

    private static String whyNone(HandshakeCounts counts) {
        return counts.handshakes() == 0
                ? "nobody connected; is traffic meant to arrive here?"
                : "left out: " + counts.unasked() + " without a token that can be read, "
                        + (counts.handshakes() - counts.unasked()) + " with an unknown key while the keys are stale";
    }

    private static String mostOften(HandshakeCounts counts) {
        return counts.unavailableByReason().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .filter(most -> most.getValue() >= counts.errored())
                .map(most -> "most often " + most.getKey() + ": " + most.getValue())
                .orElseGet(() -> "most often a bug in the host's code: " + counts.errored()
                        + "; the log has them by their incident ids");
    }
}
