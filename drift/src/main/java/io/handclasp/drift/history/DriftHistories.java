package io.handclasp.drift.history;

import io.handclasp.core.Settings;
import java.util.Objects;
import javax.sql.DataSource;

/** The histories that come with Handclasp. None of them starts a thread or holds a connection between two calls. */
public final class DriftHistories {
    private static final int MOST_IN_MEMORY = 100_000;

    private DriftHistories() {}

    /**
     * A history in the memory of this process, which ends with it. When it is full, recording a run drops the one that was recorded
     * first.
     *
     * @param bound how many runs are kept, of all targets together; 1 to 100,000
     * @return the history
     * @throws IllegalArgumentException when the bound is out of range
     */
    public static DriftHistory inMemory(int bound) {
        return new MemoryHistory(Settings.requireRange("bound", bound, 1, MOST_IN_MEMORY));
    }

    /**
     * A history in a database of the host's, with the standard settings.
     *
     * @param dataSource as {@link #jdbc(DataSource, JdbcSettings)} wants it
     * @return the history
     */
    public static DriftHistory jdbc(DataSource dataSource) {
        return jdbc(dataSource, JdbcSettings.standard());
    }

    /**
     * A history in a database of the host's, H2 or PostgreSQL. Its two tables are made when it is first used, within the deadline of
     * that call. Each call takes one connection, uses it for transactions of its own, and gives it back as it was. Statements end with
     * the deadline; how long {@code getConnection()} may wait is for the host's pool to say.
     *
     * <p>Every hundredth run that is recorded through this object, and the first, also {@linkplain DriftHistory#prune prunes}; when that
     * fails there is a warning in the log and the run is kept all the same.
     *
     * @param dataSource hands out connections that are not part of another transaction; a pool, where runs are many
     * @param settings names of tables, retention, clocks
     * @return the history
     */
    public static DriftHistory jdbc(DataSource dataSource, JdbcSettings settings) {
        return new JdbcHistory(Objects.requireNonNull(dataSource, "dataSource"), settings);
    }
}
