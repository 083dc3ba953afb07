package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.history.DriftHistories;
import io.handclasp.drift.history.DriftHistory;
import io.handclasp.drift.history.DriftRun;
import io.handclasp.drift.history.FindingLife;
import io.handclasp.drift.history.FindingLives;
import io.handclasp.drift.history.HistoryUnavailableException;
import io.handclasp.drift.history.JdbcSettings;
import io.handclasp.drift.history.LifePhase;
import io.handclasp.drift.history.Retention;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.trend.DriftTrend;
import io.handclasp.drift.trend.DriftTrends;
import io.handclasp.drift.trend.TrendPolicy;
import io.handclasp.drift.trend.TrendVerdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySnippetsTests {
    private static DriftHistory kept(DataSource dataSource) {
        // tag::history-jdbc[]
        DriftHistory history = DriftHistories.jdbc(
                dataSource,
                JdbcSettings.standard()
                        .withTablePrefix("chat_")
                        .withRetention(Retention.standard().withMaxRuns(2_000).withMaxAge(Duration.ofDays(30))));
        // end::history-jdbc[]
        return history;
    }

    private static boolean record(DriftHistory history, Instant now) throws HistoryUnavailableException {
        DriftReport report = new DriftReport(
                now,
                "chat",
                Environment.PRODUCTION,
                List.of(DriftFinding.of(
                        "websocket.heartbeat",
                        "HEARTBEAT",
                        DriftStatus.MODIFIED,
                        Severity.CRITICAL,
                        "was 60s, must be less than IDLE_TIMEOUT, 60s")));
        // tag::history-record[]
        DriftRun run = DriftRun.of(report);
        boolean added = history.record(run, Deadline.after(Duration.ofSeconds(2), TimeSource.system()));
        // end::history-record[]
        return added;
    }

    private static DriftTrend read(DriftHistory history, List<FindingLife> news) throws HistoryUnavailableException {
        // tag::history-read[]
        List<DriftRun> runs =
                history.recent("chat (production)", 200, Deadline.after(Duration.ofSeconds(2), TimeSource.system()));
        for (FindingLife life : FindingLives.of(runs)) {
            if (life.phase() == LifePhase.FIRST_SEEN) {
                news.add(life);
            }
        }
        DriftTrend trend = DriftTrends.of(runs, TrendPolicy.standard().withDeadBand(3));
        // end::history-read[]
        return trend;
    }

    @Test
    void historyWhenTenRunsAreAlikeThenOneLifeAndNoTrend(@TempDir Path directory) throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + directory.resolve("history"));
        DriftHistory history = kept(database);
        List<FindingLife> news = new ArrayList<>();
        Instant start = TimeSource.system().now();

        assertThat(record(history, start)).isTrue();
        assertThat(read(history, news).verdict()).isEqualTo(TrendVerdict.INSUFFICIENT_DATA);
        assertThat(news).hasSize(1);

        for (int minute : IntStream.range(1, 10).toArray()) {
            record(history, start.plusSeconds(60L * minute));
        }
        assertThat(read(history, news).verdict()).isEqualTo(TrendVerdict.STABLE);
        assertThat(news).as("nothing new").hasSize(1);
    }
}
