package io.handclasp.probes;

import io.handclasp.core.Settings;

/** Makes hints that say what to do and where to read on. Without state; safe for use by many threads. */
public final class ProbeDocs {
    /** The page that the hints of Handclasp's own probes lead to. */
    public static final String PAGE = "docs/probes.md";

    private ProbeDocs() {}

    /**
     * Makes a hint.
     *
     * @param advice what to do, for example {@code start the service}; without a full stop
     * @param anchor the heading of {@link #PAGE} where more is said, for example {@code refused}
     * @return for example {@code start the service (docs/probes.md#refused)}
     * @throws IllegalArgumentException when one of them is blank
     */
    public static String hint(String advice, String anchor) {
        return Settings.requireText("advice", advice) + " (" + PAGE + "#" + Settings.requireText("anchor", anchor)
                + ")";
    }
}
