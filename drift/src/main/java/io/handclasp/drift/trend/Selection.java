package io.handclasp.drift.trend;

import java.util.Arrays;

/** The median without sorting: the number of pairs grows with the square of the runs. */
final class Selection {
    private static final int SMALL = 32;

    private Selection() {}

    /** Reorders the values, of which there is at least one. */
    static double median(double[] values) {
        int upper = values.length / 2;
        select(values, upper);
        if (values.length % 2 == 1) {
            return values[upper];
        }
        double lower = values[0];
        for (int i = 1; i < upper; i++) {
            lower = Math.max(lower, values[i]);
        }
        return lower + (values[upper] - lower) / 2;
    }

    /** Hoare's: afterwards nothing before the index is greater than what is at it, and nothing behind is smaller. */
    private static void select(double[] values, int index) {
        int low = 0;
        int high = values.length - 1;
        while (high - low > SMALL) {
            double pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = values[i];
                    values[i++] = values[j];
                    values[j--] = swapped;
                }
            }
            if (index <= j) {
                high = j;
            } else if (index >= i) {
                low = i;
            } else {
                return;
            }
        }
        Arrays.sort(values, low, high + 1);
    }

    private static double middle(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
