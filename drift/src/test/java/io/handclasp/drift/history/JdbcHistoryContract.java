package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What every history in a database promises beside. */
abstract class JdbcHistoryContract extends DriftHistoryContract {
    private static final AtomicInteger PREFIXES = new AtomicInteger();

    /** Tables of its own for each test. */
    final String prefix = "t" + PREFIXES.incrementAndGet() + "_";

    abstract DataSource dataSource() throws Exception;

    @Override
    DriftHistory history() throws Exception {
        return history(Retention.standard().withMaxRuns(5_000));
    }

    final DriftHistory history(Retention retention) throws Exception {
        return DriftHistories.jdbc(dataSource(), settings(retention));
    }

    /** A day after the first run. */
    final JdbcSettings settings(Retention retention) {
        ManualTimeSource clocks = new ManualTimeSource();
        clocks.setWall(Runs.START.plus(Duration.ofDays(1)));
        return JdbcSettings.standard()
                .withTablePrefix(prefix)
                .withRetention(retention)
                .withTimeSource(clocks);
    }

    private void sql(String text) throws Exception {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    @Test
    void recordWhenManyMakeTheTablesAtOnceThenAllSucceed() throws Exception {
        AtomicInteger next = new AtomicInteger();

        List<Boolean> added = atOnce(8, () -> history().record(Runs.run("chat", next.getAndIncrement()), Runs.soon()));

        assertThat(added).hasSize(8).containsOnly(true);
        assertThat(history().recent("chat", 100, Runs.soon())).hasSize(8);
    }

    @Test
    void recordWhenMakerOfTheTablesDiedThenTheNextOneFinishes() throws Exception {
        history().record(Runs.run("chat", 1), Runs.soon());
        sql("DELETE FROM " + prefix + "drift_schema");
        sql("DROP INDEX " + prefix + "drift_run_by_time");

        history().record(Runs.run("chat", 2), Runs.soon());

        assertThat(history().recent("chat", 100, Runs.soon())).hasSize(2);
        sql("DROP INDEX " + prefix + "drift_run_by_time");
    }

    @Test
    void recordWhenTablesAreNewerThenRefusedAndUntouched() throws Exception {
        history().record(Runs.run("chat", 1), Runs.soon());
        sql("INSERT INTO " + prefix + "drift_schema VALUES (2)");

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> history().record(Runs.run("chat", 2), Runs.soon()))
                .withMessageContaining("version 2")
                .withMessageContaining("knows version 1 only");
        sql("DELETE FROM " + prefix + "drift_schema WHERE version = 2");
        assertThat(history().recent("chat", 100, Runs.soon())).containsExactly(Runs.run("chat", 1));
    }

    @Test
    void recordWhenAnotherHoldsTheRowThenEndsWithTheDeadline() throws Exception {
        DriftHistory history = history();
        history.record(Runs.run("chat", 1), Runs.soon());
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO " + prefix + "drift_run VALUES ('chat-2', 'chat', 0, 'PASS', '{}')")) {
                statement.executeUpdate();
            }
            TimeSource clock = TimeSource.system();
            long start = clock.nanoTime();

            assertThatExceptionOfType(HistoryUnavailableException.class)
                    .isThrownBy(
                            () -> history.record(Runs.run("chat", 2), Deadline.after(Duration.ofMillis(700), clock)));

            assertThat(Duration.ofNanos(clock.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            connection.rollback();
        }
        assertThat(history.record(Runs.run("chat", 2), Runs.soon())).isTrue();
    }

