package io.handclasp.examples.quickstart.validation;

import io.handclasp.examples.quickstart.agent.Trouble;
import java.util.Optional;

/**
 * How the embedded system is validated.
 *
 * @param trouble what is broken before, if anything
 * @param journeys how often the golden path is gone
 * @param reports where the reports are written to
 */
public record ValidationOptions(Optional<Trouble> trouble, int journeys, ReportDirectory reports) {
    /** The most journeys that are accepted. */
    public static final int MOST_JOURNEYS = 100_000;
    /** Enough journeys to show 99.5 %, with one of them failed or none. */
    public static final int STANDARD_JOURNEYS = 1_200;
}
