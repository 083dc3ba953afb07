package io.handclasp.probes;

import io.handclasp.core.Finding;
import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The answer of one {@link Probe}. Immutable.
 *
 * <p>The texts are made fit to be shown as those of a {@link Finding} are: scrubbed of secrets, without control
 * characters, and cut to {@value Finding#MAX_TEXT_LENGTH} characters.
 *
 * @param state what was learnt
 * @param message what was seen, or why nothing was; not blank
 * @param hint what to do about it or where to read on
 * @param blockedBy the id of the probe that stands in the way; there for {@link ProbeState#BLOCKED} and for no other state
 * @param details what else was seen, in the order in which it is shown, for example the address that answered; the values
 *     are scrubbed, at most {@value #MAX_DETAILS} are kept
 * @param phases how long each step took, in their order, for example {@code connect}; not negative, at most
 *     {@value #MAX_DETAILS}
 */
public record ProbeOutcome(
        ProbeState state,
        String message,
        Optional<String> hint,
        Optional<String> blockedBy,
        Map<String, String> details,
        Map<String, Duration> phases) {
    /** The most details and the most phases that are kept of one outcome. */
    public static final int MAX_DETAILS = 50;

    private static final String ANY_CODE = "probe";

    /**
     * Checks the parts and makes the texts fit to be shown.
     *
     * @throws IllegalArgumentException when the message or a name of a detail or phase is blank, when a phase is negative,
     *     or when a probe that stands in the way is named in any other state than {@link ProbeState#BLOCKED} or is missing
     *     in that one
     */
    public ProbeOutcome {
        Objects.requireNonNull(state, "state");
        if (blockedBy.isPresent() != (state == ProbeState.BLOCKED)) {
            throw new IllegalArgumentException("blockedBy was " + (blockedBy.isPresent() ? "there" : "empty")
                    + " and state was " + state + ", must be there for BLOCKED and for no other state");
        }
        // A finding knows how texts are shown; the rule stands in one place.
        Finding shown = new Finding(ANY_CODE, state.status(), blockedBy.orElse(""), message, hint);
        // Checked as it is shown: of a text of control characters nothing is left.
        message = Settings.requireText("message", shown.message());
        hint = shown.hint();
        blockedBy = blockedBy.map(id -> Settings.requireText("blockedBy", shown.subject()));
        details = shownDetails(details);
        phases = checkedPhases(phases);
    }

    private static Map<String, String> shownDetails(Map<String, String> details) {
        Map<String, String> kept = new LinkedHashMap<>();
        details.forEach((name, text) -> {
            if (kept.size() < MAX_DETAILS) {
                Finding shown = Finding.of(ANY_CODE, Status.PASS, Settings.requireText("details", name), text);
                kept.put(shown.subject(), shown.message());
            }
        });
        return Collections.unmodifiableMap(kept);
    }

    private static Map<String, Duration> checkedPhases(Map<String, Duration> phases) {
        Map<String, Duration> kept = new LinkedHashMap<>();
        phases.forEach((name, took) -> {
            if (took.isNegative()) {
                throw new IllegalArgumentException("phase " + name + " was " + took + ", must not be negative");
            }
            if (kept.size() < MAX_DETAILS) {
                kept.put(Settings.requireText("phases", name), took);
            }
        });
        return Collections.unmodifiableMap(kept);
    }

    /**
     * The dependency works.
     *
     * @param message what was seen
     * @return the outcome
     */
    public static ProbeOutcome up(String message) {
        return of(ProbeState.UP, message);
    }

    /**
     * The dependency works, but somebody should attend to it.
     *
     * @param message what was seen
     * @return the outcome
     */
    public static ProbeOutcome warn(String message) {
        return of(ProbeState.WARN, message);
    }

    /**
     * The dependency does not work.
     *
     * @param message what was seen
     * @return the outcome
     */
    public static ProbeOutcome down(String message) {
        return of(ProbeState.DOWN, message);
    }

    /**
     * Nobody can tell whether the dependency works.
     *
     * @param reason why not
     * @return the outcome
     */
    public static ProbeOutcome unknown(String reason) {
        return of(ProbeState.UNKNOWN, reason);
    }

    /**
     * The probe itself broke, so nobody can tell.
     *
     * @param failure what the probe threw; shown as {@link Redaction#describe} shows it
     * @return an outcome in state {@link ProbeState#UNKNOWN}
     */
    public static ProbeOutcome broken(Throwable failure) {
        return unknown("the probe broke: " + Redaction.describe(failure));
    }

    /**
     * The probe was left out on purpose.
     *
     * @param reason why
     * @return the outcome
     */
    public static ProbeOutcome skipped(String reason) {
        return of(ProbeState.SKIPPED, reason);
    }

    /**
     * The probe did not run because one that it depends on is not up.
     *
     * @param probeId the id of that probe
     * @return the outcome
     */
    public static ProbeOutcome blocked(String probeId) {
        Settings.requireText("blockedBy", probeId);
        return new ProbeOutcome(
                ProbeState.BLOCKED,
                "blocked by " + probeId,
                Optional.empty(),
                Optional.of(probeId),
                Map.of(),
                Map.of());
    }

    private static ProbeOutcome of(ProbeState state, String message) {
        return new ProbeOutcome(state, message, Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Returns this outcome with another hint.
     *
     * @param text what to do about it
     * @return a copy with that hint
     */
    public ProbeOutcome withHint(String text) {
        return new ProbeOutcome(state, message, Optional.of(text), blockedBy, details, phases);
    }

    /**
     * Returns this outcome with other details.
     *
     * @param seen what else was seen, by name, in the order in which it is shown
     * @return a copy with those details
     */
    public ProbeOutcome withDetails(Map<String, String> seen) {
        return new ProbeOutcome(state, message, hint, blockedBy, seen, phases);
    }

    /**
     * Returns this outcome with other phases.
     *
     * @param took how long each step took, by name, in their order
     * @return a copy with those phases
     */
    public ProbeOutcome withPhases(Map<String, Duration> took) {
        return new ProbeOutcome(state, message, hint, blockedBy, details, took);
    }

    /**
     * What was learnt, in the words that all reports share.
     *
     * @return the status of the state
     */
    public Status status() {
        return state.status();
    }

    /**
     * This outcome as a finding.
     *
     * @param code what was found, for machines
     * @param subject what it was found at, for example the id of the probe
     * @return the finding, with the status, message and hint of this outcome
     * @throws IllegalArgumentException when the code does not follow the grammar of {@link Finding}
     */
    public Finding toFinding(String code, String subject) {
        return new Finding(code, status(), subject, message, hint);
    }
}
