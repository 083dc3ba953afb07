package io.handclasp.probes.sql;

import io.handclasp.core.time.Deadline;
import java.sql.Connection;
import java.sql.SQLException;

/** Gives connections. */
@FunctionalInterface
interface ConnectionSource {
    /**
     * Takes one; the caller closes it.
     *
     * @throws SQLException when there is none; a {@link java.sql.SQLTimeoutException} when it took too long
     */
    Connection take(Deadline deadline) throws SQLException, InterruptedException;
}
