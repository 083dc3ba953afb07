package io.handclasp.websocket.observe;

import io.handclasp.core.concurrent.Listeners;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Where Handclasp's own packages report what happens: it keeps the window of {@link AuthHealth}, writes flight records and
 * tells the listeners, on the calling thread. Plumbing: a host sets {@link AuthListener}s on its authenticator and asks that
 * for its health.
 *
 * <p>Thread-safe. Reporting a handshake takes no lock, and makes no object when there is neither listener nor recording.
 */
public final class AuthObserver {
    /** Refusals for which no judge was asked. */
    private static final Set<RejectReason> UNASKED = EnumSet.of(
            RejectReason.MISSING_TOKEN,
            RejectReason.MALFORMED_REQUEST,
            RejectReason.AMBIGUOUS_TOKEN,
            RejectReason.FORBIDDEN_ORIGIN);

    private final HealthPolicy policy;
    private final TimeSource timeSource;
    private final Listeners<AuthListener> listeners;
    /** Handclasp's own, who come later than the host's and leave again. */
    private final List<AuthListener> subscribers = new CopyOnWriteArrayList<>();

    private final boolean flightRecords;
    private final HealthWindow window;

    private AuthObserver(
            HealthPolicy policy, TimeSource timeSource, List<AuthListener> listeners, boolean flightRecords) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        this.listeners = Listeners.of(AuthObserver.class, listeners);
        this.flightRecords = flightRecords;
        this.window = new HealthWindow(policy.window(), timeSource);
    }

    /**
     * Makes an observer with an empty window.
     *
     * @param policy how health is judged
     * @param listeners who is told, in this order; copied
     * @param timeSource the clock
     * @return the observer
     */
    public static AuthObserver of(HealthPolicy policy, List<AuthListener> listeners, TimeSource timeSource) {
        return new AuthObserver(policy, timeSource, listeners, true);
    }

    /**
     * An observer for a rehearsal: with a window of its own, and nobody who would take a drill for the real thing.
     *
     * @return an observer without listeners and flight records
     */
    public AuthObserver rehearsal() {
        return new AuthObserver(policy, timeSource, List.of(), false);
    }

    /**
     * A client was admitted.
     *
     * @param source how the verdict was reached
     * @param degraded whether in a degraded mode
     * @param attempts how many calls it took
     * @param startNanos when the handshake began, by the monotonic clock of the time source
     */
    public void admitted(String source, boolean degraded, int attempts, long startNanos) {
        long now = timeSource.nanoTime();
        long elapsed = elapsed(startNanos, now);
        window.countJudged(Tally.ADMITTED, degraded, now, elapsed);
        tell(AuthEvent.Outcome.AUTHENTICATED, "", source, degraded, attempts, elapsed);
    }

    /**
     * A client was refused.
     *
     * @param reason why
     * @param source how the verdict was reached; empty when nobody was asked
     * @param degraded whether in a degraded mode
     * @param attempts how many calls it took
     * @param startNanos when the handshake began, by the monotonic clock of the time source
     */
    public void rejected(RejectReason reason, String source, boolean degraded, int attempts, long startNanos) {
        long now = timeSource.nanoTime();
        long elapsed = elapsed(startNanos, now);
        countRejected(reason, now, elapsed);
        tell(AuthEvent.Outcome.REJECTED, reason.name(), source, degraded, attempts, elapsed);
    }

    /**
     * There was no verdict.
     *
     * @param reason why
     * @param startNanos when the handshake began, by the monotonic clock of the time source
     */
    public void unavailable(UnavailableReason reason, long startNanos) {
        long now = timeSource.nanoTime();
        window.count(Tally.placeOf(reason), now);
        tell(AuthEvent.Outcome.UNAVAILABLE, reason.name(), "", false, 0, elapsed(startNanos, now));
    }

    /**
     * The host's code failed.
     *
     * @param incidentId names the entry in the host's log
     * @param startNanos when the handshake began, by the monotonic clock of the time source
     */
    public void errored(String incidentId, long startNanos) {
        long now = timeSource.nanoTime();
        window.count(Tally.ERRORED, now);
        tell(AuthEvent.Outcome.ERRORED, incidentId, "", false, 0, elapsed(startNanos, now));
    }

    /**
     * Anything happened. For handshakes, the other methods are cheaper.
     *
     * @param event what happened
     */
    public void record(AuthEvent event) {
        if (event instanceof AuthEvent.HandshakeDecided decided) {
            count(decided, timeSource.nanoTime());
        }
        if (flightRecords) {
            FlightEvents.write(event);
        }
        listeners.notify(listener -> listener.on(event));
        if (!subscribers.isEmpty()) {
            Listeners.of(AuthObserver.class, subscribers).notify(subscriber -> subscriber.on(event));
        }
    }

    /**
     * Tells somebody of what {@link #record} is told of, after the host's listeners; not of handshakes.
     *
     * @param subscriber is told from now on
     * @return ends it
     */
    public Runnable subscribe(AuthListener subscriber) {
        subscribers.add(Objects.requireNonNull(subscriber, "subscriber"));
        return () -> subscribers.remove(subscriber);
    }

    /**
     * How handshakes fared over the window that ends now.
     *
     * @return a snapshot
     */
    public AuthHealth health() {
        return HealthReader.read(policy, window.sums());
    }

    private void count(AuthEvent.HandshakeDecided decided, long now) {
        long elapsed = decided.elapsed().toNanos();
        switch (decided.outcome()) {
            case AUTHENTICATED -> window.countJudged(Tally.ADMITTED, decided.degraded(), now, elapsed);
            case REJECTED -> countRejected(RejectReason.valueOf(decided.detail()), now, elapsed);
            case UNAVAILABLE -> window.count(Tally.placeOf(UnavailableReason.valueOf(decided.detail())), now);
            case ERRORED -> window.count(Tally.ERRORED, now);
        }
    }

    private void countRejected(RejectReason reason, long now, long elapsed) {
        if (UNASKED.contains(reason)) {
            window.count(Tally.REJECTED, now);
            window.count(Tally.UNASKED, now);
        } else {
            window.countJudged(Tally.REJECTED, false, now, elapsed);
        }
    }

    private void tell(
            AuthEvent.Outcome outcome, String detail, String source, boolean degraded, int attempts, long elapsed) {
        if (flightRecords) {
            FlightEvents.handshake(outcome, detail, source, degraded, attempts, elapsed);
        }
        if (!listeners.isEmpty()) {
            AuthEvent event = new AuthEvent.HandshakeDecided(
                    outcome, detail, source, degraded, attempts, Duration.ofNanos(elapsed));
            listeners.notify(listener -> listener.on(event));
        }
    }

    private static long elapsed(long startNanos, long nowNanos) {
        return Math.max(0, nowNanos - startNanos);
    }
}
