package io.handclasp.examples.quickstart.comparison;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure that is promised, and what was measured.
 *
 * @param met whether it was kept; what could not be measured was not
 * @param text what is promised
 * @param measured what was seen
 */
record Promise(boolean met, String text, String measured) {
    private static final double LEAST_SHARE = 0.995;
    private static final double LARGEST_MEAN_MILLIS = 150;
    private static final double LARGEST_P99_MILLIS = 1_000;
    private static final double LEAST_PLAIN_SHARE = 0.65;
    private static final double LARGEST_PLAIN_SHARE = 0.75;

    static List<Promise> all(Measured plain, Measured handclasp, List<TokenCase> cases) {
        return List.of(
                success("Handclasp: at least 99.5 % succeed", handclasp),
                below("Handclasp: mean below 150 ms", handclasp.meanMillis(), LARGEST_MEAN_MILLIS),
                below("Handclasp: p99 below 1 s", handclasp.percentileMillis(0.99), LARGEST_P99_MILLIS),
                noGoodTokenCalledBad(handclasp),
                rightlyJudged(cases),
                troubled(plain));
    }

    static Promise success(String text, Measured measured) {
        return new Promise(measured.share() >= LEAST_SHARE, text, percent(measured.share()));
    }

    private static Promise below(String text, OptionalDouble millis, double limit) {
        boolean met = millis.isPresent() && millis.getAsDouble() < limit;
        return new Promise(met, text, millis.isPresent() ? Table.millis(millis) : "too few handshakes to tell");
    }

    private static Promise noGoodTokenCalledBad(Measured measured) {
        int called = measured.calledBad();
        return new Promise(called == 0, "Handclasp: no good token called bad", Table.count(called));
    }

    private static Promise rightlyJudged(List<TokenCase> cases) {
        long right = cases.stream().filter(TokenCase::handclaspIsRight).count();
        return new Promise(
                right == cases.size(), "Handclasp: every token below judged right", right + " of " + cases.size());
    }

    /** Without it the auth service was not in the trouble that the other figures speak of. */
    private static Promise troubled(Measured plain) {
        boolean met = plain.share() >= LEAST_PLAIN_SHARE && plain.share() <= LARGEST_PLAIN_SHARE;
        return new Promise(met, "plain call: about 70 % succeed", percent(plain.share()));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
