package io.handclasp.probes.sql;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a database over a connection. The time limit is set on the network, to the millisecond, where the driver can do
 * that; {@code isValid} and query timeouts know whole seconds only, and a frozen server ignores the latter.
 */
record ConnectionCheck(Optional<String> query) {
    private static final Logger log = LoggerFactory.getLogger(ConnectionCheck.class);

    /** Whether the database answers as it should. */
    boolean passes(Connection connection, Deadline deadline) throws SQLException {
        long millis = (deadline.remainingNanos() + 999_999) / 1_000_000;
        if (millis == 0) {
            throw new SQLTimeoutException("there was no time left to ask the database");
        }
        int limit = (int) Math.min(Integer.MAX_VALUE, millis);
        Optional<Integer> before = limitNetwork(connection, limit);
        try {
            int seconds = (int) Math.min(Integer.MAX_VALUE, (millis + 999) / 1_000);
            return query.isEmpty() ? connection.isValid(seconds) : hasRow(connection, before.isPresent() ? 0 : seconds);
        } finally {
            before.ifPresent(old -> restore(connection, old));
        }
    }

    /** A query timeout is for drivers that cannot limit the network: others start a thread for it. */
    private boolean hasRow(Connection connection, int seconds) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds);
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery(query.orElseThrow())) {
                return rows.next();
            }
        }
    }

    private static Optional<Integer> limitNetwork(Connection connection, int millis) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, before == 0 ? millis : Math.min(before, millis));
            return Optional.of(before);
        } catch (SQLFeatureNotSupportedException | AbstractMethodError e) {
            log.debug("the driver cannot limit the time on the network: {}", Redaction.describe(e));
            return Optional.empty();
        }
    }

    private static void restore(Connection connection, int millis) {
        try {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, millis);
            }
        } catch (SQLException e) {
            // A broken connection: the pool throws it away.
            log.debug("the time limit of a connection could not be set back: {}", Redaction.describe(e));
        }
    }
}
