package io.handclasp.drift.history;

import java.nio.file.Path;
import java.sql.Connection;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
}
