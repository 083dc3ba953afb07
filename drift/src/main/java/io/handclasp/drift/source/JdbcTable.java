package io.handclasp.drift.source;

import io.handclasp.core.Settings;
import java.util.regex.Pattern;

/**
 * A table of settings. The names are put into the SQL as they are, so only plain ones are accepted.
 *
 * @param table the table, with or without its schema
 * @param keyColumn the column of the names
 * @param valueColumn the column of the values; SQL's NULL is a value without characters
 * @param maxRows how many rows it may have; 1 to 1,000,000. A longer table is refused as a whole
 */
public record JdbcTable(String table, String keyColumn, String valueColumn, int maxRows) {
    private static final Pattern TABLE =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62})?");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    /**
     * Checks the names.
     *
     * @throws IllegalArgumentException when one is not plain, or the number of rows out of its range
     */
    public JdbcTable {
        require("table", table, TABLE);
        require("keyColumn", keyColumn, COLUMN);
        require("valueColumn", valueColumn, COLUMN);
        Settings.requireRange("maxRows", maxRows, 1, 1_000_000);
    }

    /**
     * A table of at most 10,000 rows.
     *
     * @param table the table
     * @param keyColumn the column of the names
     * @param valueColumn the column of the values
     * @return the table
     * @throws IllegalArgumentException when a name is not plain
     */
    public static JdbcTable of(String table, String keyColumn, String valueColumn) {
        return new JdbcTable(table, keyColumn, valueColumn, 10_000);
    }

    private static void require(String setting, String value, Pattern accepted) {
        if (!accepted.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    setting + " was " + value + ", must be letters, digits and underscores, at most 63");
        }
    }

    String select() {
        return "SELECT " + keyColumn + ", " + valueColumn + " FROM " + table;
    }
}
