package io.handclasp.examples.benchmarks;

import com.sun.management.ThreadMXBean;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.token.Extraction;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Turns of a few milliseconds, one method after another, round after round. */
final class Turns {
    /** So many between two looks at the clock, which are not to count in what takes a microsecond. */
    private static final int BETWEEN_LOOKS = 20;

    private static final double NANOS = 1e9;

    private final Duration warmup;
    private final int rounds;
    private final long turnNanos;
    private final TimeSource time = TimeSource.system();
    private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * Turns to be measured.
     *
     * @param warmup how long each method has its turns before the first that counts
     * @param rounds how many turns of each count
     * @param turn how long one is
     */
    Turns(Duration warmup, int rounds, Duration turn) {
        this.warmup = warmup;
        this.rounds = rounds;
        this.turnNanos = turn.toNanos();
    }

    private record Turn(double rate, double bytes) {}

    /**
     * Measures all methods.
     *
     * @return a row of a table for each: its name; how many in a second of its best turn; the median of what its turns are of
     *     the first method's turns beside them, and the quarters around it; the bytes that its thread allocated for one
     */
    List<String> run(Map<String, Callable<?>> methods) throws Exception {
        List<Callable<?>> all = List.copyOf(methods.values());
        long warm = time.nanoTime() + warmup.toNanos() * all.size();
        do {
            for (Callable<?> method : all) {
                turn(method);
            }
        } while (time.nanoTime() < warm);
        double[][] rates = new double[all.size()][rounds];
        double[][] ratios = new double[all.size()][rounds];
        double[][] bytes = new double[all.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            for (int method = 0; method < all.size(); method++) {
                Turn turn = turn(all.get(method));
                rates[method][round] = turn.rate();
                ratios[method][round] = turn.rate() / rates[0][round];
                bytes[method][round] = turn.bytes();
            }
        }
        List<String> rows = new ArrayList<>();
        List<String> names = List.copyOf(methods.keySet());
        for (int method = 0; method < all.size(); method++) {
            rows.add(row(names.get(method), rates[method], ratios[method], bytes[method]));
        }
        return rows;
    }

    private String row(String name, double[] rates, double[] ratios, double[] bytes) {
        Arrays.sort(rates);
        Arrays.sort(ratios);
        Arrays.sort(bytes);
        return String.format(
                Locale.ROOT,
                "%s | %,.0f | %.3f | %.3f to %.3f | %,.0f |",
                name,
                rates[rounds - 1],
                ratios[rounds / 2],
                ratios[rounds / 4],
                ratios[3 * rounds / 4],
                bytes[rounds / 2]);
    }

    private Turn turn(Callable<?> method) throws Exception {
        long allocated = thread.getCurrentThreadAllocatedBytes();
        long start = time.nanoTime();
        long end = start + turnNanos;
        long done = 0;
        long now;
        do {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                requireGood(method.call());
            }
            done += BETWEEN_LOOKS;
            now = time.nanoTime();
        } while (now < end);
        return new Turn(
                done * NANOS / (now - start), (double) (thread.getCurrentThreadAllocatedBytes() - allocated) / done);
    }

    /** What is measured is the way of a good token; a refusal is faster, or slower. */
    private static void requireGood(Object answer) {
        if (Boolean.FALSE.equals(answer)
                || (answer instanceof AuthOutcome && !(answer instanceof AuthOutcome.Authenticated))
                || (answer instanceof Extraction && !(answer instanceof Extraction.Found))) {
            throw new IllegalStateException("a good token was refused: " + answer);
        }
    }
}
