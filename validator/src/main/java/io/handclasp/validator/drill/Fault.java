package io.handclasp.validator.drill;

import io.handclasp.core.Settings;
import io.handclasp.core.time.Deadline;
import java.util.Objects;

/**
 * Something that a drill breaks on purpose, and mends. For a database or a cache the host hands one over that takes away what this
 * run alone uses, such as its own connection pool: what others use is never touched.
 *
 * <p>What is injected is a lease: it is undone when the drill is over, when its life is over, and when the drill breaks or is
 * interrupted, whichever comes first. A process that is killed undoes nothing: a fault outside of it should end by itself, too.
 */
public interface Fault {
    /**
     * What is broken, for people.
     *
     * @return for example {@code the database refuses connections}; holds nothing secret
     */
    String description();

    /**
     * Breaks it.
     *
     * @param deadline when it must be broken
     * @return mends it. It may be called on another thread, with another one at work, and again after a failure; it then does what is
     *     left to do. It takes no longer than a few seconds.
     * @throws Exception when it could not be broken; nothing is then left broken
     */
    AutoCloseable inject(Deadline deadline) throws Exception;

    /** Breaks or mends something. */
    @FunctionalInterface
    interface Action {
        /**
         * Does it.
         *
         * @throws Exception when it could not be done
         */
        void run() throws Exception;
    }

    /**
     * A fault of two actions.
     *
     * @param description what is broken, for people
     * @param breaks breaks it; when this throws, nothing is broken
     * @param mends mends it; may be called again after a failure
     * @return the fault
     */
    static Fault of(String description, Action breaks, Action mends) {
        Settings.requireText("description", description);
        Objects.requireNonNull(breaks, "breaks");
        Objects.requireNonNull(mends, "mends");
        return new Fault() {
            @Override
            public String description() {
                return description;
            }

            @Override
            public AutoCloseable inject(Deadline deadline) throws Exception {
                breaks.run();
                return mends::run;
            }
        };
    }
}
