package io.handclasp.validator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Durations in classes of equal ratio, since latencies spread over decades.
 *
 * @param from the lower edge of the first class, in seconds
 * @param ratio the upper edge of a class by its lower one; above 1
 * @param counts how many durations are in each class
 */
record Histogram(double from, double ratio, List<Long> counts) {
    private static final int CLASSES = 30;
    private static final double SHORTEST = 1e-6;

    static Histogram of(List<Duration> values) {
        double[] seconds = values.stream()
                .mapToDouble(value -> Math.max(SHORTEST, value.getSeconds() + value.getNano() / 1e9))
                .sorted()
                .toArray();
        double from = seconds[0] / 1.1;
        double to = seconds[seconds.length - 1] * 1.1;
        double ratio = Math.pow(to / from, 1.0 / CLASSES);
        List<Long> counts = new ArrayList<>(Collections.nCopies(CLASSES, 0L));
        for (double each : seconds) {
            int index = (int) (Math.log(each / from) / Math.log(ratio));
            int within = Math.max(0, Math.min(CLASSES - 1, index));
            counts.set(within, counts.get(within) + 1);
        }
        return new Histogram(from, ratio, List.copyOf(counts));
    }

    /** The lower edge of a class, in seconds. */
    double edge(int index) {
        return from * Math.pow(ratio, index);
    }

    long largest() {
        return Collections.max(counts);
    }
}
