package io.handclasp.examples.soak;

import io.handclasp.core.Status;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.detect.DriftWatch;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.kinds.HealthReading;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.monitor.MonitorPolicy;
import io.handclasp.websocket.observe.AuthHealth;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A health monitor that is asked twice a second, and a watch over a setting. Both are held to what is really so. */
final class Watchers implements AutoCloseable {
    private static final String AUTH_SERVICE = "auth-service";
    private static final String SETTING = "HEARTBEAT";
    private static final String RIGHT = "25s";
    private static final String WRONG = "70s";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /** A probe's answer is a second old at most; more for a busy machine. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final HealthMonitor monitor;
    private final MoodSwings moods;
    private final Ledger ledger;
    private final ScheduledFuture<?> looking;
    private final DriftWatch watch;
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger appeared = new AtomicInteger();
    private final AtomicInteger resolved = new AtomicInteger();
    private volatile String heartbeat = RIGHT;

    Watchers(
            FlakyAuthService service,
            GuardedChat chat,
            MoodSwings moods,
            Ledger ledger,
            ExecutorService executor,
            ScheduledExecutorService scheduler) {
        this.moods = moods;
        this.ledger = ledger;
        ProbeSet probes = ProbeSet.of(
                ProbeDefinition.builder(
                                AUTH_SERVICE,
                                Probes.tcp("127.0.0.1", service.port()).build())
                        .build(),
                ProbeDefinition.builder("handshakes", Probes.supplier(() -> reading(chat)))
                        .build());
        monitor = HealthMonitor.builder(
                        ProbeRunner.builder(probes).executor(executor).build())
                .policy(MonitorPolicy.standard().withThresholds(1, 1))
                .build();
        looking = scheduler.scheduleWithFixedDelay(
                () -> executor.execute(this::look), 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        watch = DriftDetector.builder("soak")
                .environment(Environment.DEVELOPMENT)
                .baseline(Baseline.builder("soak")
                        .expect(SETTING, Expect.equalTo(RIGHT))
                        .build())
                .source(ConfigSources.of("settings", () -> Map.of(SETTING, heartbeat)))
                .build()
                .watch(scheduler, Duration.ofSeconds(1), change -> {
                    appeared.addAndGet(change.appeared().size());
                    resolved.addAndGet(change.resolved().size());
                });
    }

    private static HealthReading reading(GuardedChat chat) {
        AuthHealth health = chat.authenticator().health();
        return new HealthReading(
                health.status(), health.finding().message(), health.counts().handshakes());
    }

    private void look() {
        Mood before = moods.steadyFor(SETTLED);
        Status seen =
                monitor.poll().result(AUTH_SERVICE).orElseThrow().outcome().status();
        if (before != null && before == moods.steadyFor(SETTLED)) {
            looks.incrementAndGet();
            Status right = before == Mood.DOWN ? Status.FAIL : Status.PASS;
            if (seen != right) {
                ledger.violation("the auth service was " + before + ", and its probe said " + seen);
            }
        }
    }

    /** Sets the watched setting wrong, or right. */
    void drift(boolean wrong) {
        heartbeat = wrong ? WRONG : RIGHT;
    }

    /** How often the health was compared with what was so. */
    int looks() {
        return looks.get();
    }

    /** How often the watch said that the setting went wrong. */
    int appeared() {
        return appeared.get();
    }

    /** How often the watch said that it was right again. */
    int resolved() {
        return resolved.get();
    }

    @Override
    public void close() {
        looking.cancel(false);
        watch.close();
    }
}
