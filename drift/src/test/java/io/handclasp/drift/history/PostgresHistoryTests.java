package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.time.Duration;
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
