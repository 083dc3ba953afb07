package io.handclasp.drift.history;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection for one transaction, within a deadline. It goes back as it came. */
final class JdbcSession {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcSession.class);
    /** The SQL state of a connection that was not made. */
    private static final String NO_CONNECTION = "08001";

    /** How much later the socket gives up than the server, whose answer says more and leaves the connection whole. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** How late a statement may end because the server is not told anew before each: that is a trip to it. */
    private static final Duration SLACK = Duration.ofMillis(100);

    private final Connection connection;
    private final Dialect dialect;
    private final Deadline deadline;
    /** The time left that the server was told last, in milliseconds. */
    private long told = Long.MAX_VALUE;

    private JdbcSession(Connection connection, Dialect dialect, Deadline deadline) {
        this.connection = connection;
        this.dialect = dialect;
        this.deadline = deadline;
    }

    /** What is done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T apply(JdbcSession session) throws SQLException, HistoryUnavailableException;
    }

    /** Commits what the work did, or, when it throws anything, nothing. */
    static <T> T transact(DataSource dataSource, String doing, Deadline deadline, Work<T> work)
            throws HistoryUnavailableException {
        requireTime(deadline, doing);
        try (Connection connection = connect(dataSource)) {
            requireTime(deadline, doing);
            return transact(new JdbcSession(connection, Dialect.of(connection), deadline), work);
        } catch (SQLException e) {
            throw HistoryUnavailableException.of(doing, e);
        }
    }

    /** Some pools throw exceptions of their own kind. */
    private static Connection connect(DataSource dataSource) throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (RuntimeException e) {
            throw new SQLException("no connection: " + Redaction.describe(e), NO_CONNECTION);
        }
    }

    private static <T> T transact(JdbcSession session, Work<T> work) throws SQLException, HistoryUnavailableException {
        Connection connection = session.connection;
        boolean autoCommit = connection.getAutoCommit();
        int networkTimeout = session.limitNetwork();
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            T result = work.apply(session);
            session.limitNetwork();
            connection.commit();
            done = true;
            return result;
        } finally {
            giveBack(session, autoCommit, networkTimeout, !done);
        }
    }

    /**
     * After a failure the connection may be dead, and what it says then must not hide what was wrong with it first. Its owner finds out
     * for itself.
     */
    private static void giveBack(JdbcSession session, boolean autoCommit, int networkTimeout, boolean failed)
            throws SQLException {
        Connection connection = session.connection;
        try {
            if (failed) {
                session.limitNetwork();
                connection.rollback();
            }
            connection.setAutoCommit(autoCommit);
            if (session.dialect == Dialect.POSTGRESQL) {
                connection.setNetworkTimeout(Runnable::run, networkTimeout);
            }
        } catch (SQLException e) {
            if (!failed) {
                throw e;
            }
            LOG.debug("A connection goes back as it broke: {}", Redaction.describe(e));
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** A statement that ends with the deadline. */
    PreparedStatement prepare(String sql) throws SQLException, HistoryUnavailableException {
        requireTime(deadline, "a statement");
        limitServer();
        PreparedStatement statement = connection.prepareStatement(sql);
        if (dialect == Dialect.H2) {
            // Whole seconds are all that JDBC has; PostgreSQL is told milliseconds, without a timer of the driver.
            statement.setQueryTimeout((int) Math.min(Integer.MAX_VALUE, 1 + remainingMillis() / 1_000));
        }
        return statement;
    }

    void execute(String sql) throws SQLException, HistoryUnavailableException {
        try (PreparedStatement statement = prepare(sql)) {
            statement.execute();
        }
    }

    /** Against a server that does not answer at all. H2 has no such thing when it is embedded. */
    private int limitNetwork() throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return 0;
        }
        int before = connection.getNetworkTimeout();
        // The driver sets it on the socket and has no use for the executor.
        connection.setNetworkTimeout(
                Runnable::run, (int) Math.min(Integer.MAX_VALUE, remainingMillis() + GRACE.toMillis()));
        return before;
    }

    /** Each statement has what is left, not what the first one had. Until the end of the transaction only. */
    private void limitServer() throws SQLException {
        long left = remainingMillis();
        if (dialect != Dialect.POSTGRESQL || told - left <= SLACK.toMillis()) {
            return;
        }
        limitNetwork();
        try (PreparedStatement statement =
                connection.prepareStatement("SET LOCAL statement_timeout = " + Math.min(Integer.MAX_VALUE, left))) {
            statement.execute();
        }
        told = left;
    }

    private long remainingMillis() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline.remainingNanos()));
    }

    private static void requireTime(Deadline deadline, String doing) throws HistoryUnavailableException {
        if (deadline.isExpired()) {
            throw HistoryUnavailableException.late(doing);
        }
    }
}
