package io.handclasp.examples.soak;

import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthListener;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the server says of its handshakes. Thread-safe. */
final class ServerCounts implements AuthListener {
    private final AtomicLong begun = new AtomicLong();
    private final LongAdder repeated = new LongAdder();
    private final Set<String> visits = ConcurrentHashMap.newKeySet();
    private final Map<AuthEvent.Outcome, LongAdder> outcomes = new ConcurrentHashMap<>();

    /** A handshake came; of two with one visit's number the second is the same client's, whose connection had ended. */
    void begin(Optional<String> visit) {
        begun.incrementAndGet();
        if (visit.filter(number -> !visits.add(number)).isPresent()) {
            repeated.increment();
        }
    }

    /** Handshakes that a client sent once more. */
    long repeated() {
        return repeated.sum();
    }

    /** Nobody of those who came comes any more. */
    void forgetVisits() {
        visits.clear();
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
