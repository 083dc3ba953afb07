package io.handclasp.examples.quickstart.comparison;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts calls and, while there is trouble, sends them where the schedule says. A proxy selector is asked once for each
 * call, retries included. Thread-safe.
 */
final class Detours extends ProxySelector {
    private final FaultSchedule schedule;
    private final Saboteur saboteur;
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean trouble;

    Detours(FaultSchedule schedule, Saboteur saboteur) {
        this.schedule = schedule;
        this.saboteur = saboteur;
    }

    int calls() {
        return calls.get();
    }

    /** Switches the faults on or off. */
    void trouble(boolean on) {
        trouble = on;
    }

    @Override
    public List<Proxy> select(URI uri) {
        calls.incrementAndGet();
        Fault fault = trouble ? schedule.next() : Fault.NONE;
        return List.of(fault == Fault.NONE ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, saboteur.addressOf(fault)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // There is no second way to choose: whoever called sees the failure.
    }
}
