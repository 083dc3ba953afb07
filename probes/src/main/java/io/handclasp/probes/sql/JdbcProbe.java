package io.handclasp.probes.sql;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Takes a connection and asks. The words of the database's exceptions are not shown: they may quote the query or the URL;
 * the state code, which means the same everywhere, is.
 */
final class JdbcProbe implements Probe {
    private final ConnectionSource pool;
    private final Optional<DataSource> unpooled;
    private final ConnectionCheck check;

    JdbcProbe(ConnectionSource pool, Optional<DataSource> unpooled, ConnectionCheck check) {
        this.pool = pool;
        this.unpooled = unpooled;
        this.check = check;
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public ProbeOutcome check(Deadline deadline) throws Exception {
        // With a second way to ask, something must be left for it.
        Deadline mine = unpooled.isEmpty()
                ? deadline
                : deadline.sooner(deadline.remaining().dividedBy(2));
        Map<String, Duration> phases = new LinkedHashMap<>();
        TimeSource time = deadline.timeSource();
        long start = time.nanoTime();
        Connection taken;
        try {
            taken = pool.take(mine);
        } catch (SQLException e) {
            if (Thread.interrupted()) {
                throw stopped(e);
            }
            phases.put("connection", Duration.ofNanos(time.nanoTime() - start));
            return noConnection(e, deadline).withPhases(phases);
        }
        phases.put("connection", Duration.ofNanos(time.nanoTime() - start));
        ProbeOutcome outcome;
        long asked = time.nanoTime();
        try (Connection connection = taken) {
            outcome = ask(connection, deadline);
        } catch (SQLException e) {
            outcome = failed(SqlFault.ofCheck(e), e);
        }
        phases.put("answer", Duration.ofNanos(time.nanoTime() - asked));
        return outcome.withPhases(phases);
    }

    private static InterruptedException stopped(SQLException e) {
        InterruptedException stopped = new InterruptedException("interrupted while waiting for a connection");
        stopped.initCause(e);
        return stopped;
    }

    private ProbeOutcome ask(Connection connection, Deadline deadline) throws SQLException {
        if (check.passes(connection, deadline)) {
            return ProbeOutcome.up("the database answers");
        } else if (deadline.isExpired()) {
            return ProbeOutcome.down(SqlFault.TIMED_OUT.words()).withHint(SqlFault.TIMED_OUT.hint());
        }
        return check.query().isPresent()
                ? ProbeOutcome.down("the query gave no row")
                        .withHint(ProbeDocs.hint("look at the data that the query expects", "database-no-row"))
                : ProbeOutcome.down("the connection is not valid")
                        .withHint(ProbeDocs.hint(
                                "the database went away: look whether it was restarted or cut off",
                                "database-invalid"));
    }

    private ProbeOutcome noConnection(SQLException failure, Deadline deadline) {
        SqlFault fault = SqlFault.ofConnect(failure);
        boolean unclear = fault == SqlFault.POOL_EXHAUSTED || fault == SqlFault.NO_CONNECTION_IN_TIME;
        if (!unclear || unpooled.isEmpty() || deadline.isExpired()) {
            return failed(fault, failure);
        }
        try (Connection direct = unpooled.get().getConnection()) {
            return check.passes(direct, deadline)
                    ? failed(SqlFault.POOL_EXHAUSTED, failure).withDetails(Map.of("database", "answers directly"))
                    : failed(SqlFault.FAILED, failure);
        } catch (SQLException e) {
            SqlFault direct = SqlFault.ofCheck(e);
            return failed(direct, e);
        }
    }

    private static ProbeOutcome failed(SqlFault fault, SQLException failure) {
        String state = failure.getSQLState() == null ? "" : " (SQL state " + failure.getSQLState() + ")";
        return ProbeOutcome.down(fault.words() + state).withHint(fault.hint());
    }
}
