package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.TimeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Writers in processes of their own, one of which is killed with SIGKILL while it writes. The number of reports of each is
 * {@code -Dhandclasp.history.reports}, by default 300.
 */
class HistoryKillTests {
    private static final int WRITERS = 4;
    /** How many of those that are known to be kept are recorded once more, as a host does that lost count. */
    private static final int AGAIN = 50;

    private final int reports = Integer.getInteger("handclasp.history.reports", 300);

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void recordWhenFourProcessesWriteAndOneIsKilledThenNoneLostOrDoubled() throws Exception {
        String url = Postgres.server().getJdbcUrl("postgres", "postgres");
        TimeSource clock = TimeSource.system();
        long start = clock.nanoTime();
        List<WriterProcess> writers = new ArrayList<>();
        try {
            for (int i = 0; i < WRITERS; i++) {
                // The one to be killed waits for ever after a third, so that it cannot have finished by then.
                writers.add(WriterProcess.start(url, "writer-" + i, 0, reports, i == 0 ? reports / 3 : reports));
            }
            WriterProcess killed = writers.get(0).read(reports / 6).kill();
            assertThat(killed.said()).as("killed while it wrote").isBetween(reports / 6, reports / 3);
            int from = Math.max(0, killed.last() - AGAIN);
            WriterProcess next = WriterProcess.start(url, "writer-0", from, reports, reports);
            writers.add(next);

            for (WriterProcess writer : writers.subList(1, writers.size())) {
                assertThat(writer.exitCode()).isZero();
            }
            // The one more is the run whose commit was done when its writer was killed before it could say so.
            assertThat(next.known()).isBetween(killed.last() - from + 1, killed.last() - from + 2);
            assertThat(next.said()).isEqualTo(reports - from);
            Duration took = Duration.ofNanos(clock.nanoTime() - start);
            Set<String> ids = whole(Postgres.server().getPostgresDatabase());
            assertThat(ids).hasSize(WRITERS * reports);
            for (int i = 0; i < WRITERS; i++) {
                for (int number = 0; number < reports; number++) {
                    assertThat(ids.contains("writer-" + i + "-" + number)).isTrue();
                }
            }
            note(WRITERS + " writers, " + reports + " reports each, one killed after " + killed.said() + ": "
                    + ids.size()
                    + " kept whole, " + next.known() + " of " + next.said()
                    + " found there by the writer that went on, none lost or doubled, " + took.toMillis() + " ms");
        } finally {
            writers.forEach(WriterProcess::close);
        }
    }

    @Test
    void recordWhenH2IsKilledWithItsProcessThenWhatWasKeptIsThereWhole(@TempDir Path directory) throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("history") + ";WRITE_DELAY=0";
        JdbcDataSource database = new JdbcDataSource();
        database.setURL(url);
        try (WriterProcess writer = WriterProcess.start(url, "writer-0", 0, Integer.MAX_VALUE, Integer.MAX_VALUE)) {
            WriterProcess killed = writer.read(150).kill();

            Set<String> ids = whole(database);

            assertThat(killed.said()).isGreaterThanOrEqualTo(150);
            assertThat(ids.size()).isBetween(killed.said(), killed.said() + 1);
            for (int number = 0; number <= killed.last(); number++) {
                assertThat(ids).contains("writer-0-" + number);
            }
        }
    }

    /** For whoever runs the whole of it. */
    private static void note(String numbers) throws Exception {
        Files.writeString(Path.of("target", "drift-history.txt"), numbers + "\n");
    }

    /** The ids of all rows, each of which is the run that its writer made, to the last letter. */
    private static Set<String> whole(DataSource database) throws Exception {
        Set<String> ids = new HashSet<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT run_id, target, at_millis, status, findings FROM "
                                + HistoryWriter.SETTINGS.tablePrefix() + "drift_run");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String id = rows.getString(1);
                String target = rows.getString(2);
                DriftRun written = Runs.written(target, Integer.parseInt(id.substring(target.length() + 1)));
                assertThat(RunText.run(id, target, rows.getLong(3), rows.getString(4), rows.getString(5)))
                        .isEqualTo(written);
                assertThat(ids.add(id)).as("doubled: %s", id).isTrue();
            }
        }
        return ids;
    }
}
