package io.handclasp.probes.sql;

import io.handclasp.core.time.Deadline;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** One connection on its way from the thread that takes it to the one that waits, or to its end. */
final class Taking {
    private final Lock lock = new ReentrantLock();
    private final Condition done = lock.newCondition();
    private @Nullable Thread taker;
    private @Nullable Connection connection;
    private @Nullable Throwable failure;
    private boolean abandoned;

    /** On the other thread. */
    void run(DataSource dataSource) throws SQLException {
        if (!start()) {
            return;
        }
        Connection taken = null;
        Throwable thrown = null;
        try {
            taken = dataSource.getConnection();
        } catch (SQLException | RuntimeException | Error e) {
            thrown = e;
        }
        if (!finish(taken, thrown) && taken != null) {
            taken.close();
        }
    }

    private boolean start() {
        lock.lock();
        try {
            taker = Thread.currentThread();
            return !abandoned;
        } finally {
            lock.unlock();
        }
    }

    private boolean finish(@Nullable Connection taken, @Nullable Throwable thrown) {
        lock.lock();
        try {
            taker = null;
            // An interrupt from the one who waited must not reach what the thread does next.
            if (abandoned && Thread.interrupted()) {
                return false;
            }
            connection = abandoned ? null : taken;
            failure = thrown;
            done.signalAll();
            return !abandoned;
        } finally {
            lock.unlock();
        }
    }

    /** On the waiting thread. */
    Connection await(Deadline deadline) throws SQLException, InterruptedException {
        // Not interruptibly: the task is on its way, and whoever leaves must say that he does.
        lock.lock();
        try {
            boolean inTime = true;
            while (connection == null && failure == null && inTime) {
                inTime = deadline.timeSource().awaitUntil(done, deadline.nanos());
            }
            if (failure instanceof SQLException sql) {
                throw sql;
            } else if (failure != null) {
                throw new IllegalStateException("getConnection failed", failure);
            } else if (connection == null) {
                throw new SQLTimeoutException("getConnection did not answer in time");
            }
            return connection;
        } finally {
            if (connection == null && failure == null) {
                abandon();
            }
            lock.unlock();
        }
    }

    /** Nobody waits for it, or will: what comes after all is closed. */
    void abandon() {
        lock.lock();
        try {
            abandoned = true;
            if (taker != null) {
                taker.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
