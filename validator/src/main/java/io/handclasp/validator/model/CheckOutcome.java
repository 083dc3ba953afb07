package io.handclasp.validator.model;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How one check ended, and what it saw. Immutable.
 *
 * <p>The texts are made fit to be shown: scrubbed of secrets, without control characters, and cut to a bound. A detail with a
 * sensitive name is never shown.
 *
 * @param state how it ended
 * @param message what was seen, or why nothing was; not blank
 * @param hint what to do about it or where to read on
 * @param blockedBy the id of the check that stands in the way; there for {@link CheckState#BLOCKED} and for no other state
 * @param details what else was seen, in the order in which it is shown; at most {@value #MAX_DETAILS} are kept
 * @param measurements what was measured; none where nothing was looked at; at most {@value #MAX_MEASUREMENTS}
 * @param drill how the drill went, if the check was one
 */
public record CheckOutcome(
        CheckState state,
        String message,
        Optional<String> hint,
        Optional<String> blockedBy,
        Map<String, String> details,
        List<Measurement> measurements,
        Optional<DrillTimeline> drill) {
    /** The most details that are kept of one outcome. */
    public static final int MAX_DETAILS = 50;
    /** The most measurements of one outcome. */
    public static final int MAX_MEASUREMENTS = 50;

    /**
     * Checks the parts and makes the texts fit to be shown.
     *
     * @throws IllegalArgumentException when a text is blank, when a check that stands in the way is named in any other state than
     *     {@link CheckState#BLOCKED} or is missing in that one, when there are too many measurements, or when there are some, or a
     *     drill, although nothing was looked at
     */
    public CheckOutcome {
        Objects.requireNonNull(state, "state");
        message = ShownText.text("message", message);
        hint = hint.map(text -> ShownText.text("hint", text));
        if (blockedBy.isPresent() != (state == CheckState.BLOCKED)) {
            throw new IllegalArgumentException("blockedBy was " + (blockedBy.isPresent() ? "there" : "empty")
                    + " and state was " + state + ", must be there for BLOCKED and for no other state");
        }
        blockedBy.ifPresent(id -> ShownText.requireId("blockedBy", id));
        details = ShownText.details(details, MAX_DETAILS);
        measurements = List.copyOf(measurements);
        Settings.requireRange("measurements (their number)", measurements.size(), 0, MAX_MEASUREMENTS);
        if (!state.started() && (!measurements.isEmpty() || drill.isPresent())) {
            throw new IllegalArgumentException(
                    "state was " + state + ", must have no measurements and no drill: nothing was looked at");
        }
    }

    /**
     * What was looked at is in order.
     *
     * @param message what was seen
     * @return the outcome
     */
    public static CheckOutcome passed(String message) {
        return of(CheckState.PASSED, message);
    }

    /**
     * What was looked at works, but somebody should attend to it.
     *
     * @param message what was seen
     * @return the outcome
     */
    public static CheckOutcome warning(String message) {
        return of(CheckState.WARNING, message);
    }

    /**
     * What was looked at is broken.
     *
     * @param message what was seen
     * @return the outcome
     */
    public static CheckOutcome failed(String message) {
        return of(CheckState.FAILED, message);
    }

    /**
     * Nothing was looked at, on purpose.
     *
     * @param reason why
     * @return the outcome
     */
    public static CheckOutcome skipped(String reason) {
        return of(CheckState.SKIPPED, reason);
    }

    /**
     * Nobody can tell.
     *
     * @param reason why not
     * @return the outcome
     */
    public static CheckOutcome unknown(String reason) {
        return of(CheckState.UNKNOWN, reason);
    }

    /**
     * The check itself broke, so nobody can tell.
     *
     * @param failure what it threw; shown as {@link Redaction#describe} shows it
     * @return an outcome in state {@link CheckState#UNKNOWN}
     */
    public static CheckOutcome broken(Throwable failure) {
        return unknown("the check broke: " + Redaction.describe(failure));
    }

    /**
     * There was no answer in time.
     *
     * @param message what was waited for, and how long
     * @return the outcome
     */
    public static CheckOutcome timedOut(String message) {
        return of(CheckState.TIMED_OUT, message);
    }

    /**
     * The check was planned and never started.
     *
     * @param reason why not
     * @return the outcome
     */
    public static CheckOutcome notRun(String reason) {
        return of(CheckState.NOT_RUN, reason);
    }

    /**
     * The check did not run because another one did not pass.
     *
     * @param checkId the id of that check
     * @return the outcome
     */
    public static CheckOutcome blocked(String checkId) {
        return new CheckOutcome(
                CheckState.BLOCKED,
                "blocked by " + ShownText.requireId("blockedBy", checkId),
                Optional.empty(),
                Optional.of(checkId),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    private static CheckOutcome of(CheckState state, String message) {
        return new CheckOutcome(
                state, message, Optional.empty(), Optional.empty(), Map.of(), List.of(), Optional.empty());
    }

    /**
     * Returns this outcome with another hint.
     *
     * @param text what to do about it
     * @return a copy with that hint
     */
    public CheckOutcome withHint(String text) {
        return new CheckOutcome(state, message, Optional.of(text), blockedBy, details, measurements, drill);
    }

    /**
     * Returns this outcome with other details.
     *
     * @param seen what else was seen, by name, in the order in which it is shown
     * @return a copy with those details
     */
    public CheckOutcome withDetails(Map<String, String> seen) {
        return new CheckOutcome(state, message, hint, blockedBy, seen, measurements, drill);
    }

    /**
     * Returns this outcome with one more measurement.
     *
     * @param measured what was measured
     * @return a copy that holds it, too
     */
    public CheckOutcome withMeasurement(Measurement measured) {
        List<Measurement> all = new ArrayList<>(measurements);
        all.add(measured);
        return new CheckOutcome(state, message, hint, blockedBy, details, all, drill);
    }

    /**
     * Returns this outcome with the steps of a drill.
     *
     * @param timeline how the drill went
     * @return a copy that holds it
     */
    public CheckOutcome withDrill(DrillTimeline timeline) {
        return new CheckOutcome(state, message, hint, blockedBy, details, measurements, Optional.of(timeline));
    }

    /**
     * How it ended, in the words that all modules share.
     *
     * @return the status of the state
     */
    public Status status() {
        return state.status();
    }
}
