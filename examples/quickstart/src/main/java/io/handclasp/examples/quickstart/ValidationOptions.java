package io.handclasp.examples.quickstart;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the embedded system is validated.
 *
 * @param trouble what is broken before, if anything
 * @param journeys how often the golden path is gone
 * @param reports the directory that the reports are written to, if any
 */
record ValidationOptions(Optional<Trouble> trouble, int journeys, Optional<Path> reports) {
    static final int MOST_JOURNEYS = 100_000;

    /** Enough journeys to show 99.5 %, with one of them failed or none. */
    static final ValidationOptions STANDARD = new ValidationOptions(Optional.empty(), 800, Optional.empty());

    ValidationOptions breaking(Trouble what) {
        return new ValidationOptions(Optional.of(what), journeys, reports);
    }

    ValidationOptions withJourneys(int number) {
        return new ValidationOptions(trouble, number, reports);
    }

    ValidationOptions withReports(Path directory) {
        return new ValidationOptions(trouble, journeys, Optional.of(directory));
    }
}
