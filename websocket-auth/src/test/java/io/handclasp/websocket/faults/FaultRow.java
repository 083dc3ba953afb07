package io.handclasp.websocket.faults;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One fault and what it came to. Of what single handshakes met, the most frequent is told: a busy machine makes one call in
 * a hundred a timeout.
 *
 * @param fault the fault
 * @param answer what the client gets
 * @param cause why
 * @param calls how many calls one handshake makes
 * @param answered when its outcome comes
 * @param breaker what a burst does to the breaker
 * @param again when clients are admitted after the fault
 */
record FaultRow(
        String fault,
        String answer,
        UnavailableReason cause,
        int calls,
        String answered,
        String breaker,
        String again) {
    static final String HEAD = """
            | fault | a client gets | cause | calls | answered | breaker | admitted again |
            |---|---|---|---|---|---|---|
            """;

    static FaultRow of(Fault fault, List<Met> single, boolean opened, Recovery recovery) {
        return new FaultRow(
                fault.name(),
                answer(single),
                mostFrequent(single, Met::cause),
                mostFrequent(single, Met::calls),
                answered(single),
                opened ? "opens" : "stays closed",
                again(opened, recovery));
    }

    String line() {
        return "| %s | %s | `%s` | %d | %s | %s | %s |%n"
                .formatted(fault, answer, cause, calls, answered, breaker, again);
    }

    private static String answer(List<Met> met) {
        AuthOutcome.Unavailable first = met.get(0).noVerdict();
        long leastSeconds = met.stream()
                .mapToLong(one -> one.noVerdict().retryAfter().toSeconds())
                .min()
                .orElseThrow();
        // The wait is random between a time and twice of it: the least of several lies in the same half as its base.
        long base = leastSeconds >= 30 ? 30 : 1;
        return "%d or %d, again in %d to %d s".formatted(first.httpStatus(), first.closeCode(), base, 2 * base);
    }

    private static String answered(List<Met> met) {
        if (!late(met)) {
            return "within 1 s";
        }
        Duration deadline = ResiliencePolicy.standard().deadline();
        return median(met).compareTo(deadline) < 0 ? "within " + deadline.toSeconds() + " s" : "at the deadline";
    }

    /** Whether half of them took more than what a fault takes that does not keep anybody waiting. */
    static boolean late(List<Met> met) {
        return median(met).compareTo(Duration.ofSeconds(1)) >= 0;
    }

    private static Duration median(List<Met> met) {
        return met.stream().map(Met::elapsed).sorted().toList().get((met.size() - 1) / 2);
    }

    static String again(boolean opened, Recovery recovery) {
        if (!opened) {
            return recovery.atOnce() ? "with the next handshake" : "later";
        }
        boolean soon = recovery.time().compareTo(FaultBench.OPEN_FOR.plus(FaultBench.MARGIN)) <= 0;
        return soon ? "after `openFor`" : "later";
    }

    static <T extends Comparable<T>> T mostFrequent(List<Met> met, Function<Met, T> what) {
        Map<T, Long> counts = met.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.<T, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .orElseThrow()
                .getKey();
    }
}
