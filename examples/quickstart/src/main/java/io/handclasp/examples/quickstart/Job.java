package io.handclasp.examples.quickstart;

import io.handclasp.examples.quickstart.validation.ReportDirectory;
import io.handclasp.examples.quickstart.validation.ValidationOptions;
import java.nio.file.Path;

/** What the command line asks for. */
sealed interface Job {
    /** Explains the program. */
    record Help() implements Job {}

    /**
     * Validates the embedded system.
     *
     * @param options how
     */
    record Validate(ValidationOptions options) implements Job {}

    /**
     * Validates real services.
     *
     * @param config the file that names them
     * @param reports where the reports are written to
     */
    record ValidateServices(Path config, ReportDirectory reports) implements Job {}

    /**
     * Compares a plain call and Handclasp.
     *
     * @param handshakes how many handshakes each of the two gets
     * @param seed decides which calls fail
     */
    record Compare(int handshakes, long seed) implements Job {}
}
