package io.handclasp.websocket.attack;

/** What was counted of a number of attacks. Not thread-safe. */
final class Tally {
    private int cases;
    private int admitted;
    private int outages;
    private int late;

    void add(boolean isAdmitted, boolean isOutage, boolean isLate) {
        cases++;
        admitted += isAdmitted ? 1 : 0;
        outages += isOutage ? 1 : 0;
        late += isLate ? 1 : 0;
    }

    int cases() {
        return cases;
    }

    /** Nobody got in, and everybody was answered as he should be. */
    boolean clean() {
        return admitted == 0 && outages == 0 && late == 0;
    }

    /** Cells of a table. */
    String cells() {
        return "%,d | %d | %d | %d".formatted(cases, admitted, outages, late);
    }
}
