package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent knows: an embedded database that can be stopped and started like any other. */
public final class FactsDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FactsDatabase.class);

    private final String address = "jdbc:h2:mem:facts-" + new BigInteger(64, new SecureRandom()).toString(36);

    private FactsDatabase() {}

    public static FactsDatabase start() throws SQLException {
        FactsDatabase database = new FactsDatabase();
        database.startAgain();
        return database;
    }

    /** Starts it with its facts, after it was stopped; does nothing else when it runs. */
    public void startAgain() throws SQLException {
        try (Connection connection = DriverManager.getConnection(address + ";DB_CLOSE_DELAY=-1");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS facts (question VARCHAR PRIMARY KEY, answer VARCHAR NOT NULL)");
            statement.execute("MERGE INTO facts VALUES ('What is a handclasp?', 'Two hands that hold each other.')");
        }
    }

    /** Where its connections come from. */
    public DataSource dataSource() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(address + ";IFEXISTS=TRUE");
        return source;
    }

    /** A connection as a client of it opens one: it fails while the database is stopped. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(address + ";IFEXISTS=TRUE");
    }

    public Optional<String> answer(String question) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("SELECT answer FROM facts WHERE question = ?")) {
            query.setString(1, question);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }

    /** How many of so many calls were answered before the deadline. */
    public int answered(String question, int calls, Deadline deadline) {
        int answered = 0;
        for (int call = 0; call < calls && !deadline.isExpired(); call++) {
            try {
                answered += answer(question).isPresent() ? 1 : 0;
            } catch (SQLException away) {
                log.debug("call {} was not answered: {}", call, Redaction.describe(away));
            }
        }
        return answered;
    }

    /** Stops it for everybody who is connected. */
    public void stop() throws SQLException {
        try (Connection connection = DriverManager.getConnection(address);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        }
    }

    @Override
    public void close() throws SQLException {
        stop();
    }
}
