package io.handclasp.drift.history;

import io.handclasp.core.time.TimeSource;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How runs are kept in a database. Immutable.
 *
 * @param tablePrefix what the names of the tables and of the index start with: a lower-case letter, then up to 29 lower-case letters,
 *     digits and underscores; by default {@code handclasp_}
 * @param retention how much is kept; by default {@link Retention#standard()}
 * @param timeSource tells how old runs are; by default the clocks of this machine
 */
public record JdbcSettings(String tablePrefix, Retention retention, TimeSource timeSource) {
    /** The prefix becomes part of SQL, so nothing is accepted that could mean something there. */
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");

    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException when the prefix is not of its form
     */
    public JdbcSettings {
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException(
                    "tablePrefix was \"" + tablePrefix + "\", must be of the form " + PREFIX);
        }
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(timeSource, "timeSource");
    }

    /**
     * The defaults.
     *
     * @return prefix {@code handclasp_}, standard retention, the clocks of this machine
     */
    public static JdbcSettings standard() {
        return new JdbcSettings("handclasp_", Retention.standard(), TimeSource.system());
    }

    /**
     * Returns these settings with another prefix.
     *
     * @param prefix what the names of the tables start with
     * @return a copy
     * @throws IllegalArgumentException when it is not of its form
     */
    public JdbcSettings withTablePrefix(String prefix) {
        return new JdbcSettings(prefix, retention, timeSource);
    }

    /**
     * Returns these settings with another retention.
     *
     * @param kept how much is kept
     * @return a copy
     */
    public JdbcSettings withRetention(Retention kept) {
        return new JdbcSettings(tablePrefix, kept, timeSource);
    }

    /**
     * Returns these settings with other clocks.
     *
     * @param clocks tell how old runs are
     * @return a copy
     */
    public JdbcSettings withTimeSource(TimeSource clocks) {
        return new JdbcSettings(tablePrefix, retention, clocks);
    }
}
