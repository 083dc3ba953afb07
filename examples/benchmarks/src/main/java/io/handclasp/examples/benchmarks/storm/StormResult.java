package io.handclasp.examples.benchmarks.storm;

import io.handclasp.core.statistics.Sample;
import java.time.Duration;
import java.util.Locale;

/**
 * What a storm did.
 *
 * @param handshakes how many came with a good token
 * @param admittedAtOnce how many of them were admitted at their first handshake
 * @param wronglyRefused how many of them were told in the end that their token is bad
 * @param wronglyAdmitted how many were admitted with a forged token or as somebody else
 * @param lostOrDoubled how many handshakes had no answer, or more than one
 * @param firstAnswer the times to the first answer
 * @param authCalls how many calls reached the auth service
 * @param peak how many of them were there at once
 * @param backAfter when 99 % of the users were in; zero when that was not seen
 * @param heapMebibytes the most heap that was in use
 */
record StormResult(
        int handshakes,
        int admittedAtOnce,
        int wronglyRefused,
        int wronglyAdmitted,
        int lostOrDoubled,
        Sample firstAnswer,
        int authCalls,
        int peak,
        Duration backAfter,
        long heapMebibytes) {
    private static final double NANOS_PER_MILLI = 1e6;

    static String head() {
        return "| scenario | who | admitted at the first handshake | mean | p50 | p99 | calls to the auth service | at once |"
                + " 99 % are in after | heap | wrongly admitted / refused / lost |\n"
                + "|---|---|---|---|---|---|---|---|---|---|---|";
    }

    String row(String scenario, String who) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f %% | %,.0f ms | %s | %s | %,d | %,d | %s | %d MiB | %d / %d / %d |",
                scenario,
                who,
                100.0 * admittedAtOnce / handshakes,
                firstAnswer.mean().orElse(0) / NANOS_PER_MILLI,
                millis(0.5),
                millis(0.99),
                authCalls,
                peak,
                backAfter.isZero()
                        ? "not within the run"
                        : String.format(Locale.ROOT, "%.1f s", backAfter.toMillis() / 1e3),
                heapMebibytes,
                wronglyAdmitted,
                wronglyRefused,
                lostOrDoubled);
    }

    private String millis(double percentile) {
        return firstAnswer.percentile(percentile).isPresent()
                ? String.format(
                        Locale.ROOT,
                        "%,.0f ms",
                        firstAnswer.percentile(percentile).getAsLong() / NANOS_PER_MILLI)
                : "too few";
    }
}
