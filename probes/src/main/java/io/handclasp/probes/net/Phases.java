package io.handclasp.probes.net;

import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Measures steps that follow one another. Not thread-safe. */
final class Phases {
    static final String DNS = "dns";
    static final String CONNECT = "connect";
    static final String TLS = "tls";
    static final String FIRST_BYTE = "first-byte";
    static final String BODY = "body";

    private final TimeSource timeSource;
    private final Map<String, Duration> taken = new LinkedHashMap<>();
    private final long startNanos;
    private long lapNanos;

    Phases(TimeSource timeSource) {
        this.timeSource = timeSource;
        this.startNanos = timeSource.nanoTime();
        this.lapNanos = startNanos;
    }

    /** Ends a step, the next one begins. Steps of one name, as of several redirects, add up. */
    void end(String phase) {
        long now = timeSource.nanoTime();
        taken.merge(phase, Duration.ofNanos(now - lapNanos), Duration::plus);
        lapNanos = now;
    }

    Map<String, Duration> taken() {
        return new LinkedHashMap<>(taken);
    }

    /** For people, for example {@code 12 ms}. */
    String total() {
        return Durations.text(Duration.ofNanos(timeSource.nanoTime() - startNanos));
    }
}
