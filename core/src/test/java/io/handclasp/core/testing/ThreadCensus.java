package io.handclasp.core.testing;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Finds threads that were left behind: those that live now and did not live when the census was taken. Threads of the
 * virtual machine itself (thread group {@code system}), those of the JDK's common pool, which its HTTP client uses where there
 * are three processors or more, and the one by which JUnit watches its timeouts do not count: nobody can end them. That nothing
 * of Handclasp's runs in the common pool is a rule of its own. Virtual threads cannot be seen. Immutable.
 */
public final class ThreadCensus {
    private final Set<Thread> before;

    private ThreadCensus(Set<Thread> before) {
        this.before = before;
    }

    /**
     * Remembers the threads that live now.
     *
     * @return the census
     */
    public static ThreadCensus take() {
        return new ThreadCensus(Set.copyOf(liveThreads()));
    }

    /**
     * The threads that live now and did not when the census was taken.
     *
     * @return the threads, in the order of their names
     */
    public List<Thread> added() {
        return liveThreads().stream()
                .filter(thread -> !before.contains(thread))
                .sorted((left, right) -> left.getName().compareTo(right.getName()))
                .toList();
    }

    /**
     * Waits until all threads that were added have ended.
     *
     * @param limit how long to wait for all of them together
     * @throws AssertionError if one still lives then; names each of them and shows where it is
     */
    public void assertNoneLeft(Duration limit) {
        Deadline deadline = Deadline.after(limit, TimeSource.system());
        List<Thread> left = added();
        while (!left.isEmpty()) {
            if (deadline.isExpired()) {
                throw new AssertionError("threads left after " + limit + ": " + describe(left));
            }
            join(left.get(0), deadline);
            left = added();
        }
    }

    private static void join(Thread thread, Deadline deadline) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, deadline.remainingNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + thread.getName(), e);
        }
    }

    private static List<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !isOfTheSystem(thread))
                .toList();
    }

    private static boolean isOfTheSystem(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null
                || group.getName().equals("system")
                || thread.getName().startsWith("ForkJoinPool.commonPool-")
                || thread.getName().equals("junit-jupiter-timeout-watcher");
    }

    private static String describe(List<Thread> threads) {
        return threads.stream()
                .map(thread -> thread.getName() + " " + List.of(thread.getStackTrace()))
                .collect(Collectors.joining(", "));
    }
}
