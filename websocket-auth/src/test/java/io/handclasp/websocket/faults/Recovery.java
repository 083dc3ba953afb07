package io.handclasp.websocket.faults;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What clients meet, one after another, from the end of a fault until the breaker is closed.
 *
 * @param met the handshakes
 * @param time from the end of the fault to the first admission
 */
record Recovery(List<Met> met, Duration time) {

    static Recovery of(FaultBench bench, Fault.Step mend, TimeSource clock) throws Exception {
        mend.on(bench);
        long startNanos = clock.nanoTime();
        AtomicLong firstAdmission = new AtomicLong();
        Queue<Met> met = new ConcurrentLinkedQueue<>();
        Repeating.until(
                () -> {
                    Met next = bench.atOnce(Tokens.good(1)).get(0);
                    met.add(next);
                    if (next.admitted()) {
                        firstAdmission.compareAndSet(0, clock.nanoTime() - startNanos);
                    }
                    return next;
                },
                next -> next.admitted() && bench.breakerIsClosed());
        return new Recovery(List.copyOf(met), Duration.ofNanos(firstAdmission.get()));
    }

    List<Met> refused() {
        return met.stream().filter(one -> !one.admitted()).toList();
    }

    /** Whether the very first was admitted. */
    boolean atOnce() {
        return met.get(0).admitted();
    }
}
