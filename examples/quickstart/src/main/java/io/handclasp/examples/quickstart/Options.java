package io.handclasp.examples.quickstart;

import io.handclasp.examples.quickstart.agent.Trouble;
import io.handclasp.examples.quickstart.usage.Nearest;
import io.handclasp.examples.quickstart.usage.Numbers;
import io.handclasp.examples.quickstart.usage.UsageException;
import io.handclasp.examples.quickstart.validation.ReportDirectory;
import io.handclasp.examples.quickstart.validation.ValidationOptions;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the command line: options with a value after them, or none. */
final class Options {
    private static final String HELP = "--help";
    private static final String COMPARE = "--compare";
    private static final String CONFIG = "--config";
    private static final String BREAK = "--break";
    private static final String JOURNEYS = "--journeys";
    private static final String REPORTS = "--reports";
    private static final String HANDSHAKES = "--handshakes";
    private static final String SEED = "--seed";
    private static final List<String> KNOWN =
            List.of(HELP, BREAK, JOURNEYS, REPORTS, CONFIG, COMPARE, HANDSHAKES, SEED);

    private static final int DEFAULT_HANDSHAKES = 3_000;
    private static final int FEWEST_HANDSHAKES = 100;
    private static final int MOST_HANDSHAKES = 100_000;
    private static final long DEFAULT_SEED = 2026;

    private final Map<String, String> given = new LinkedHashMap<>();

    private Options() {}

    static Job parse(String... args) throws UsageException {
        Options options = new Options();
        Deque<String> rest = new ArrayDeque<>(List.of(args));
        while (!rest.isEmpty()) {
            options.read(rest.remove(), rest);
        }
        return options.job();
    }

    private void read(String option, Deque<String> rest) throws UsageException {
        if (!KNOWN.contains(option)) {
            throw new UsageException("unknown option " + option + "." + Nearest.hint(option, KNOWN) + " Known are "
                    + String.join(", ", KNOWN) + ".");
        }
        if (option.equals(HELP) || option.equals(COMPARE)) {
            given.put(option, "");
        } else if (rest.isEmpty()) {
            throw new UsageException(option + " needs a value after it.");
        } else {
            given.put(option, rest.remove());
        }
    }

    private Job job() throws UsageException {
        int journeys = (int) number(JOURNEYS, 1, ValidationOptions.MOST_JOURNEYS, ValidationOptions.STANDARD_JOURNEYS);
        int handshakes = (int) number(HANDSHAKES, FEWEST_HANDSHAKES, MOST_HANDSHAKES, DEFAULT_HANDSHAKES);
        long seed = number(SEED, Long.MIN_VALUE, Long.MAX_VALUE, DEFAULT_SEED);
        Optional<Trouble> trouble = trouble();
        Optional<Path> reports = path(REPORTS);
        Optional<Path> config = path(CONFIG);
        ReportDirectory directory = reports.map(ReportDirectory::new).orElse(ReportDirectory.STANDARD);
        if (given.containsKey(HELP)) {
            return new Job.Help();
        }
        if (given.containsKey(COMPARE)) {
            allow(COMPARE, HANDSHAKES, SEED);
            return new Job.Compare(handshakes, seed);
        }
        if (config.isPresent()) {
            allow(CONFIG, REPORTS);
            return new Job.ValidateServices(config.get(), directory);
        }
        if (given.containsKey(HANDSHAKES) || given.containsKey(SEED)) {
            throw new UsageException("--handshakes and --seed go with --compare only.");
        }
        return new Job.Validate(new ValidationOptions(trouble, journeys, directory));
    }

    private void allow(String job, String... options) throws UsageException {
        List<String> others = new ArrayList<>(given.keySet());
        others.remove(job);
        others.removeAll(List.of(options));
        if (!others.isEmpty()) {
            throw new UsageException(job + " does not go with " + String.join(", ", others) + ".");
        }
    }

    private Optional<Trouble> trouble() throws UsageException {
        String word = given.get(BREAK);
        if (word == null) {
            return Optional.empty();
        }
        Optional<Trouble> trouble = Trouble.of(word);
        if (trouble.isEmpty()) {
            throw new UsageException(BREAK + " was " + word + ", must be one of " + Trouble.words() + ".");
        }
        return trouble;
    }

    private Optional<Path> path(String option) throws UsageException {
        try {
            return Optional.ofNullable(given.get(option)).map(Path::of);
        } catch (InvalidPathException invalid) {
            throw new UsageException(option + " was " + given.get(option) + ", must be a path.");
        }
    }

    private long number(String option, long least, long most, long byDefault) throws UsageException {
        String value = given.get(option);
        return value == null ? byDefault : Numbers.parse(option, value, least, most);
    }
}
