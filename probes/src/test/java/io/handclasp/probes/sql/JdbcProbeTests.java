package io.handclasp.probes.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
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
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.postgresql.ds.PGSimpleDataSource;

/** A real PostgreSQL that is frozen, killed, started again, and locked. */
@EnabledIf(value = "canRun", disabledReason = "the binaries of PostgreSQL in the test scope are for Linux on x86-64")
class JdbcProbeTests {
    private static final String PASSWORD = "hunter2-secret";
    private static final String ALIVE_BYPASS = "com.zaxxer.hikari.aliveBypassWindowMs";
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);
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
        source.setConnectTimeout(20);
        source.setLoginTimeout(20);
        return source;
    }

    /** It waits long enough for any machine. */
    private static HikariDataSource pool(int size) {
        return pool(size, PATIENT, direct("app", PASSWORD));
    }

    private static HikariDataSource pool(int size, Duration timeout, DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(timeout.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setDataSource(source);
        return new HikariDataSource(config);
    }

    /** Of a pool that itself does not wait long. */
    private static Connection takeTheFirst(DataSource pool) throws SQLException {
        Deadline patience = Deadline.after(PATIENT, TimeSource.system());
        while (true) {
            try {
                return pool.getConnection();
            } catch (SQLTransientConnectionException e) {
                if (patience.isExpired()) {
                    throw e;
                }
            }
        }
    }

    private static void signal(String name) throws Exception {
        ProcessHandle server = ProcessHandle.of(serverPid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        List<String> command = new ArrayList<>(List.of("kill", "-" + name));
        all.forEach(each -> command.add(Long.toString(each.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor(20, TimeUnit.SECONDS))
                .isTrue();
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
        try (HikariDataSource pool = pool(1, SHORT, direct("app", PASSWORD));
                Connection taken = takeTheFirst(pool)) {
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
        try (HikariDataSource pool = pool(1)) {
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
        try (HikariDataSource pool = pool(1, Duration.ofSeconds(3), source)) {
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

            // The pool tries for as long as it may, and tells then what it was told by the database.
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
        // Read when a pool is made: it hands out what was used lately without a look at it.
        System.setProperty(ALIVE_BYPASS, Long.toString(Duration.ofHours(1).toMillis()));
        try (HikariDataSource pool = pool(2)) {
            Probe probe = JdbcProbeBuilder.of(pool).build();
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
                ProbeOutcome outcome = Timed.atDeadline(probe, Duration.ofSeconds(1));
                assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
                assertThat(outcome.hint().orElseThrow()).contains("#database-timed-out");
                assertThat(Timed.atDeadline(query, Duration.ofSeconds(1)).state())
                        .isEqualTo(ProbeState.DOWN);
            } finally {
                signal("CONT");
            }
            assertThat(Timed.check(JdbcProbeBuilder.of(direct("app", PASSWORD)).build())
                            .state())
                    .isEqualTo(ProbeState.UP);
        } finally {
            System.clearProperty(ALIVE_BYPASS);
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
            try (HikariDataSource pool = pool(1, SHORT, direct("app", PASSWORD))) {
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
