package io.handclasp.examples.quickstart.validation;

import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.report.ReportFiles;
import io.handclasp.validator.report.ReportFormats;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where the reports of a run are written.
 *
 * @param path the directory; made when it is missing
 */
public record ReportDirectory(Path path) {
    /** Beside what a build leaves. */
    public static final ReportDirectory STANDARD = new ReportDirectory(Path.of("target", "quickstart"));

    /** Writes all formats, and says where. */
    public void write(ValidationReport report, PrintStream out) throws IOException {
        out.println();
        out.println("Reports");
        out.println(
                "  for people    " + ReportFiles.write(report, ReportFormats.html(), path.resolve("validation.html")));
        out.println(
                "  for programs  " + ReportFiles.write(report, ReportFormats.json(), path.resolve("validation.json")));
        out.println("  for CI        "
                + ReportFiles.write(report, ReportFormats.junitXml(), path.resolve("TEST-validation.xml")));
    }
}
