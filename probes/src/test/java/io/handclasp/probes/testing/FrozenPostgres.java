package io.handclasp.probes.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** PostgreSQL that answered once and was then stopped with SIGSTOP, behind a pool that waits 30 s. */
public final class FrozenPostgres implements AutoCloseable {
    private final Path data = Files.createTempDirectory("handclasp-frozen");
    private final EmbeddedPostgres postgres;
    private final HikariDataSource pool;

    public FrozenPostgres() throws Exception {
        postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPGStartupWait(Duration.ofSeconds(30))
                .start();
        HikariConfig config = new HikariConfig();
        config.setDataSource(postgres.getPostgresDatabase());
        config.setMaximumPoolSize(2);
        config.setValidationTimeout(250);
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection()) {
            if (!connection.isValid(5)) {
                throw new IllegalStateException("the database does not answer");
            }
        }
        signal("STOP");
    }

    public DataSource pool() {
        return pool;
    }

    private void signal(String name) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        for (ProcessHandle each : all) {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(each.pid())).start();
            if (kill.onExit().join().exitValue() != 0) {
                throw new IOException("kill -" + name + " failed");
            }
        }
    }

    @Override
    public void close() throws IOException {
        signal("CONT");
        pool.close();
        postgres.close();
    }
}
