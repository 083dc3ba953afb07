package io.handclasp.drift.history;

import io.handclasp.core.Finding;
import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import io.handclasp.drift.report.DriftFinding;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One finding as a history keeps it: texts only, scrubbed and bounded like those of a {@link Finding}. It never holds the value of a
 * secret. Immutable.
 *
 * @param fingerprint what makes two findings of different runs the same: up to 128 letters, digits and {@code . _ : -}
 * @param subject what it was found at, for example the key of a setting
 * @param severity how bad it is: a word of capitals and underscores, up to 40 characters
 * @param status what was found, in the same form, for example {@code MODIFIED}; see {@link #isOpen()}
 * @param message what was found, for people
 */
public record RecordedFinding(String fingerprint, String subject, String severity, String status, String message) {
    /** The status of what is as it should be. */
    public static final String IN_SYNC = "IN_SYNC";
    /** The status of what differs and may, for a reason that somebody gave. */
    public static final String IGNORED = "IGNORED";
    /** The status of what could not be looked at. */
    public static final String NOT_CHECKED = "NOT_CHECKED";

    private static final Set<String> CLOSED = Set.of(IN_SYNC, IGNORED, NOT_CHECKED);
    private static final Pattern FINGERPRINT = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
    private static final Pattern WORD = Pattern.compile("[A-Z][A-Z_]{0,39}");
    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

    /**
     * Checks the words and makes the texts fit to be kept and shown. Half of a surrogate pair, which no database takes, becomes a
     * replacement character.
     *
     * @throws IllegalArgumentException when the fingerprint, the severity or the status is not of its form, or nothing of the
     *     subject can be seen
     */
    public RecordedFinding {
        requireForm("fingerprint", fingerprint, FINGERPRINT);
        requireForm("severity", severity, WORD);
        requireForm("status", status, WORD);
        // The status plays no part here: a finding knows how texts are made fit to be shown.
        Finding shown = Finding.of("drift.recorded", Status.UNKNOWN, subject, message);
        subject = Settings.requireText("subject", wellFormed(shown.subject()));
        message = wellFormed(shown.message());
    }

    /**
     * Makes the record of a report's finding. Its fingerprint is made of the rule, the subject and the setting, without the
     * status: a setting that was modified and is missing now is one finding that goes on.
     *
     * @param finding what a detector found
     * @return the record
     */
    public static RecordedFinding of(DriftFinding finding) {
        String subject = finding.subject().isEmpty() ? finding.key() : finding.subject() + ": " + finding.key();
        return new RecordedFinding(
                FindingFingerprint.of(finding.ruleId(), finding.subject(), finding.key()),
                subject.isBlank() ? finding.ruleId() : subject,
                finding.severity().name(),
                finding.status().name(),
                finding.message());
    }

    /**
     * Tells whether this is drift that somebody should attend to. A status that is not known here is open: nothing is taken for well
     * because it has a new name.
     *
     * @return false for {@link #IN_SYNC}, {@link #IGNORED} and {@link #NOT_CHECKED}
     */
    public boolean isOpen() {
        return !CLOSED.contains(status);
    }

    /**
     * Tells whether what differs is there, attended to or not.
     *
     * @return true when it is open or ignored
     */
    public boolean isThere() {
        return isOpen() || status.equals(IGNORED);
    }

    private static void requireForm(String setting, String value, Pattern form) {
        if (!form.matcher(value).matches() || !Redaction.scrub(value).equals(value)) {
            // Not shown: what does not look like a fingerprint may be anything.
            throw new IllegalArgumentException(setting + " was a text of " + value.length()
                    + " characters, must be of the form " + form + " and hold no secret");
        }
    }

    private static String wellFormed(String text) {
        return HALF_A_PAIR.matcher(text).replaceAll("\uFFFD");
    }
}
