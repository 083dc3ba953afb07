package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects both ways in turns, so that what disturbs the network for a moment disturbs both. */
record PathLatency(String prefix, Probe internal, Probe external) implements Check {
    private static final int ROUNDS = 7;
    private static final String CONNECT = "connect";
    /** Less than this is the network's own jitter. */
    private static final Duration LEAST_DIFFERENCE = Duration.ofMillis(5);

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        List<Duration> inside = new ArrayList<>();
        List<Duration> outside = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Optional<CheckOutcome> trouble = add(internal, "private", inside, deadline);
            if (trouble.isEmpty()) {
                trouble = add(external, "public", outside, deadline);
            }
            if (trouble.isPresent()) {
                return trouble.get();
            }
        }
        Duration internalMedian = Times.median(inside);
        Duration externalMedian = Times.median(outside);
        String message = "a connection takes " + Times.shown(internalMedian) + " on the private path and "
                + Times.shown(externalMedian) + " on the public one, medians of " + ROUNDS;
        Duration tolerated = externalMedian.plus(max(externalMedian.dividedBy(2), LEAST_DIFFERENCE));
        CheckOutcome outcome =
                internalMedian.compareTo(tolerated) > 0 ? CheckOutcome.failed(message) : CheckOutcome.passed(message);
        return outcome.withMeasurement(new Measurement.Durations(prefix + ".internal", inside))
                .withMeasurement(new Measurement.Durations(prefix + ".external", outside));
    }

    private static Optional<CheckOutcome> add(Probe probe, String which, List<Duration> to, Deadline deadline)
            throws Exception {
        ProbeOutcome outcome = probe.check(deadline.sooner(Duration.ofSeconds(2)));
        Duration took = outcome.phases().get(CONNECT);
        if (outcome.state() != ProbeState.UP || took == null) {
            return Optional.of(CheckOutcome.unknown(
                    "there is nothing to compare: on the " + which + " path, " + outcome.message()));
        }
        to.add(took);
        return Optional.empty();
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
