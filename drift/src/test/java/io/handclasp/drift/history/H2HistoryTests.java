package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2HistoryTests extends JdbcHistoryContract {
    @TempDir
    Path directory;

    private final JdbcDataSource database = new JdbcDataSource();
    private Connection keepsItOpen;

    @BeforeEach
    void open() throws Exception {
        database.setURL("jdbc:h2:file:" + directory.resolve("history"));
        keepsItOpen = database.getConnection();
    }

    @AfterEach
    void close() throws Exception {
        keepsItOpen.close();
    }

    @Override
    DataSource dataSource() {
        return database;
    }

    @Test
    void recordWhenTargetsTakeTurnsThenEachIsPruned() throws Exception {
        DriftHistory history = history(Retention.standard().withMaxRuns(10));

        for (int minute = 0; minute < 400; minute++) {
            history.record(Runs.run("a", minute), Runs.soon());
            history.record(Runs.run("b", minute), Runs.soon());
        }

        assertThat(history.recent("a", 1_000, Runs.soon())).hasSizeBetween(10, 110);
        assertThat(history.recent("b", 1_000, Runs.soon())).hasSizeBetween(10, 110);
    }
}
