package io.handclasp.examples.soak;

import java.util.List;

/** What a soak came to. */
enum Conclusion {
    /** Each promise was kept, and nothing grows. */
    PASS(0),
    /** A promise was broken, or something grows. */
    FAIL(1),
    /** Nothing is wrong, and too little was seen to say that nothing grows or breaks. */
    INSUFFICIENT(2);

    private final int exitCode;

    Conclusion(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }

    /** All was looked at: health and log messages were compared with what is so, and there was trouble. */
    static Conclusion of(Ledger ledger, List<Held> samples, boolean allLookedAt) {
        List<Trend.Verdict> trends =
                Series.all().stream().map(series -> series.verdict(samples)).toList();
        if (ledger.violationCount() > 0 || trends.contains(Trend.Verdict.GROWING)) {
            return FAIL;
        }
        boolean nobodyCame = ledger.sum(Answer.ADMITTED) == 0 || ledger.sum(Answer.REFUSED) == 0;
        return nobodyCame || !allLookedAt || trends.contains(Trend.Verdict.INSUFFICIENT) ? INSUFFICIENT : PASS;
    }
}
