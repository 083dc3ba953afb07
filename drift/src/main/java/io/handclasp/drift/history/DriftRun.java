package io.handclasp.drift.history;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.report.DriftReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One comparison, as a history keeps it. Immutable.
 *
 * @param id what makes recording it twice the same as recording it once: up to 64 letters, digits and {@code . _ -}
 * @param target what was compared, for example the name of a service and its environment; up to 200 characters
 * @param at when; kept to the millisecond
 * @param status what came of it; {@link Status#UNKNOWN} when it could not be told
 * @param findings what was found, at most {@value #MAX_FINDINGS}
 */
public record DriftRun(String id, String target, Instant at, Status status, List<RecordedFinding> findings) {
    /** The greatest number of findings in one run. */
    public static final int MAX_FINDINGS = 10_000;

    private static final int MAX_TARGET_LENGTH = 200;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]");
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the id is not of its form, the target is blank, too long, holds a control character or a
     *     secret, the time is not of the years 0 to 9999, or there are too many findings
     */
    public DriftRun {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "id was a text of " + id.length() + " characters, must be of the form " + ID);
        }
        requireTarget(target);
        if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
            throw new IllegalArgumentException("at was " + at + ", must be between " + EARLIEST + " and " + LATEST);
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(status, "status");
        Settings.requireRange("number of findings", findings.size(), 0, MAX_FINDINGS);
        findings = List.copyOf(findings);
    }

    /**
     * Makes a run with a random id. Keep the run when recording it fails, and record the same one again.
     *
     * @param target what was compared
     * @param at when
     * @param status what came of it
     * @param findings what was found
     * @return the run
     * @throws IllegalArgumentException as the constructor does
     */
    public static DriftRun of(String target, Instant at, Status status, List<RecordedFinding> findings) {
        return new DriftRun(UUID.randomUUID().toString(), target, at, status, findings);
    }

    /**
     * Makes a run of a report, with a random id. What is in sync is left out: a history follows differences, and what a run
     * does not name is not there. The target is that of the report and its environment.
     *
     * @param report what a detector found
     * @return the run
     * @throws IllegalArgumentException when the report has more than {@value #MAX_FINDINGS} findings that are not in sync, or
     *     its target is no plain name
     */
    public static DriftRun of(DriftReport report) {
        List<RecordedFinding> findings = report.findings().stream()
                .filter(finding -> finding.status() != DriftStatus.IN_SYNC)
                .map(RecordedFinding::of)
                .toList();
        String environment = report.environment().name().toLowerCase(Locale.ROOT);
        return of(report.target() + " (" + environment + ")", report.at(), report.status(), findings);
    }

    /**
     * Tells whether this run looked at everything, so that what it did not find is not there.
     *
     * @return false when the status says that nothing was judged, or a finding could not be checked
     */
    public boolean isComplete() {
        return status.ran()
                && findings.stream().noneMatch(finding -> finding.status().equals(RecordedFinding.NOT_CHECKED));
    }

    /**
     * Counts the drift that somebody should attend to.
     *
     * @return how many findings are {@linkplain RecordedFinding#isOpen() open}
     */
    public int openFindings() {
        return (int) findings.stream().filter(RecordedFinding::isOpen).count();
    }

    static String requireTarget(String target) {
        Settings.requireText("target", target);
        Settings.requireRange("length of target", target.length(), 1, MAX_TARGET_LENGTH);
        if (UNFIT.matcher(target).find() || !Redaction.scrub(target).equals(target)) {
            throw new IllegalArgumentException(
                    "target held a control character, half of a surrogate pair or a secret, must be a plain name");
        }
        return target;
    }
}