    @Test
    void recordWhenConnectionIsOnesOwnThenItComesBackAsItWas() throws Exception {
        try (Connection connection = dataSource().getConnection()) {
            int networkTimeout = connection.getNetworkTimeout();
            DriftHistory history = DriftHistories.jdbc(Lent.dataSource(connection), settings(Retention.standard()));

            history.record(Runs.run("chat", 1), Runs.soon());
            assertThat(connection.getAutoCommit()).isTrue();
            connection.setAutoCommit(false);
            history.record(Runs.run("chat", 2), Runs.soon());

            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.getNetworkTimeout()).isEqualTo(networkTimeout);
            connection.rollback();
        }
        assertThat(history().recent("chat", 100, Runs.soon())).as("committed").hasSize(2);
    }

    @Test
    void recentWhenRowIsNotAsItWasWrittenThenUnavailableWithoutItsText() throws Exception {
        history().record(Runs.run("chat", 1), Runs.soon());
        sql("UPDATE " + prefix + "drift_run SET findings = 'hunter2'");

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> history().recent("chat", 1, Runs.soon()))
                .withMessageContaining("cannot be read")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void pruneWhenTooManyThenTheOldestGoInBoundedSteps() throws Exception {
        DriftHistory all = history();
        for (int minute = 0; minute < 12; minute++) {
            all.record(Runs.run("chat", minute), Runs.soon());
        }
        all.record(Runs.run("other", 0), Runs.soon());
        DriftHistory few = history(Retention.standard().withMaxRuns(3).withMaxDeleted(5));

        assertThat(few.prune("chat", Runs.soon())).isEqualTo(5);
        assertThat(all.recent("chat", 100, Runs.soon())).first().isEqualTo(Runs.run("chat", 5));
        assertThat(few.prune("chat", Runs.soon())).isEqualTo(4);
        assertThat(few.prune("chat", Runs.soon())).isZero();

        assertThat(all.recent("chat", 100, Runs.soon()))
                .containsExactly(Runs.run("chat", 9), Runs.run("chat", 10), Runs.run("chat", 11));
        assertThat(all.recent("other", 100, Runs.soon())).hasSize(1);
    }

    @Test
    void pruneWhenManyAtOnceThenNeverTooFewLeft() throws Exception {
        DriftHistory all = history();
        for (int minute = 0; minute < 60; minute++) {
            all.record(Runs.run("chat", minute), Runs.soon());
        }
        DriftHistory few = history(Retention.standard().withMaxRuns(7));

        List<Integer> deleted = atOnce(4, () -> {
            try {
                return few.prune("chat", Runs.soon());
            } catch (HistoryUnavailableException another) {
                // H2 tells one of two that delete the same row to try again.
                return 0;
            }
        });

        assertThat(deleted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(53);
        assertThat(all.recent("chat", 100, Runs.soon())).hasSize(7);
    }

    @Test
    void recordWhenRunsAreTooOldThenTheyGoByTheWay() throws Exception {
        history().record(Runs.run("chat", 0), Runs.soon());
        history().record(Runs.run("chat", 1_400), Runs.soon());

        history(Retention.standard().withMaxAge(Duration.ofHours(2))).record(Runs.run("chat", 1_439), Runs.soon());

        assertThat(history().recent("chat", 100, Runs.soon()))
                .containsExactly(Runs.run("chat", 1_400), Runs.run("chat", 1_439));
    }

    @Test
    void recordWhenPruningFailsThenKeptAndTold() throws Exception {
        DriftHistory history = history();
        history.recent("chat", 1, Runs.soon());
        try (LogCapture log = LogCapture.start()) {
            DriftHistory broken =
                    DriftHistories.jdbc(Lent.failing(dataSource(), "DELETE"), settings(Retention.standard()));

            assertThat(broken.record(Runs.run("chat", 1), Runs.soon())).isTrue();

            assertThat(log.messages())
                    .anyMatch(message -> message.startsWith("WARN Old runs are still in the drift history: pruning"));
        }
        assertThat(history.recent("chat", 1, Runs.soon())).hasSize(1);
    }

    @Test
    void recordWhenConnectionBreaksBeforeTheCommitThenNothingIsThereAndARetryAddsIt() throws Exception {
        DriftHistory history = history();
        history.recent("chat", 1, Runs.soon());
        DriftHistory broken = DriftHistories.jdbc(Lent.failing(dataSource(), "commit"), settings(Retention.standard()));

        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> broken.record(Runs.run("chat", 1), Runs.soon()));

        assertThat(history.recent("chat", 1, Runs.soon())).isEmpty();
        assertThat(history.record(Runs.run("chat", 1), Runs.soon())).isTrue();
    }
}
