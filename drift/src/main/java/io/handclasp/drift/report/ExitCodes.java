package io.handclasp.drift.report;

import io.handclasp.core.Settings;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Severity;
import java.util.Objects;

/**
 * Which exit code stands for what. A difference that counts wins over what could not be checked: it is known. It does not
 * where {@code drift} is the code of {@code inSync}. A report without findings, or with ignored ones only, could not check
 * anything.
 *
 * @param inSync everything that was to be checked was, and nothing differs; default 0
 * @param drift something differs; default 2
 * @param notChecked something could not be checked; default 1
 * @param driftFrom differences below this severity do not count; default {@link Severity#INFO}, all count
 */
public record ExitCodes(int inSync, int drift, int notChecked, Severity driftFrom) {
    private static final int MAX_CODE = 255;

    /**
     * Checks the codes.
     *
     * @throws IllegalArgumentException when one is not within 0 to 255, or what could not be checked has the code of what
     *     is in sync
     */
    public ExitCodes {
        Settings.requireRange("inSync", inSync, 0, MAX_CODE);
        Settings.requireRange("drift", drift, 0, MAX_CODE);
        Settings.requireRange("notChecked", notChecked, 0, MAX_CODE);
        Objects.requireNonNull(driftFrom, "driftFrom");
        if (notChecked == inSync) {
            throw new IllegalArgumentException("notChecked was " + notChecked + ", must differ from inSync, " + inSync);
        }
    }

    /**
     * The defaults, those of {@code terraform plan -detailed-exitcode}.
     *
     * @return 0 in sync, 2 for a difference of any severity, 1 when something could not be checked
     */
    public static ExitCodes standard() {
        return new ExitCodes(0, 2, 1, Severity.INFO);
    }

    /**
     * The same, but lesser differences do not count.
     *
     * @param severity from which severity differences count
     * @return a copy
     */
    public ExitCodes driftFrom(Severity severity) {
        return new ExitCodes(inSync, drift, notChecked, severity);
    }

    int of(DriftReport report) {
        boolean differs =
                report.drift().stream().anyMatch(finding -> finding.severity().compareTo(driftFrom) >= 0);
        // Where differences are let pass, what could not be checked still must not.
        if (differs && drift != inSync) {
            return drift;
        }
        boolean judged = report.findings().stream().anyMatch(finding -> finding.status() != DriftStatus.IGNORED);
        return judged && report.findings(DriftStatus.NOT_CHECKED).isEmpty() ? inSync : notChecked;
    }
}
