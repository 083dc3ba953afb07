package io.handclasp.drift.history;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;

/** A process of its own that records runs one after another and says the number of each when it is kept. */
public final class HistoryWriter {
    /** Everything there is stays: the retention has tests of its own. */
    static final JdbcSettings SETTINGS = JdbcSettings.standard()
            .withTablePrefix("killed_")
            .withRetention(Retention.standard().withMaxRuns(1_000_000).withMaxAge(Duration.ofDays(10_000)));

    private HistoryWriter() {}

    /** Arguments: the database's URL, the target, the first number, the number after the last, and the number before which it waits for its input to end. */
    public static void main(String[] arguments) throws Exception {
        DriftHistory history = DriftHistories.jdbc(dataSource(arguments[0]), SETTINGS);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int i = Integer.parseInt(arguments[2]); i < Integer.parseInt(arguments[3]); i++) {
            if (i == Integer.parseInt(arguments[4])) {
                int ignored = System.in.read();
            }
            boolean added = history.record(Runs.written(arguments[1], i), Runs.soon());
            out.println((added ? "added " : "known ") + i);
        }
    }

    private static DataSource dataSource(String url) throws SQLException {
        if (url.startsWith("jdbc:h2:")) {
            return JdbcConnectionPool.create(url, "", "");
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setURL(url);
        return Lent.dataSource(postgres.getConnection());
    }
}
