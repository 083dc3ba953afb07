package io.handclasp.drift.history;

import io.handclasp.core.time.Deadline;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalInt;
import javax.sql.DataSource;

/**
 * The two tables: one of runs, and one that says in which version of their form they are. Many may find them missing at once; whoever
 * comes second finds them there.
 */
final class JdbcSchema {
    static final int VERSION = 1;

    private static final String MAKING = "making the tables";
    /** Two that make the same table get in each other's way at most once or twice: afterwards it is there. */
    private static final int ATTEMPTS = 5;
    /** The first half of the key of PostgreSQL's lock, so that it is not a lock of the host's: HCLP. */
    private static final int LOCK = 0x48434C50;

    private final DataSource dataSource;
    private final String prefix;
    private final String versions;
    private final String runs;
    private volatile boolean ready;

    JdbcSchema(DataSource dataSource, String prefix) {
        this.dataSource = dataSource;
        this.prefix = prefix;
        versions = prefix + "drift_schema";
        runs = prefix + "drift_run";
    }

    String runs() {
        return runs;
    }

    void ensure(Deadline deadline) throws HistoryUnavailableException {
        if (ready) {
            return;
        }
        for (int attempt = 1; ; attempt++) {
            OptionalInt version = JdbcSession.transact(dataSource, "reading the schema", deadline, this::version);
            if (version.isPresent()) {
                requireKnown(version.getAsInt());
                ready = true;
                return;
            }
            try {
                JdbcSession.transact(dataSource, MAKING, deadline, this::make);
            } catch (HistoryUnavailableException another) {
                if (attempt == ATTEMPTS || deadline.isExpired()) {
                    throw another;
                }
            }
        }
    }

    private void requireKnown(int version) throws HistoryUnavailableException {
        if (version != VERSION) {
            throw new HistoryUnavailableException("the tables " + prefix + "* were made in version " + version
                    + " of their form, this release knows version " + VERSION
                    + " only: use the release that made them, or another tablePrefix");
        }
    }

    /** Empty when there is no table, or nothing in it: then whoever was making it has not come to an end. */
    private OptionalInt version(JdbcSession session) throws SQLException, HistoryUnavailableException {
        try (PreparedStatement statement = session.prepare("SELECT MAX(version) FROM " + versions);
                ResultSet row = statement.executeQuery()) {
            row.next();
            int version = row.getInt(1);
            return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(version);
        } catch (SQLException e) {
            if (session.dialect().isNoSuchTable(e)) {
                return OptionalInt.empty();
            }
            throw e;
        }
    }

    /** The version comes last: it says that all the rest is there. H2 commits each of these steps, PostgreSQL all at once. */
    private int make(JdbcSession session) throws SQLException, HistoryUnavailableException {
        if (session.dialect() == Dialect.POSTGRESQL) {
            lock(session);
        }
        session.execute("CREATE TABLE IF NOT EXISTS " + runs + " (run_id VARCHAR(64) NOT NULL PRIMARY KEY,"
                + " target VARCHAR(200) NOT NULL, at_millis BIGINT NOT NULL, status VARCHAR(16) NOT NULL, findings "
                + session.dialect().text() + " NOT NULL)");
        session.execute("CREATE INDEX IF NOT EXISTS " + runs + "_by_time ON " + runs + " (target, at_millis, run_id)");
        session.execute("CREATE TABLE IF NOT EXISTS " + versions + " (version INTEGER NOT NULL PRIMARY KEY)");
        try {
            session.execute("INSERT INTO " + versions + " VALUES (" + VERSION + ")"
                    + session.dialect().unlessThere());
        } catch (SQLException e) {
            if (!session.dialect().isThere(e)) {
                throw e;
            }
        }
        return VERSION;
    }

    /** Held until the end of the transaction: even CREATE IF NOT EXISTS fails when two do it at the same moment. */
    private void lock(JdbcSession session) throws SQLException, HistoryUnavailableException {
        try (PreparedStatement statement = session.prepare("SELECT pg_advisory_xact_lock(?, ?)")) {
            statement.setInt(1, LOCK);
            statement.setInt(2, prefix.hashCode());
            statement.execute();
        }
    }
}
