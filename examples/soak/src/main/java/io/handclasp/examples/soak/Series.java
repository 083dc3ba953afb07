package io.handclasp.examples.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One of the things that are held, and how much of it may come in a round.
 *
 * @param name what it is, with its unit
 * @param value reads it
 * @param boundPerRound the growth that is no leak: what the measuring itself and the JIT make
 */
record Series(String name, ToDoubleFunction<Held> value, double boundPerRound) {
    private static final double KIB = 1_024;

    /** All that is judged. */
    static List<Series> all() {
        return List.of(
                new Series("live heap, KiB", held -> held.heapBytes() / KIB, 32),
                new Series("direct buffers, KiB", held -> held.directBytes() / KIB, 32),
                new Series("threads", Held::threads, 0.05),
                new Series("descriptors", Held::descriptors, 0.1),
                new Series("loaded classes", Held::classes, 1));
    }

    double[] of(List<Held> samples) {
        return samples.stream().mapToDouble(value).toArray();
    }

    Trend.Verdict verdict(List<Held> samples) {
        double[] values = of(samples);
        for (double each : values) {
            if (each < 0) {
                return Trend.Verdict.INSUFFICIENT; // the system does not tell
            }
        }
        return Trend.ofSecondHalf(values, boundPerRound);
    }
}
