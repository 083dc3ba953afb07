package io.handclasp.examples.quickstart.comparison;

import java.io.PrintStream;

/** Shows how far a piece of work has got, in tenths, on one line. Thread-safe. */
final class Progress {
    private static final int TENTHS = 10;

    private final PrintStream out;
    private final int total;
    private int done;
    private int shownTenths;

    Progress(PrintStream out, String work, int total) {
        this.out = out;
        this.total = total;
        out.printf("  %-26s", work);
        out.flush();
    }

    synchronized void step() {
        done++;
        int tenths = (int) ((long) done * TENTHS / total);
        if (tenths > shownTenths) {
            shownTenths = tenths;
            out.print(tenths == TENTHS ? " 100 %" + System.lineSeparator() : " " + tenths * TENTHS);
            out.flush();
        }
    }
}
