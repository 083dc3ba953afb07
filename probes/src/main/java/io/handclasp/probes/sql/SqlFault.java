package io.handclasp.probes.sql;

import io.handclasp.probes.ProbeDocs;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** Why a database gives no answer, as far as exceptions tell. */
enum SqlFault {
    POOL_EXHAUSTED(
            "the pool has no free connection",
            "look for connections that are not given back, slow queries, and the size of the pool",
            "pool-exhausted"),
    NO_CONNECTION_IN_TIME(
            "no connection in time; the pool is exhausted or its connections hang",
            "give the probe an unpooled data source, which tells the two apart; look at pool and database",
            "no-connection-in-time"),
    DENIED(
            "the database refuses the credentials",
            "give this host the password that is valid now; was it rotated?",
            "database-denied"),
    UNREACHABLE(
            "the database cannot be reached",
            "look whether it runs, and at the network between",
            "database-unreachable"),
    STARTING(
            "the database is starting up, shutting down, or has no room for connections",
            "wait for it, or look at its log and its limit of connections",
            "database-not-ready"),
    TIMED_OUT(
            "the database did not answer in time",
            "it hangs or has too much to do: look at its load, locks and disk",
            "database-timed-out"),
    FAILED("the database answered with an error", "read its log for this error", "database-failed");

    private static final int MAX_CAUSES = 10;

    private final String words;
    private final String advice;
    private final String anchor;

    SqlFault(String words, String advice, String anchor) {
        this.words = words;
        this.advice = advice;
        this.anchor = anchor;
    }

    /** What went wrong when a pool was asked for a connection. */
    static SqlFault ofConnect(SQLException failure) {
        Optional<SqlFault> told = byState(failure);
        if (told.isPresent()) {
            return told.get();
        } else if (failure instanceof SQLTransientConnectionException) {
            // A pool says so when all it has is in use: a connection that could not be made would be its cause.
            return POOL_EXHAUSTED;
        }
        return failure instanceof SQLTimeoutException ? NO_CONNECTION_IN_TIME : FAILED;
    }

    /** What went wrong when the database was asked. */
    static SqlFault ofCheck(SQLException failure) {
        if (failure instanceof SQLTimeoutException || hasCause(failure, java.net.SocketTimeoutException.class)) {
            return TIMED_OUT;
        }
        return byState(failure).orElse(FAILED);
    }

    /** The class of the state: SQL:2011 and what PostgreSQL adds to it. */
    private static Optional<SqlFault> byState(SQLException failure) {
        Throwable each = failure;
        for (int i = 0; i < MAX_CAUSES && each != null; i++) {
            String state = each instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
            if (state.startsWith("28")) {
                return Optional.of(DENIED);
            } else if (state.startsWith("57P") || state.startsWith("53")) {
                return Optional.of(STARTING);
            } else if (state.startsWith("08") || each instanceof IOException) {
                return Optional.of(UNREACHABLE);
            }
            each = each.getCause();
        }
        return Optional.empty();
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        Throwable each = failure;
        for (int i = 0; i < MAX_CAUSES && each != null; i++) {
            if (type.isInstance(each)) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    String words() {
        return words;
    }

    String hint() {
        return ProbeDocs.hint(advice, anchor);
    }
}
