package io.handclasp.examples.quickstart.validation;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.examples.quickstart.agent.AgentSystem;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.report.ReportFormats;
import io.handclasp.validator.report.TextStyle;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts the embedded system, breaks what shall be broken, validates it, and writes the reports. */
public final class ValidationJob {
    /** As many as checks, probes and journeys need side by side. */
    private static final int THREADS = 32;

    private final ValidationOptions options;
    private final PrintStream out;
    private final TextStyle style;
    private final ResiliencePolicy policy;

    /** A run that prints its report to a stream while it goes on. */
    public ValidationJob(ValidationOptions options, PrintStream out, TextStyle style) {
        this(options, out, style, ResiliencePolicy.standard());
    }

    ValidationJob(ValidationOptions options, PrintStream out, TextStyle style, ResiliencePolicy policy) {
        this.options = options;
        this.out = out;
        this.style = style;
        this.policy = policy;
    }

    /** Returns the exit code of the verdict. */
    public int run() throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("validation"));
        try (AgentSystem system = AgentSystem.start(policy)) {
            if (options.trouble().isPresent()) {
                system.cause(options.trouble().get());
            }
            ValidationReport report = new AgentValidation(system, executor)
                    .validator(options.journeys(), ReportFormats.liveText(out, style))
                    .run();
            options.reports().write(report, out);
            return report.exitCode();
        } catch (SQLException failure) {
            throw new IOException("the embedded database failed", failure);
        } finally {
            executor.shutdownNow();
        }
    }
}
