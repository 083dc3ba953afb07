package io.handclasp.examples.quickstart;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line.
 *
 * @param help whether to explain the program and do nothing else
 * @param validation what to validate, or none for another job
 * @param config the settings of a real service, or none for the comparison
 * @param handshakes how many handshakes each contender gets
 * @param seed decides which calls fail
 */
record Options(boolean help, Optional<ValidationOptions> validation, Optional<Path> config, int handshakes, long seed) {
    private static final List<String> KNOWN =
            List.of("--help", "--config", "--handshakes", "--seed", "--validate", "--break", "--journeys", "--reports");
    private static final int DEFAULT_HANDSHAKES = 3_000;
    private static final int FEWEST_HANDSHAKES = 100;
    private static final int MOST_HANDSHAKES = 100_000;
    private static final long DEFAULT_SEED = 2026;

    static Options parse(String... args) throws UsageException {
        boolean help = false;
        Optional<Path> config = Optional.empty();
        int handshakes = DEFAULT_HANDSHAKES;
        long seed = DEFAULT_SEED;
        boolean comparisonOnly = false;
        boolean validate = false;
        ValidationOptions validation = ValidationOptions.STANDARD;
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--help" -> help = true;
                case "--config" -> config = Optional.of(path(option, rest.poll()));
                case "--validate" -> validate = true;
                case "--break" -> validation = validation.breaking(trouble(option, rest.poll()));
                case "--journeys" ->
                    validation = validation.withJourneys(
                            (int) number(option, rest.poll(), 1, ValidationOptions.MOST_JOURNEYS));
                case "--reports" -> validation = validation.withReports(path(option, rest.poll()));
                case "--handshakes" -> {
                    handshakes = (int) number(option, rest.poll(), FEWEST_HANDSHAKES, MOST_HANDSHAKES);
                    comparisonOnly = true;
                }
                case "--seed" -> {
                    seed = number(option, rest.poll(), Long.MIN_VALUE, Long.MAX_VALUE);
                    comparisonOnly = true;
                }
                default ->
                    throw new UsageException("unknown option " + option + "." + Nearest.hint(option, KNOWN)
                            + " Known are " + String.join(", ", KNOWN) + ".");
            }
        }
        if (config.isPresent() && comparisonOnly) {
            throw new UsageException(
                    "--config does not go with --handshakes or --seed;" + " set the number of handshakes in the file.");
        }
        if (!validate && !validation.equals(ValidationOptions.STANDARD)) {
            throw new UsageException("--break, --journeys and --reports go with --validate only.");
        }
        if (validate && (config.isPresent() || comparisonOnly)) {
            throw new UsageException("--validate does not go with --config, --handshakes or --seed.");
        }
        return new Options(help, validate ? Optional.of(validation) : Optional.empty(), config, handshakes, seed);
    }

    private static Trouble trouble(String option, @Nullable String value) throws UsageException {
        String word = required(option, value);
        return Trouble.of(word)
                .orElseThrow(() ->
                        new UsageException(option + " was " + word + ", must be one of " + Trouble.words() + "."));
    }

    private static Path path(String option, @Nullable String value) throws UsageException {
        try {
            return Path.of(required(option, value));
        } catch (InvalidPathException invalid) {
            throw new UsageException(option + " was " + value + ", must be the path of a file.");
        }
    }

    private static long number(String option, @Nullable String value, long least, long most) throws UsageException {
        return Numbers.parse(option, required(option, value), least, most);
    }

    private static String required(String option, @Nullable String value) throws UsageException {
        if (value == null) {
            throw new UsageException(option + " needs a value after it.");
        }
        return value;
    }
}
