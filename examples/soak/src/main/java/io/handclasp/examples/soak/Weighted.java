package io.handclasp.examples.soak;

import java.util.Random;
import java.util.function.ToIntFunction;

/** Chooses by weights that sum up to 100. */
final class Weighted {
    private Weighted() {}

    static <T> T choose(T[] from, ToIntFunction<T> perHundred, Random random) {
        int ball = random.nextInt(100);
        for (T each : from) {
            ball -= perHundred.applyAsInt(each);
            if (ball < 0) {
                return each;
            }
        }
        throw new IllegalArgumentException("the weights were less than 100 in sum, must be 100");
    }
}
