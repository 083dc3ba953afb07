package io.handclasp.examples.quickstart;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** What the agent knows: an embedded database that can be stopped and started like any other. */
final class FactsDatabase implements AutoCloseable {
    private final String address = "jdbc:h2:mem:facts-" + new BigInteger(64, new SecureRandom()).toString(36);

    private FactsDatabase() {}

    static FactsDatabase start() throws SQLException {
        FactsDatabase database = new FactsDatabase();
        database.startAgain();
        return database;
    }

    /** Starts it with its facts, after it was stopped; does nothing else when it runs. */
    void startAgain() throws SQLException {
        try (Connection connection = DriverManager.getConnection(address + ";DB_CLOSE_DELAY=-1");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS facts (question VARCHAR PRIMARY KEY, answer VARCHAR NOT NULL)");
            statement.execute("MERGE INTO facts VALUES ('What is a handclasp?', 'Two hands that hold each other.')");
        }
    }

    /** A connection as a client of it opens one: it fails while the database is stopped. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(address + ";IFEXISTS=TRUE");
    }

    Optional<String> answer(String question) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement("SELECT answer FROM facts WHERE question = ?")) {
            query.setString(1, question);
            try (ResultSet found = query.executeQuery()) {
                return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
            }
        }
    }

    /** Stops it for everybody who is connected. */
    void stop() throws SQLException {
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
