/**
 * A validation report as text, JSON, JUnit XML and HTML. Start at {@link io.handclasp.validator.report.ReportFormats}. No format
 * decides anything: the verdict is the report's.
 */
@NullMarked
package io.handclasp.validator.report;

import org.jspecify.annotations.NullMarked;
