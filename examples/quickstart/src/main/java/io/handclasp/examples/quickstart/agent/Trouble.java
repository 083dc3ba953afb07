package io.handclasp.examples.quickstart.agent;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be broken in the embedded system, for real, before it is validated. */
public enum Trouble {
    /** The auth service is stopped. */
    AUTH,
    /** The auth service answers two seconds late. */
    SLOW_AUTH,
    /** The service is described with other settings than it should have. */
    DRIFT,
    /** The auth service publishes a key that it does not sign with. */
    KEYS,
    /** The database is stopped. */
    DB,
    /** The agent leaves out one of its events. */
    GOLDEN_PATH;

    /** The name on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** All names on the command line. */
    public static String words() {
        return Arrays.stream(values()).map(Trouble::word).collect(Collectors.joining(", "));
    }

    /** The trouble with a name on the command line. */
    public static Optional<Trouble> of(String word) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.word().equals(word))
                .findFirst();
    }
}
