package io.handclasp.validator.drill;

import io.handclasp.core.Redaction;
import io.handclasp.core.Status;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillStep;
import io.handclasp.validator.model.DrillTimeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the host and writes down what was seen when. */
final class StepLog {
    private final TimeSource time;
    private final long start;
    private final Pause pause = new Pause();
    private final Runnable onStep;
    private final List<DrillStep> steps = new ArrayList<>();

    /** Somebody hears of each step as soon as it is written down. */
    StepLog(TimeSource time, Runnable onStep) {
        this.time = time;
        this.onStep = onStep;
        this.start = time.nanoTime();
    }

    long now() {
        return time.nanoTime();
    }

    Duration since(long nanos) {
        return Duration.ofNanos(Math.max(0, time.nanoTime() - nanos));
    }

    void add(DrillStage stage, long began, Status status, String message) {
        steps.add(new DrillStep(stage, Duration.ofNanos(Math.max(0, began - start)), since(began), status, message));
        onStep.run();
    }

    /** Looks once. */
    Sighting once(DrillStage stage, Observation observation, Deadline deadline) throws InterruptedException {
        long began = now();
        return written(stage, began, () -> look(observation, deadline));
    }

    /** Looks again and again until the host is as expected or the time is over. */
    Sighting until(DrillStage stage, Observation observation, Deadline deadline) throws InterruptedException {
        long began = now();
        return written(stage, began, () -> {
            Sighting seen = look(observation, deadline);
            while (!seen.isAsExpected() && !deadline.isExpired()) {
                pause.rest(deadline);
                seen = look(observation, deadline);
            }
            return seen;
        });
    }

    private interface Looking {
        Sighting look() throws InterruptedException;
    }

    private Sighting written(DrillStage stage, long began, Looking looking) throws InterruptedException {
        Sighting seen;
        try {
            seen = looking.look();
        } catch (InterruptedException e) {
            add(stage, began, Status.UNKNOWN, "interrupted before anything could be told");
            throw e;
        }
        add(stage, began, seen.status(), seen.message());
        return seen;
    }

    private static Sighting look(Observation observation, Deadline deadline) throws InterruptedException {
        try {
            return observation.look(deadline);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return Sighting.cannotTell("the observation broke: " + Redaction.describe(e));
        }
    }

    DrillTimeline timeline(String fault, Optional<Duration> detectedAfter, Optional<Duration> recoveredAfter) {
        return new DrillTimeline(fault, steps, detectedAfter, recoveredAfter);
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }
}
