package io.handclasp.core.concurrent;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Makes factories for the few threads that a part of Handclasp owns and ends in its {@code close()}. */
public final class NamedThreads {
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9-]{1,40}");

    private NamedThreads() {}

    /**
     * A factory for daemon threads with the names {@code handclasp-<prefix>-1}, {@code handclasp-<prefix>-2} and so on.
     * Safe for use by many threads.
     *
     * @param prefix what the threads are for: lower-case letters, digits and hyphens, at most 40
     * @return the factory
     * @throws IllegalArgumentException if the prefix has other characters
     */
    public static ThreadFactory daemon(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("prefix was refused, must be 1 to 40 lower-case letters, digits and"
                    + " hyphens; its " + prefix.length() + " characters are not shown, since thread names are public");
        }
        AtomicLong count = new AtomicLong();
        return work -> {
            Thread thread = new Thread(work, "handclasp-" + prefix + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
