package io.handclasp.examples.soak;

import java.time.Duration;

/** Reads the command line. */
final class SoakOptions {
    static final String USAGE = "usage: [--minutes N] [--round-seconds N] [--users N] [--seed N]";
    static final int EXIT_CODE = 64;

    private SoakOptions() {}

    static SoakSettings read(String... args) {
        SoakSettings settings = SoakSettings.standard();
        for (int i = 0; i < args.length; i += 2) {
            String value = i + 1 < args.length ? args[i + 1] : "nothing";
            long number = number(args[i], value);
            settings = switch (args[i]) {
                case "--minutes" -> settings.withTime(Duration.ofMinutes(number));
                case "--round-seconds" -> settings.withRound(Duration.ofSeconds(number));
                case "--users" -> settings.withUsers((int) Math.min(number, Integer.MAX_VALUE));
                case "--seed" -> settings.withSeed(number);
                default -> throw new IllegalArgumentException(args[i] + " is no option");
            };
        }
        return settings;
    }

    private static long number(String option, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(option + " was " + value + ", must be a whole number", notANumber);
        }
    }
}
