package io.handclasp.drift.history;

import java.sql.Connection;
import java.sql.SQLException;

/** What differs between the databases. */
enum Dialect {
    H2("CHARACTER LARGE OBJECT", "", "", "42S02 42S03 42S04"),
    POSTGRESQL("TEXT", " ON CONFLICT DO NOTHING", " FOR UPDATE SKIP LOCKED", "42P01");

    private static final String UNIQUE_VIOLATION = "23505";
    private static final int STATE_LENGTH = 5;

    private final String text;
    private final String unlessThere;
    private final String lockUnlocked;
    private final String noSuchTable;

    Dialect(String text, String unlessThere, String lockUnlocked, String noSuchTable) {
        this.text = text;
        this.unlessThere = unlessThere;
        this.lockUnlocked = lockUnlocked;
        this.noSuchTable = noSuchTable;
    }

    static Dialect of(Connection connection) throws SQLException, HistoryUnavailableException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default ->
                throw new HistoryUnavailableException("the database was " + product + ", must be H2 or PostgreSQL");
        };
    }

    /** The type of a long text. */
    String text() {
        return text;
    }

    /** Ends an insert that does nothing when the row is there; where there is no such thing, see {@link #isThere}. */
    String unlessThere() {
        return unlessThere;
    }

    /** Ends a query for rows to be deleted, so that two that delete never wait for each other in a circle. */
    String lockUnlocked() {
        return lockUnlocked;
    }

    boolean isThere(SQLException failure) {
        return UNIQUE_VIOLATION.equals(failure.getSQLState());
    }

    boolean isNoSuchTable(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.length() == STATE_LENGTH && noSuchTable.contains(state);
    }
}
