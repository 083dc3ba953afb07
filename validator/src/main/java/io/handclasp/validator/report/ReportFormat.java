package io.handclasp.validator.report;

import io.handclasp.validator.model.ValidationReport;

/** A way to write a report down. Implementations are without state and safe for use by many threads. */
@FunctionalInterface
public interface ReportFormat {
    /**
     * Writes a report down.
     *
     * @param report the report
     * @return the text, to be stored as UTF-8
     */
    String render(ValidationReport report);
}
