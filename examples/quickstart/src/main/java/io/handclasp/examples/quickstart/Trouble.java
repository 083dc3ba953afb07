package io.handclasp.examples.quickstart;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be broken in the embedded system, for real, before it is validated. */
enum Trouble {
    /** The auth service is stopped. */
    AUTH,
    /** The auth service answers two seconds late. */
    SLOW_AUTH,
    /** The database is stopped. */
    DB,
    /** The agent leaves out one of its events. */
    GOLDEN_PATH;

    /** The name on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String words() {
        return Arrays.stream(values()).map(Trouble::word).collect(Collectors.joining(", "));
    }

    static Optional<Trouble> of(String word) {
        return Arrays.stream(values())
                .filter(trouble -> trouble.word().equals(word))
                .findFirst();
    }
}
