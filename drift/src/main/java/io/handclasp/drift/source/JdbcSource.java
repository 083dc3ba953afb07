package io.handclasp.drift.source;

import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.UnreadableSourceException;
import io.handclasp.drift.document.DocumentLimits;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Settings in the rows of a table. Messages of the driver are not shown, since they may quote values and addresses. */
final class JdbcSource implements ConfigSource {
    /** As much as a document may have; a count of rows alone bounds nothing. */
    private static final long MAX_CHARACTERS = DocumentLimits.standard().maxBytes();

    private final Place place;
    private final DataSource dataSource;
    private final JdbcTable table;

    JdbcSource(String name, DataSource dataSource, JdbcTable table) {
        this.place = Place.of(name);
        this.dataSource = dataSource;
        this.table = table;
    }

    @Override
    public String name() {
        return place.source();
    }

    @Override
    public Map<String, ConfigValue> read(Deadline deadline) throws UnreadableSourceException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(table.select())) {
            if (deadline.isExpired()) {
                throw new UnreadableSourceException(place, "there was no time left once it was connected");
            }
            statement.setQueryTimeout((int) Math.min(Integer.MAX_VALUE, seconds(deadline.remaining())));
            statement.setMaxRows(table.maxRows() + 1);
            statement.setFetchSize(Math.min(1_000, table.maxRows() + 1));
            return rows(statement, deadline);
        } catch (SQLException e) {
            throw new UnreadableSourceException(
                    place, "the table cannot be read: " + e.getClass().getSimpleName() + ", SQL state " + state(e));
        }
    }

    /** Whole seconds, as JDBC has it, rounded up: zero would be no limit. */
    private static long seconds(Duration remaining) {
        return remaining.toSeconds() + 1;
    }

    private static String state(SQLException e) {
        String state = e.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}") ? state : "unknown";
    }

    private Map<String, ConfigValue> rows(PreparedStatement statement, Deadline deadline)
            throws SQLException, UnreadableSourceException {
        ValueCollector values = new ValueCollector();
        int count = 0;
        long characters = 0;
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                count++;
                if (count > table.maxRows()) {
                    throw new UnreadableSourceException(place, "the table has more than maxRows, " + table.maxRows());
                }
                String key = rows.getString(1);
                String text = rows.getString(2);
                if (deadline.isExpired()) {
                    throw new UnreadableSourceException(place, "there was no time left to read all rows");
                }
                characters += (key == null ? 0 : key.length()) + (text == null ? 0 : text.length());
                if (characters > MAX_CHARACTERS) {
                    throw new UnreadableSourceException(
                            place, "the table has more than " + MAX_CHARACTERS + " characters");
                }
                if (key == null) {
                    throw new UnreadableSourceException(place, "a row has no name");
                }
                if (!values.add(key, text == null ? "" : text, place)) {
                    throw new UnreadableSourceException(place, "a name stands in two rows");
                }
            }
        }
        return values.values();
    }

    @Override
    public String toString() {
        return "ConfigSource[" + name() + "]";
    }
}
