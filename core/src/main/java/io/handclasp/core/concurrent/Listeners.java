package io.handclasp.core.concurrent;

import io.handclasp.core.Redaction;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fixed list of listeners, each kept apart from the others and from the caller: one that throws is logged as a warning
 * with its class name and a redacted description, and the rest are told all the same.
 *
 * <p>What counts as a failure of the listener: every {@link Exception}, {@link LinkageError} and {@link AssertionError}.
 * Other errors, such as {@link OutOfMemoryError}, are thrown on: they are not the listener's.
 *
 * <p>Immutable and safe for use by many threads; listeners are called on the calling thread, in their order.
 *
 * @param <L> the type of the listeners
 */
public final class Listeners<L> {
    private final Logger log;
    private final List<L> listeners;

    private Listeners(Logger log, List<L> listeners) {
        this.log = log;
        this.listeners = listeners;
    }

    /**
     * Makes a list of listeners.
     *
     * @param owner whose logger is used for failures
     * @param listeners the listeners; copied
     * @param <L> the type of the listeners
     * @return the list
     */
    public static <L> Listeners<L> of(Class<?> owner, List<? extends L> listeners) {
        return new Listeners<>(LoggerFactory.getLogger(owner), List.copyOf(listeners));
    }

    /**
     * Tells every listener, one after another, on the calling thread.
     *
     * @param event how to tell one of them
     */
    public void notify(Consumer<? super L> event) {
        for (L listener : listeners) {
            try {
                event.accept(listener);
            } catch (Exception | LinkageError | AssertionError e) {
                log.warn("Listener {} failed: {}", listener.getClass().getName(), Redaction.describe(e));
            }
        }
    }

    /**
     * Tells whether there is nobody to tell, so that a caller need not make an event at all.
     *
     * @return true when the list is empty
     */
    public boolean isEmpty() {
        return listeners.isEmpty();
    }
}
