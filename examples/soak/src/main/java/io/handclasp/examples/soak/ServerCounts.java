package io.handclasp.examples.soak;

import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the server says of its handshakes. Thread-safe. */
final class ServerCounts implements AuthListener {
    private final AtomicLong begun = new AtomicLong();
    private final Map<AuthEvent.Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();

    void begin() {
        begun.incrementAndGet();
    }

    @Override
    public void on(AuthEvent event) {
        if (event instanceof AuthEvent.HandshakeDecided decided) {
            outcomes.computeIfAbsent(decided.outcome(), none -> new LongAdder()).increment();
        }
    }

    /** Handshakes that reached the guard. */
    long begun() {
        return begun.get();
    }

    /** Handshakes with this outcome. */
    long decided(AuthEvent.Outcome outcome) {
        LongAdder count = outcomes.get(outcome);
        return count == null ? 0 : count.sum();
    }

    /** Outcomes, of whatever kind. */
    long decided() {
        return outcomes.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
