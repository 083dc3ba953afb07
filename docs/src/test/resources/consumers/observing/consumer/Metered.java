package consumer;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.micrometer.HandclaspMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** What a host does with Micrometer; not loaded without it. */
final class Metered {
    private Metered() {}

    static void run(HandclaspMetrics metrics) {
        MeterRegistry registry = new SimpleMeterRegistry();
        try (WebSocketAuthenticator authenticator = Main.builder().listener(metrics).build()) {
            metrics.watch(authenticator).bindTo(registry);
            Main.authenticate(authenticator);
            System.out.println("metered=" + registry.get("handclasp.handshakes").timer().count());
            System.out.println("breaker closed="
                    + registry.get("handclasp.breaker.state").tag("state", "closed").gauge().value());
        }
    }
}
