package io.handclasp.drift.report;

import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.Severity;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found at one setting, or by one rule. All texts are scrubbed and cut when it is made, so that it can go to any
 * log or report. Immutable.
 *
 * @param ruleId the baseline or the rule that found it; stable
 * @param subject which replica or layer it was found at; empty for the target itself
 * @param key the setting; what a secret in it is, is not shown
 * @param status how it compares
 * @param severity how bad a difference is
 * @param message what was found, for people
 * @param expected what should be, without secrets, if there is something to show
 * @param actual what is, without secrets, if there is something to show
 * @param place where the value came from, if there is one
 * @param hint what to do about it, or where to read on
 */
public record DriftFinding(
        String ruleId,
        String subject,
        String key,
        DriftStatus status,
        Severity severity,
        String message,
        Optional<String> expected,
        Optional<String> actual,
        Optional<Place> place,
        Optional<String> hint) {
    /** The longest value that is shown, in characters. */
    public static final int MAX_VALUE_LENGTH = 200;
    /** The longest message or hint that is kept, in characters. */
    public static final int MAX_TEXT_LENGTH = 2_000;

    /** Makes the texts fit to be shown. */
    public DriftFinding {
        ruleId = SecretText.key(ruleId);
        subject = SecretText.key(subject);
        key = SecretText.key(key);
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(severity, "severity");
        message = shown(message, MAX_TEXT_LENGTH);
        expected = expected.map(text -> shown(text, MAX_VALUE_LENGTH));
        actual = actual.map(text -> shown(text, MAX_VALUE_LENGTH));
        Objects.requireNonNull(place, "place");
        hint = hint.map(text -> shown(text, MAX_TEXT_LENGTH));
    }

    /**
     * Makes a finding without values, place and hint.
     *
     * @param ruleId the baseline or the rule that found it
     * @param key the setting
     * @param status how it compares
     * @param severity how bad a difference is
     * @param message what was found
     * @return the finding
     */
    public static DriftFinding of(String ruleId, String key, DriftStatus status, Severity severity, String message) {
        return new DriftFinding(
                ruleId,
                "",
                key,
                status,
                severity,
                message,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * The same at another subject.
     *
     * @param name a replica or a layer
     * @return a copy
     */
    public DriftFinding withSubject(String name) {
        return new DriftFinding(ruleId, name, key, status, severity, message, expected, actual, place, hint);
    }

    /**
     * The same with values to show.
     *
     * @param should what should be, without secrets
     * @param is what is, without secrets
     * @return a copy
     */
    public DriftFinding withValues(Optional<String> should, Optional<String> is) {
        return new DriftFinding(ruleId, subject, key, status, severity, message, should, is, place, hint);
    }

    /**
     * The same with a place.
     *
     * @param where where the value came from
     * @return a copy
     */
    public DriftFinding withPlace(Optional<Place> where) {
        return new DriftFinding(ruleId, subject, key, status, severity, message, expected, actual, where, hint);
    }

    /**
     * The same with a hint.
     *
     * @param text what to do about it
     * @return a copy
     */
    public DriftFinding withHint(Optional<String> text) {
        return new DriftFinding(ruleId, subject, key, status, severity, message, expected, actual, place, text);
    }

    /**
     * The same as known and left alone.
     *
     * @param reason why
     * @return a copy with the status {@link DriftStatus#IGNORED}
     */
    public DriftFinding ignored(String reason) {
        return new DriftFinding(
                ruleId,
                subject,
                key,
                DriftStatus.IGNORED,
                severity,
                message + "; ignored: " + reason,
                expected,
                actual,
                place,
                hint);
    }

    /**
     * The same difference has the same fingerprint in every report, whatever the values are: it is made of the rule, the
     * subject, the setting and the status, and of nothing else. Two settings whose names differ in a secret only share
     * one.
     *
     * @return a text for machines
     */
    public String fingerprint() {
        return escaped(ruleId) + "|" + escaped(subject) + "|" + escaped(key) + "|" + status;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|");
    }

    private static String shown(String text, int maxLength) {
        String scrubbed = SecretText.scrub(text);
        StringBuilder shown = new StringBuilder(Math.min(scrubbed.length(), maxLength));
        for (int i = 0; i < scrubbed.length(); i++) {
            if (i == maxLength - 1 && scrubbed.length() > maxLength) {
                return shown.append('\u2026').toString();
            }
            char c = scrubbed.charAt(i);
            boolean torn = Character.isHighSurrogate(c) && i == maxLength - 2 && scrubbed.length() > maxLength;
            shown.append(Character.isISOControl(c) || torn ? ' ' : c);
        }
        return shown.toString();
    }
}
