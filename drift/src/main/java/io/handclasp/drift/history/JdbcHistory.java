package io.handclasp.drift.history;

import io.handclasp.core.time.Deadline;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs in a database. Each is one row, written by one statement: a process that is killed leaves the whole of it or nothing.
 */
final class JdbcHistory implements DriftHistory {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcHistory.class);

    private final DataSource dataSource;
    private final JdbcSchema schema;
    private final RunTable table;
    private final JdbcSettings settings;
    private final PruneTurns turns = new PruneTurns();

    JdbcHistory(DataSource dataSource, JdbcSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
        schema = new JdbcSchema(dataSource, settings.tablePrefix());
        table = new RunTable(schema.runs());
    }

    @Override
    public boolean record(DriftRun run, Deadline deadline) throws HistoryUnavailableException {
        schema.ensure(deadline);
        boolean added =
                JdbcSession.transact(dataSource, "recording a run", deadline, session -> table.insert(session, run));
        if (added && turns.isDue(run.target())) {
            tidy(run.target(), deadline);
        }
        return added;
    }

    /** The run is kept: that old ones are too is no reason to say otherwise. */
    private void tidy(String target, Deadline deadline) {
        try {
            prune(target, deadline);
        } catch (HistoryUnavailableException e) {
            LOG.warn("Old runs are still in the drift history: {}", e.getMessage());
        }
    }

    @Override
    public List<DriftRun> recent(String target, int limit, Deadline deadline) throws HistoryUnavailableException {
        DriftRun.requireTarget(target);
        DriftHistory.requireLimit(limit);
        schema.ensure(deadline);
        return JdbcSession.transact(
                dataSource, "reading runs", deadline, session -> table.recent(session, target, limit));
    }

    @Override
    public int prune(String target, Deadline deadline) throws HistoryUnavailableException {
        DriftRun.requireTarget(target);
        schema.ensure(deadline);
        long oldest =
                settings.timeSource().now().minus(settings.retention().maxAge()).toEpochMilli();
        return JdbcSession.transact(
                dataSource, "pruning", deadline, session -> table.prune(session, target, oldest, settings.retention()));
    }

    @Override
    public String toString() {
        return "DriftHistory[" + schema.runs() + "]";
    }
}
