package io.handclasp.examples.quickstart;

import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.report.ReportFiles;
import io.handclasp.validator.report.ReportFormats;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;

/** Starts the embedded system, breaks what shall be broken, validates it, and writes the reports. */
final class ValidationJob {
    private final ValidationOptions options;
    private final PrintStream out;

    ValidationJob(ValidationOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Returns the exit code of the verdict. */
    int run() throws IOException {
        try (AgentSystem system = AgentSystem.start(ResiliencePolicy.standard())) {
            if (options.trouble().isPresent()) {
                system.cause(options.trouble().get());
            }
            ValidationReport report = new AgentValidation(system)
                    .validator(options.journeys(), out)
                    .run();
            if (options.reports().isPresent()) {
                write(report, options.reports().get());
            }
            return report.exitCode();
        } catch (SQLException failure) {
            throw new IOException("the embedded database failed", failure);
        }
    }

    private void write(ValidationReport report, Path directory) throws IOException {
        out.println(
                "written: " + ReportFiles.write(report, ReportFormats.json(), directory.resolve("validation.json")));
        out.println("written: " + ReportFiles.write(report, ReportFormats.junitXml(), directory.resolve("junit.xml")));
        out.println(
                "written: " + ReportFiles.write(report, ReportFormats.html(), directory.resolve("validation.html")));
    }
}
