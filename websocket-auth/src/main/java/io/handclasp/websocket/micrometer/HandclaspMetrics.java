package io.handclasp.websocket.micrometer;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator's metrics. Made by {@link MicrometerMetrics}; handed to the authenticator's builder as a listener, told of
 * the authenticator by {@link #watch}, and bound to a registry, in any order. Events before {@link #bindTo} are not counted.
 *
 * <p>Meters, with their tags; docs/observing.md explains them: {@code handclasp.handshakes} (outcome, reason, source) and
 * {@code handclasp.auth.calls} (endpoint, result, reason), which are timers; {@code handclasp.breaker.transitions} (endpoint,
 * from, to), {@code handclasp.load.shed} (endpoint), {@code handclasp.degraded.admissions} (mode) and
 * {@code handclasp.degraded.judgements} (mode, confirmed), which are counters; {@code handclasp.breaker.state} (endpoint,
 * state), {@code handclasp.health.status} (status), {@code handclasp.health.success.rate} and
 * {@code handclasp.health.success.rate.lower}, which are gauges.
 *
 * <p>Tags are bounded: what is not a constant of Handclasp keeps its name for the first hundred values and is {@code other}
 * from then on. No token, subject or id is in any of them. Thread-safe.
 */
@SuppressWarnings("exports") // a host that uses this class requires Micrometer itself; the others do without
public final class HandclaspMetrics implements AuthListener, MeterBinder {
    private final Tags tags;
    private final List<EventMeters> bound = new CopyOnWriteArrayList<>();
    private @Nullable WebSocketAuthenticator watched;

    HandclaspMetrics(Iterable<Tag> tags) {
        this.tags = Tags.of(tags);
    }

    /**
     * Adds gauges of an authenticator's circuit breakers and health. Its registries do not keep it alive.
     *
     * @param authenticator the one of which this is a listener
     * @return these metrics
     * @throws IllegalStateException when they watch an authenticator already
     */
    public synchronized HandclaspMetrics watch(WebSocketAuthenticator authenticator) {
        Objects.requireNonNull(authenticator, "authenticator");
        if (watched != null) {
            throw new IllegalStateException(
                    "these metrics watch an authenticator already; make others for a second one, with tags of their own");
        }
        watched = authenticator;
        bound.forEach(meters -> Gauges.register(meters.registry(), tags, authenticator));
        return this;
    }

    /**
     * Adds the meters to a registry. Binding to the same registry again does nothing.
     *
     * @param registry the host's registry
     */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        if (bound.stream().anyMatch(meters -> meters.registry().equals(registry))) {
            return;
        }
        if (watched != null) {
            Gauges.register(registry, tags, watched);
        }
        bound.add(new EventMeters(registry, tags));
    }

    @Override
    public void on(AuthEvent event) {
        for (EventMeters meters : bound) {
            meters.on(event);
        }
    }
}
