package io.handclasp.core.concurrent;

import io.handclasp.core.Settings;
import java.time.Duration;
import java.util.Objects;

/**
 * One piece of work for a {@link ParallelRunner}.
 *
 * @param id the name in results and logs; not blank and nothing secret
 * @param timeout how long it may run, counted from its start; greater than zero
 * @param interruptOnTimeout whether its thread is interrupted when nobody waits for the result any more. Only for work
 *     that bears it: an interrupt closes an NIO channel that the thread uses.
 * @param body the work
 * @param <T> what it yields
 */
public record Task<T>(String id, Duration timeout, boolean interruptOnTimeout, TaskBody<T> body) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if the id is blank or the timeout is not greater than zero
     */
    public Task {
        Settings.requireText("id", id);
        Settings.requirePositive("timeout", timeout);
        Objects.requireNonNull(body, "body");
    }
}
