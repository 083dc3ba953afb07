package io.handclasp.drift.history;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSettingsTests {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "1a",
                "a;drop table x",
                "a--",
                "a b",
                "a\"",
                "a'",
                "a.b",
                "ä",
                "a\n",
                "abcdefghijabcdefghijabcdefghija"
            })
    void withTablePrefixWhenItCouldBeSqlThenRefused(String prefix) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcSettings.standard().withTablePrefix(prefix))
                .withMessageStartingWith("tablePrefix was \"");
    }

    @Test
    void retentionWhenOutOfRangeThenRefused() {
        Retention standard = Retention.standard();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withMaxRuns(0))
                .withMessage("maxRuns was 0, must be between 1 and 1000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withMaxAge(Duration.ZERO))
                .withMessageStartingWith("maxAge was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> standard.withMaxDeleted(10_001))
                .withMessageStartingWith("maxDeleted was 10001");
    }

    @Test
    void jdbcWhenDatabaseIsAnotherThenSaysWhich() {
        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> DriftHistories.jdbc(Lent.ofProduct("SQLite")).recent("chat", 1, Runs.soon()))
                .withMessage("the database was SQLite, must be H2 or PostgreSQL");
    }

    @Test
    void jdbcWhenPoolThrowsItsOwnKindThenUnavailableWithoutSecrets() {
        assertThatExceptionOfType(HistoryUnavailableException.class)
                .isThrownBy(() -> DriftHistories.jdbc(Lent.broken()).recent("chat", 1, Runs.soon()))
                .withMessageContaining("no connection")
                .withMessageNotContaining("hunter2")
                .withNoCause();
    }
}
