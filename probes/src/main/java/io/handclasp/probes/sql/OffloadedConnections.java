package io.handclasp.probes.sql;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections on another thread, one at a time. What comes too late is closed. */
final class OffloadedConnections implements ConnectionSource {
    private static final Logger log = LoggerFactory.getLogger(OffloadedConnections.class);

    private final DataSource dataSource;
    private final Executor executor;
    private final AtomicReference<@Nullable Taking> underWay = new AtomicReference<>();

    OffloadedConnections(DataSource dataSource, Executor executor) {
        this.dataSource = dataSource;
        this.executor = executor;
    }

    @Override
    public Connection take(Deadline deadline) throws SQLException, InterruptedException {
        Taking taking = new Taking();
        if (!underWay.compareAndSet(null, taking)) {
            throw new SQLTimeoutException("an earlier request for a connection is still not answered");
        }
        try {
            executor.execute(() -> run(taking));
        } catch (RuntimeException | OutOfMemoryError e) {
            // A thread pool reports with an OutOfMemoryError that the system has no thread left, and may have queued
            // the work.
            taking.abandon();
            underWay.compareAndSet(taking, null);
            throw new SQLException("the executor refused to run getConnection", e);
        }
        return taking.await(deadline);
    }

    private void run(Taking taking) {
        try {
            taking.run(dataSource);
        } catch (SQLException e) {
            log.debug("a connection that came too late could not be closed: {}", Redaction.describe(e));
        } finally {
            underWay.compareAndSet(taking, null);
        }
    }
}
