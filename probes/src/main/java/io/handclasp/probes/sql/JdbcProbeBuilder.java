package io.handclasp.probes.sql;

import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.sql.DataSource;

/**
 * Makes probes that take a connection from a pool and ask the database whether it lives. Not thread-safe; the probes are.
 *
 * <p>{@link DataSource#getConnection()} has no timeout of its own. By default it runs on the thread of the probe and takes
 * as long as the pool lets it wait, or until that thread is interrupted; a runner gives it up at its deadline, as UNKNOWN
 * without a hint of what hangs. Give the pool a connection timeout below the probe's deadline, or set {@link #executor}:
 * with it the probe answers DOWN at its deadline whatever the pool does.
 */
public final class JdbcProbeBuilder {
    private final DataSource dataSource;
    private Optional<DataSource> unpooled = Optional.empty();
    private Optional<String> query = Optional.empty();
    private Optional<Executor> executor = Optional.empty();

    private JdbcProbeBuilder(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Starts with the pool.
     *
     * @param dataSource the one that the host itself uses, so that an exhausted pool is seen
     * @return the builder
     */
    public static JdbcProbeBuilder of(DataSource dataSource) {
        return new JdbcProbeBuilder(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /**
     * Asks the database by a way of its own when the pool gives no connection: if it answers, the pool is exhausted for
     * certain; if not, the database is down. Default: none, the exception of the pool must tell.
     *
     * @param unpooled makes a new connection each time
     * @return this builder
     */
    public JdbcProbeBuilder unpooled(DataSource unpooled) {
        this.unpooled = Optional.of(unpooled);
        return this;
    }

    /**
     * Sets a query that must give at least one row. Default: none, {@code Connection.isValid} decides. It runs outside of
     * a transaction of its own, so it must not change anything.
     *
     * @param query for example {@code SELECT 1 FROM accounts LIMIT 1}
     * @return this builder
     * @throws IllegalArgumentException when it is blank
     */
    public JdbcProbeBuilder query(String query) {
        this.query = Optional.of(Settings.requireText("query", query));
        return this;
    }

    /**
     * Takes connections on another thread, so that the probe answers at its deadline. A pool that does not answer keeps that
     * thread, which is interrupted at the deadline, for as long as it ignores that; until then no further connection is
     * asked for. A connection that comes too late is closed at once. Default: the thread of the probe.
     *
     * @param executor runs {@link DataSource#getConnection()}; not one whose only thread runs the probe
     * @return this builder
     */
    public JdbcProbeBuilder executor(Executor executor) {
        this.executor = Optional.of(executor);
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     */
    public Probe build() {
        ConnectionSource pool = executor.<ConnectionSource>map(threads -> new OffloadedConnections(dataSource, threads))
                .orElse(deadline -> dataSource.getConnection());
        return new JdbcProbe(pool, unpooled, new ConnectionCheck(query));
    }
}
