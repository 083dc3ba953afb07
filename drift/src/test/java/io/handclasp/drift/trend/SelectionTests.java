package io.handclasp.drift.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SelectionTests {
    private static double bySorting(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : sorted[half - 1] + (sorted[half] - sorted[half - 1]) / 2;
    }

    @Property(tries = 300)
    void medianWhenAnyValuesThenAsBySorting(
            @ForAll @Size(min = 1, max = 400) @DoubleRange(min = -1e6, max = 1e6) double[] values) {
        assertThat(Selection.median(values.clone())).isEqualTo(bySorting(values));
    }

    @Property(tries = 300)
    void medianWhenManyAreEqualThenAsBySorting(@ForAll @Size(min = 1, max = 400) @IntRange(max = 3) int[] values) {
        double[] doubles = Arrays.stream(values).asDoubleStream().toArray();

        assertThat(Selection.median(doubles.clone())).isEqualTo(bySorting(doubles));
    }
}
