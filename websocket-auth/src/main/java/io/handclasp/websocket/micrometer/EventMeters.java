package io.handclasp.websocket.micrometer;

import io.handclasp.websocket.observe.AuthEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;

/** The meters in one registry that events move. Meters are made when the first event of their kind comes. */
final class EventMeters {
    private static final String NONE = "none";

    private final MeterRegistry registry;
    private final BoundedValues endpoints = new BoundedValues();
    private final BoundedValues sources = new BoundedValues();
    private final BoundedValues modes = new BoundedValues();
    private final MeterProvider<Timer> handshakes;
    private final MeterProvider<Timer> calls;
    private final MeterProvider<Counter> transitions;
    private final MeterProvider<Counter> shed;
    private final MeterProvider<Counter> admissions;
    private final MeterProvider<Counter> judgements;
    private final MeterProvider<Counter> sessionsClosed;
    private final MeterProvider<Counter> renewals;
    private final MeterProvider<Counter> revocations;

    EventMeters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.handshakes = Timer.builder("handclasp.handshakes")
                .description("Handshakes by outcome, with the time until it")
                .tags(tags)
                .withRegistry(registry);
        this.calls = Timer.builder("handclasp.auth.calls")
                .description("Single calls of an auth service's endpoint")
                .tags(tags)
                .withRegistry(registry);
        this.transitions =
                counter("handclasp.breaker.transitions", "Changes of a circuit breaker's state", tags, registry);
        this.shed = counter("handclasp.load.shed", "Calls not made because this host had no room", tags, registry);
        this.admissions =
                counter("handclasp.degraded.admissions", "Clients admitted in a degraded mode", tags, registry);
        this.judgements = counter(
                "handclasp.degraded.judgements", "Clients judged again after a degraded admission", tags, registry);
        this.sessionsClosed =
                counter("handclasp.sessions.closed", "Sessions closed because of their token", tags, registry);
        this.renewals = counter("handclasp.sessions.renewals", "Attempts to renew a session", tags, registry);
        this.revocations =
                counter("handclasp.revocations.applied", "Revocations that reached this node", tags, registry);
    }

    private static MeterProvider<Counter> counter(String name, String description, Tags tags, MeterRegistry registry) {
        return Counter.builder(name).description(description).tags(tags).withRegistry(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    void on(AuthEvent event) {
        if (event instanceof AuthEvent.HandshakeDecided decided) {
            handshakes
                    .withTags(
                            "outcome", lower(decided.outcome()),
                            "reason", reason(decided),
                            "source", lower(sources.of(decided.source())))
                    .record(decided.elapsed());
        } else if (event instanceof AuthEvent.CallFinished call) {
            calls.withTags(
                            "endpoint", endpoints.of(call.endpoint()),
                            "result", lower(call.result()),
                            "reason", call.reason().map(EventMeters::lower).orElse(NONE))
                    .record(call.elapsed());
        } else if (event instanceof AuthEvent.BreakerChanged change) {
            transitions
                    .withTags(
                            "endpoint", endpoints.of(change.endpoint()),
                            "from", lower(change.from()),
                            "to", lower(change.to()))
                    .increment();
        } else if (event instanceof AuthEvent.LoadShed refused) {
            shed.withTags("endpoint", endpoints.of(refused.endpoint())).increment();
        } else if (event instanceof AuthEvent.DegradedAdmission admission) {
            admissions.withTags("mode", lower(modes.of(admission.mode()))).increment();
        } else if (event instanceof AuthEvent.DegradedAdmissionJudged judged) {
            judgements
                    .withTags(
                            "mode", lower(modes.of(judged.mode())),
                            "confirmed", Boolean.toString(judged.confirmed()))
                    .increment();
        } else {
            onSession(event);
        }
    }

    private void onSession(AuthEvent event) {
        if (event instanceof AuthEvent.SessionClosed closed) {
            sessionsClosed.withTags("end", lower(closed.end())).increment();
        } else if (event instanceof AuthEvent.SessionRenewal renewal) {
            renewals.withTags("result", lower(renewal.result())).increment();
        } else if (event instanceof AuthEvent.RevocationApplied applied) {
            revocations
                    .withTags("kind", lower(applied.kind()), "kept", Boolean.toString(applied.kept()))
                    .increment();
        }
    }

    /** Reasons are constants; an incident's id is new each time and has no place in a tag. */
    private static String reason(AuthEvent.HandshakeDecided decided) {
        return switch (decided.outcome()) {
            case AUTHENTICATED, ERRORED -> NONE;
            case REJECTED, UNAVAILABLE -> lower(decided.detail());
        };
    }

    static String lower(Enum<?> constant) {
        return lower(constant.name());
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
