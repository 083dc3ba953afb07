package io.handclasp.drift.detect;

import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import java.util.List;
import java.util.Objects;

/**
 * What has changed from one report to the next. A difference that could not be looked at again is not resolved.
 *
 * @param report the whole report
 * @param appeared differences, and things that cannot be checked, that are new
 * @param resolved those that are gone, as they were last seen
 */
public record DriftChange(DriftReport report, List<DriftFinding> appeared, List<DriftFinding> resolved) {
    /** Copies the lists. */
    public DriftChange {
        Objects.requireNonNull(report, "report");
        appeared = List.copyOf(appeared);
        resolved = List.copyOf(resolved);
    }
}
