package io.handclasp.drift.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The statements on the table of runs. */
final class RunTable {
    private static final String COLUMNS = "run_id, target, at_millis, status, findings";

    private final String name;

    RunTable(String name) {
        this.name = name;
    }

    boolean insert(JdbcSession session, DriftRun run) throws SQLException, HistoryUnavailableException {
        if (added(session, run)) {
            return true;
        }
        // Gone when it was pruned in between; then it was there all the same.
        find(session, run.id()).ifPresent(known -> RunOrder.requireSame(run, known));
        return false;
    }

    private boolean added(JdbcSession session, DriftRun run) throws SQLException, HistoryUnavailableException {
        String sql = "INSERT INTO " + name + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?)"
                + session.dialect().unlessThere();
        try (PreparedStatement statement = session.prepare(sql)) {
            statement.setString(1, run.id());
            statement.setString(2, run.target());
            statement.setLong(3, run.at().toEpochMilli());
            statement.setString(4, run.status().name());
            statement.setString(5, RunText.of(run.findings()));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            if (session.dialect().isThere(e)) {
                return false;
            }
            throw e;
        }
    }

    private Optional<DriftRun> find(JdbcSession session, String id) throws SQLException, HistoryUnavailableException {
        try (PreparedStatement statement =
                session.prepare("SELECT " + COLUMNS + " FROM " + name + " WHERE run_id = ?")) {
            statement.setString(1, id);
            return read(statement).stream().findFirst();
        }
    }

    List<DriftRun> recent(JdbcSession session, String target, int limit)
            throws SQLException, HistoryUnavailableException {
        try (PreparedStatement statement = session.prepare("SELECT " + COLUMNS + " FROM " + name
                + " WHERE target = ? ORDER BY at_millis DESC, run_id DESC LIMIT ?")) {
            statement.setString(1, target);
            statement.setInt(2, limit);
            List<DriftRun> runs = read(statement);
            // Sorted once more: a database may compare ids by the rules of a language.
            runs.sort(RunOrder.BY_TIME);
            return Collections.unmodifiableList(runs);
        }
    }

    private static List<DriftRun> read(PreparedStatement statement) throws SQLException, HistoryUnavailableException {
        List<DriftRun> runs = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                runs.add(RunText.run(
                        rows.getString(1), rows.getString(2), rows.getLong(3), rows.getString(4), rows.getString(5)));
            }
        }
        return runs;
    }

    /**
     * Deletes what is too old first, then what is too many. The second is told by the time of the newest run that is too many, not by a
     * number: two that prune at once must not each delete that number.
     */
    int prune(JdbcSession session, String target, long oldest, Retention retention)
            throws SQLException, HistoryUnavailableException {
        int aged = delete(session, target, oldest - 1, retention.maxDeleted());
        long beyond = newestBeyond(session, target, retention.maxRuns());
        int left = retention.maxDeleted() - aged;
        return left == 0 ? aged : aged + delete(session, target, beyond, left);
    }

    /** Runs of one and the same time are too many together or not at all: a few may be kept beyond the bound. */
    private long newestBeyond(JdbcSession session, String target, int kept)
            throws SQLException, HistoryUnavailableException {
        try (PreparedStatement statement = session.prepare("SELECT at_millis FROM " + name
                + " WHERE target = ? ORDER BY at_millis DESC, run_id DESC LIMIT 1 OFFSET ?")) {
            statement.setString(1, target);
            statement.setInt(2, kept - 1);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) - 1 : Long.MIN_VALUE;
            }
        }
    }

    private int delete(JdbcSession session, String target, long newest, int limit)
            throws SQLException, HistoryUnavailableException {
        try (PreparedStatement statement =
                session.prepare("DELETE FROM " + name + " WHERE run_id IN (SELECT run_id FROM "
                        + name + " WHERE target = ? AND at_millis <= ? ORDER BY at_millis, run_id LIMIT ?"
                        + session.dialect().lockUnlocked() + ")")) {
            statement.setString(1, target);
            statement.setLong(2, newest);
            statement.setInt(3, limit);
            return statement.executeUpdate();
        }
    }
}
