package io.handclasp.examples.soak;

import java.util.List;

/** What a soak came to. */
enum Conclusion {
    /** Each promise was kept, and nothing grows. */
    PASS(0),
    /** A promise was broken, or something grows. */
    FAIL(1),
    /** Nothing is wrong, and too few rounds were run to say that nothing grows. */
    INSUFFICIENT(2);

    private final int exitCode;

    Conclusion(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    static Conclusion of(Ledger ledger, List<Held> samples) {
        List<Trend.Verdict> trends =
                Series.all().stream().map(series -> series.verdict(samples)).toList();
        if (ledger.violationCount() > 0 || trends.contains(Trend.Verdict.GROWING)) {
            return FAIL;
        }
        boolean nobodyCame = ledger.sum(Answer.ADMITTED) == 0 || ledger.sum(Answer.REFUSED) == 0;
        return nobodyCame || trends.contains(Trend.Verdict.INSUFFICIENT) ? INSUFFICIENT : PASS;
    }
}
