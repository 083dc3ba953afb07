package io.handclasp.drift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.UnreadableSourceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSourceTests {
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(5), new ManualTimeSource());
    private final JdbcDataSource dataSource = new JdbcDataSource();

    @BeforeEach
    void createTable() throws SQLException {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        execute("CREATE TABLE settings (name VARCHAR(100), content VARCHAR(1000))");
        execute("INSERT INTO settings VALUES ('heartbeat', '30s'), ('db.password', 'hunter2'), ('none', NULL)");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.createStatement().execute(sql);
        }
    }

    private ConfigSource source(int maxRows) {
        return ConfigSources.jdbc("settings table", dataSource, new JdbcTable("settings", "name", "content", maxRows));
    }

    @Test
    void readWhenRowsThenSettings() throws Exception {
        Map<String, ConfigValue> values = source(3).read(deadline);

        assertThat(values).containsOnlyKeys("heartbeat", "db.password", "none");
        assertThat(values.get("heartbeat").toString()).isEqualTo("Plain[text=30s, place=settings table]");
        assertThat(values.get("none").shown()).isEmpty();
        assertThat(values.toString()).doesNotContain("hunter2");
    }

    @Test
    void readWhenTooManyRowsThenRefused() {
        assertUnreadable(source(2), "settings table: the table has more than maxRows, 2");
    }

    @Test
    void readWhenNameStandsTwiceThenRefused() throws Exception {
        execute("INSERT INTO settings VALUES ('heartbeat', '31s')");

        assertUnreadable(source(10), "settings table: a name stands in two rows");
    }

    @Test
    void readWhenTableIsMissingThenStateIsToldAndNoMessageOfTheDriver() {
        ConfigSource source = ConfigSources.jdbc("t", dataSource, JdbcTable.of("hunter2", "name", "content"));

        assertUnreadable(source, "t: the table cannot be read: JdbcSQLSyntaxErrorException, SQL state 42S02");
    }

    private void assertUnreadable(ConfigSource source, String message) {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> source.read(deadline))
                .withMessage(message)
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x; DROP TABLE x", "a.b.c", "\"a\""})
    void tableWhenNameIsNotPlainThenRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcTable.of(name, "name", "content"))
                .withMessageStartingWith("table was ");
    }
}
