package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class PostgresHistoryTests extends JdbcHistoryContract {
    @Override
    DataSource dataSource() {
        return Postgres.server().getPostgresDatabase();
    }

    @Test
    void recordWhenUsedThenNoThreadIsLeft() throws Exception {
        history().record(Runs.run("chat", 1), Runs.soon());
        ThreadCensus census = ThreadCensus.take();

        history().record(Runs.run("chat", 2), Runs.soon());

        census.assertNoneLeft(Duration.ofSeconds(10));
    }

    @Test
    void recordWhenNobodyListensThenUnavailableWithoutThePassword() throws Exception {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody.setPortNumbers(new int[] {free.getLocalPort()});
        }
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setUser("handclasp");
        nobody.setPassword("hunter2");

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> DriftHistories.jdbc(nobody).record(Runs.run("chat", 1), Runs.soon()))
                .withMessageContaining("SQL state 08001")
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }

    /** One statement waits for most of the time there is; the one after it gets what is left, not as much again. */
    @Test
    void recordWhenOneStatementTookLongThenTheNextOneEndsWithTheDeadline() throws Exception {
        history().record(Runs.run("chat", 1), Runs.soon());
        ManualTimeSource clock = new ManualTimeSource();
        Deadline deadline = Deadline.after(Duration.ofSeconds(25), clock);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try (Connection first = transaction();
                Connection second = transaction()) {
            execute(first, "DELETE FROM " + prefix + "drift_schema");
            first.commit();
            execute(first, "SELECT pg_advisory_xact_lock(" + 0x48434C50 + ", " + prefix.hashCode() + ")");
            execute(second, "LOCK TABLE " + prefix + "drift_run IN ACCESS EXCLUSIVE MODE");
            TimeSource real = TimeSource.system();
            Future<?> recording = executor.submit(() -> history().record(Runs.run("chat", 2), deadline));
            awaitWaiterForAdvisoryLock();
            clock.advance(Duration.ofMillis(24_500));
            long start = real.nanoTime();
            first.commit();

            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> recording.get(60, TimeUnit.SECONDS))
                    .withCauseInstanceOf(HistoryUnavailableException.class)
                    .withMessageContaining("SQL state 57014");

            assertThat(Duration.ofNanos(real.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        } finally {
            executor.shutdownNow();
        }
    }

    private Connection transaction() throws Exception {
        Connection connection = dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static void execute(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void awaitWaiterForAdvisoryLock() throws Exception {
        Deadline deadline = Runs.soon();
        try (Connection connection = dataSource().getConnection();
                PreparedStatement waiters = connection.prepareStatement("SELECT pg_sleep(0.02), count(*) FROM pg_locks"
                        + " WHERE locktype = 'advisory' AND objid::bigint = ? AND NOT granted")) {
            waiters.setLong(1, Integer.toUnsignedLong(prefix.hashCode()));
            while (true) {
                assertThat(deadline.isExpired()).as("nobody waits").isFalse();
                try (ResultSet row = waiters.executeQuery()) {
                    row.next();
                    if (row.getInt(2) > 0) {
                        return;
                    }
                }
            }
        }
    }

    /** What comes after the last statement waits no longer for a silent server than what came before. */
    @Test
    void recentWhenItIsCommittedThenTheSocketGivesUpSoonAfterTheDeadline() throws Exception {
        DriftHistory history = history();
        history.record(Runs.run("chat", 1), Runs.soon());
        ManualTimeSource clock = new ManualTimeSource();
        List<Integer> timeouts = new ArrayList<>();
        DriftHistory watched = DriftHistories.jdbc(
                Lent.watched(dataSource(), (method, connection) -> {
                    if (method.equals("prepareStatement")) {
                        clock.advance(Duration.ofSeconds(2));
                    } else if (method.equals("commit")) {
                        timeouts.add(connection.getNetworkTimeout());
                    }
                }),
                settings(Retention.standard()));

        watched.recent("chat", 1, Deadline.after(Duration.ofSeconds(20), clock));

        assertThat(timeouts).isNotEmpty();
        assertThat(timeouts.get(timeouts.size() - 1))
                .isBetween(
                        1,
                        500
                                + (int) (Duration.ofSeconds(20).toMillis()
                                        - Duration.ofNanos(clock.nanoTime()).toMillis()));
    }

    @Test
    void recordWhenServerIsSilentThenEndsSoonAfterTheDeadline() throws Exception {
        assertThat(dataSource()).isNotNull();
        DriftHistory history = history();
        history.record(Runs.run("chat", 1), Runs.soon());
        try (SilencedProxy proxy = SilencedProxy.before(Postgres.server().getPort())) {
            PGSimpleDataSource through = new PGSimpleDataSource();
            through.setServerNames(new String[] {"127.0.0.1"});
            through.setPortNumbers(new int[] {proxy.port()});
            through.setUser("postgres");
            through.setDatabaseName("postgres");
            try (Connection connection = through.getConnection()) {
                DriftHistory lent = DriftHistories.jdbc(Lent.dataSource(connection), settings(Retention.standard()));
                lent.recent("chat", 1, Runs.soon());
                proxy.silence();

                assertThatExceptionOfType(HistoryUnavailableException.class)
                        .isThrownBy(() ->
                                lent.recent("chat", 1, Deadline.after(Duration.ofMillis(300), TimeSource.system())));
            }
        }
    }
}
