package io.handclasp.probes.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.Timed;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL that is frozen, killed, started again, and locked. */
@EnabledIf(value = "canRun", disabledReason = "the binaries of PostgreSQL in the test scope are for Linux on x86-64")
class JdbcProbeTests {
    private static final String PASSWORD = "hunter2-secret";
    private static final Path DATA;

    static {
        try {
            DATA = Files.createTempDirectory("handclasp-pg");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres postgres;

    static boolean canRun() {
        return System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
    }

    @BeforeAll
    static void start() throws Exception {
        postgres = builder().start();
        try (Connection admin = postgres.getPostgresDatabase().getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE ROLE rotated LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("SHOW hba_file");
            try (var rows = statement.getResultSet()) {
                rows.next();
                Path rules = Path.of(rows.getString(1));
                Files.writeString(rules, "host all app,rotated 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
            }
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    private static EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(DATA)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofSeconds(30));
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    private static PGSimpleDataSource direct(String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {postgres.getPort()});
        source.setDatabaseName("postgres");
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(1);
        source.setLoginTimeout(1);
        return source;
    }

    private static HikariDataSource pool(int size) {
        return pool(size, 300);
    }

    private static HikariDataSource pool(int size, long timeoutMillis) {
        HikariConfig config = config(size, timeoutMillis);
        config.setDataSource(direct("app", PASSWORD));
        return new HikariDataSource(config);
    }

    private static HikariConfig config(int size, long timeoutMillis) {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(timeoutMillis);
        config.setInitializationFailTimeout(-1);
        return config;
    }

    private static void signal(String name) throws Exception {
        ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        for (ProcessHandle each : all) {
            new ProcessBuilder("kill", "-" + name, Long.toString(each.pid()))
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        }
    }

    private static long serverPid() throws IOException {
        return Long.parseLong(
                Files.readAllLines(DATA.resolve("postmaster.pid")).get(0).strip());
    }

    @Test
    void checkWhenDatabaseAnswersThenUp() throws Exception {
        try (HikariDataSource pool = pool(2)) {
            Probe probe = JdbcProbeBuilder.of(pool).build();

            ProbeOutcome outcome = Timed.check(probe);

            assertThat(outcome.state()).as(outcome.toString()).isEqualTo(ProbeState.UP);
            assertThat(outcome.phases().keySet()).containsExactly("connection", "answer");
            assertThat(probe.isRemote()).isTrue();
            assertThat(Timed.check(JdbcProbeBuilder.of(pool).query("SELECT 1").build())
                            .state())
                    .isEqualTo(ProbeState.UP);
            assertThat(Timed.check(JdbcProbeBuilder.of(pool)
                                    .query("SELECT 1 WHERE false")
                                    .build())
                            .hint()
                            .orElseThrow())
                    .contains("#database-no-row");
            ProbeOutcome failed = Timed.check(JdbcProbeBuilder.of(pool)
                    .query("SELECT '" + PASSWORD + "' FROM missing_table")
                    .build());
            assertThat(failed.message()).contains("(SQL state 42P01)");
            assertThat(failed.toString()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void checkWhenPoolIsExhaustedThenToldFromADeadDatabase() throws Exception {
        try (HikariDataSource pool = pool(1);
                Connection taken = pool.getConnection()) {
            assertThat(taken.isClosed()).isFalse();

            ProbeOutcome outcome = Timed.check(JdbcProbeBuilder.of(pool).build());
            ProbeOutcome certain = Timed.check(
                    JdbcProbeBuilder.of(pool).unpooled(direct("app", PASSWORD)).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#pool-exhausted");
            assertThat(certain.details()).containsEntry("database", "answers directly");
            assertThat(certain.hint().orElseThrow()).contains("#pool-exhausted");
        }
    }

    @Test
    void checkWhenPoolWaitsLongerThanTheDeadlineThenAnswersAtItAndGivesTheConnectionBack() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (HikariDataSource pool = pool(1, 20_000)) {
            Probe probe = JdbcProbeBuilder.of(pool).executor(threads).build();
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isClosed()).isFalse();
                ProbeOutcome outcome = Timed.atDeadline(probe, Duration.ofMillis(400));
                assertThat(outcome.hint().orElseThrow()).contains("#no-connection-in-time");
            }
            threads.submit(() -> {}).get(5, TimeUnit.SECONDS);
            assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.UP);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void checkWhenPasswordWasRotatedThenDenied() throws Exception {
        ProbeOutcome outcome = Timed.check(
                JdbcProbeBuilder.of(direct("app", "old-" + PASSWORD)).build());

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.message()).isEqualTo("the database refuses the credentials (SQL state 28P01)");
        assertThat(outcome.hint().orElseThrow()).contains("#database-denied");
        assertThat(outcome.toString()).doesNotContain(PASSWORD);
    }

    @Test
    void checkWhenPasswordIsRotatedThenDownFromTheNextNewConnectionOnAndUpWithTheNewOne() throws Exception {
        PGSimpleDataSource source = direct("rotated", PASSWORD);
        HikariConfig config = config(1, 300);
        config.setDataSource(source);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Probe probe = JdbcProbeBuilder.of(pool).build();
            assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.UP);

            try (Connection admin = postgres.getPostgresDatabase().getConnection();
                    Statement statement = admin.createStatement()) {
                statement.execute("ALTER ROLE rotated PASSWORD 'new-" + PASSWORD + "'");
            }
            assertThat(Timed.check(probe).state())
                    .as("a session outlives its password")
                    .isEqualTo(ProbeState.UP);
            assertThat(Timed.check(JdbcProbeBuilder.of(source).build()).state()).isEqualTo(ProbeState.DOWN);
            pool.getHikariPoolMXBean().softEvictConnections();

            ProbeOutcome denied = Timed.check(probe);
            assertThat(denied.message()).isEqualTo("the database refuses the credentials (SQL state 28P01)");
            assertThat(denied.hint().orElseThrow()).contains("#database-denied");
            assertThat(denied.toString()).doesNotContain(PASSWORD);

            source.setPassword("new-" + PASSWORD);
            assertThat(Timed.check(JdbcProbeBuilder.of(source).build()).state()).isEqualTo(ProbeState.UP);
            assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.UP);
        }
    }

    @Test
    void checkWhenDatabaseIsFrozenThenDownAtTheDeadlineAndUpWhenThawed() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (HikariDataSource pool = pool(2)) {
            Probe probe = JdbcProbeBuilder.of(pool).build();
            // The pool looks at connections that were idle for a while, and waits for that as long as it likes.
            Probe query = JdbcProbeBuilder.of(pool)
                    .query("SELECT 1")
                    .executor(threads)
                    .build();
            assertThat(Timed.check(probe).state()).isEqualTo(ProbeState.UP);
            try (Connection first = pool.getConnection();
                    Connection second = pool.getConnection()) {
                assertThat(first.isValid(1) && second.isValid(1)).isTrue();
            }
            signal("STOP");
            try {
                ProbeOutcome outcome = Timed.atDeadline(probe, Duration.ofMillis(450));
                assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
                assertThat(outcome.hint().orElseThrow()).contains("#database-timed-out");
                assertThat(Timed.atDeadline(query, Duration.ofMillis(450)).state())
                        .isEqualTo(ProbeState.DOWN);
            } finally {
                signal("CONT");
            }
            assertThat(Timed.check(JdbcProbeBuilder.of(direct("app", PASSWORD)).build())
                            .state())
                    .isEqualTo(ProbeState.UP);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void checkWhenDatabaseIsKilledThenDownAndUpWhenStartedAgain() throws Exception {
        signal("KILL");
        try {
            ProbeOutcome dead =
                    Timed.check(JdbcProbeBuilder.of(direct("app", PASSWORD)).build());
            assertThat(dead.state()).isEqualTo(ProbeState.DOWN);
            assertThat(dead.hint().orElseThrow()).contains("#database-unreachable");
            try (HikariDataSource pool = pool(1)) {
                ProbeOutcome pooled = Timed.check(JdbcProbeBuilder.of(pool)
                        .unpooled(direct("app", PASSWORD))
                        .build());
                assertThat(pooled.hint().orElseThrow()).contains("#database-unreachable");
            }
        } finally {
            Files.deleteIfExists(DATA.resolve("postmaster.pid"));
            Files.deleteIfExists(DATA.resolve("epg-lock"));
            postgres = builder().start();
        }
        assertThat(Timed.check(JdbcProbeBuilder.of(direct("app", PASSWORD)).build())
                        .state())
                .isEqualTo(ProbeState.UP);
    }
}
