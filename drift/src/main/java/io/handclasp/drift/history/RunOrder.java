package io.handclasp.drift.history;

import java.util.Comparator;

/** Which run comes before which, and which are the same. */
final class RunOrder {
    static final Comparator<DriftRun> BY_TIME =
            Comparator.comparing(DriftRun::at).thenComparing(DriftRun::id);

    private RunOrder() {}

    /** A run that is recorded again may be dropped, another one with its id must not be. */
    static void requireSame(DriftRun run, DriftRun known) {
        if (!run.equals(known)) {
            throw new IllegalArgumentException("id was " + run.id() + ", which another run has, recorded for "
                    + known.target() + " at " + known.at());
        }
    }
}
