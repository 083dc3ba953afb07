package io.handclasp.examples.soak;

import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Threads that live on when all is closed. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /**
     * The selector of the JDK's {@code HttpClient}, which cannot be closed on 17 and ends when nobody holds it any more; and the common
     * pool, on which the JDK's client of WebSockets runs some of its work from 25 on.
     */
    private static final String OF_THE_JDK = "HttpClient-\\d+-SelectorManager|ForkJoinPool\\.commonPool-.*";

    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    /** The names of those that were not there before, after some patience. */
    List<String> names() throws InterruptedException {
        Deadline limit = Deadline.after(PATIENCE, TimeSource.system());
        for (Thread thread : added()) {
            TimeUnit.NANOSECONDS.timedJoin(thread, limit.remainingNanos());
        }
        return added().stream().map(Thread::getName).toList();
    }

    private List<Thread> added() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !before.contains(thread))
                .filter(thread -> !thread.getName().matches(OF_THE_JDK) && !isOfTheJvm(thread))
                .toList();
    }

    /** The listener that a tool such as jcmd attaches to, for example. */
    private static boolean isOfTheJvm(Thread thread) {
        ThreadGroup group = thread.getThreadGroup();
        return group == null || group.getParent() == null;
    }
}
