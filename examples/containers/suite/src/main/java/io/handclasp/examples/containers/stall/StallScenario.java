package io.handclasp.examples.containers.stall;

import io.handclasp.core.statistics.Sample;
import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.containers.ContainerUnderTest;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.AdmissionPolicy;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * 64 handshakes whose verification takes 2 s, and meanwhile others that need no waiting: further handshakes with a token whose
 * verdict is known, and echoes on a session that is open. Prints one line of a table for each mode, in milliseconds. A round
 * begins with 64 new slow handshakes and ends when none of their verifications is left or enough was measured.
 */
public final class StallScenario {
    private static final TimeSource CLOCK = TimeSource.system();
    private static final int SLOW = 64;
    private static final int WANTED = 200;
    private static final int MOST_ROUNDS = 2;
    private static final int WARM_UP = 200;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);
    private static final double NANOS_PER_MILLI = 1e6;

    private final ContainerUnderTest container;
    private final ExecutorService clients = Executors.newFixedThreadPool(2);
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final SlowJudge judge = new SlowJudge(timer);

    private StallScenario(ContainerUnderTest container) {
        this.container = container;
    }

    /** What was timed while slow verifications were under way. */
    private record Timed(List<Duration> handshakes, List<Duration> echoes) {}

    /**
     * Runs both modes on the container of the class path.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) throws Exception {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        ContainerUnderTest container =
                ServiceLoader.load(ContainerUnderTest.class).findFirst().orElseThrow();
        StallScenario scenario = new StallScenario(container);
        try {
            for (Mode mode : Mode.values()) {
                System.out.println(scenario.run(mode));
            }
        } finally {
            scenario.clients.shutdownNow();
            scenario.timer.shutdownNow();
        }
    }

    private String run(Mode mode) throws Exception {
        Timed timed = new Timed(new ArrayList<>(), new ArrayList<>());
        try (WebSocketAuthenticator authenticator = authenticator()) {
            ContainerUnderTest.Running running = container.start(mode.deployment(container, authenticator));
            try (RawConnection open = connect(running.port(), SlowJudge.KNOWN)) {
                open.hear();
                for (int i = 0; i < WARM_UP; i++) {
                    handshake(running.port());
                    echo(open);
                }
                for (int i = 0; i < MOST_ROUNDS && isIncomplete(timed); i++) {
                    round(running.port(), open, timed);
                }
            } finally {
                running.stop();
            }
        }
        return "| " + container.name() + " | " + mode.name().toLowerCase(Locale.ROOT) + " | "
                + describe(timed.handshakes()) + " | " + describe(timed.echoes()) + " |";
    }

    private WebSocketAuthenticator authenticator() {
        Duration limit = Duration.ofSeconds(10);
        BreakerPolicy patient = new BreakerPolicy(0.5, Duration.ofSeconds(5), 100, limit, Duration.ofSeconds(2), 10);
        return WebSocketAuthenticator.builder()
                .verifier(judge)
                .resilience(new ResiliencePolicy(
                        limit,
                        CachePolicy.standard(),
                        new AdmissionPolicy(200, 200, 1_000),
                        RetryPolicy.standard().withMaxAttempts(1).withAttemptTimeout(limit),
                        patient,
                        Optional.empty(),
                        DegradedPolicy.failClosed(),
                        Duration.ofSeconds(1)))
                .build();
    }

    private static boolean isIncomplete(Timed timed) {
        return Math.min(timed.handshakes().size(), timed.echoes().size()) < WANTED;
    }

    private void round(int port, RawConnection open, Timed timed) throws Exception {
        int end = judge.finished() + SLOW;
        List<RawConnection> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                RawConnection connection = RawConnection.open(port, LONGEST_WAIT);
                slow.add(connection);
                connection.send(
                        Handshake.to(Mode.PATH).bearer("slow-" + end + "-" + i).bytes());
            }
            judge.awaitBegun(1);
            Future<?> handshakes = clients.submit(measuring(timed.handshakes(), end, () -> handshake(port)));
            Future<?> echoes = clients.submit(measuring(timed.echoes(), end, () -> echo(open)));
            handshakes.get();
            echoes.get();
            for (RawConnection connection : slow) {
                if (connection.response().status() != 101 || !connection.hear().equals("text welcome")) {
                    throw new IllegalStateException("a slow handshake was refused");
                }
            }
            judge.awaitBegun(SLOW - 1);
        } finally {
            for (RawConnection connection : slow) {
                connection.close();
            }
        }
    }

    /** Times visits until enough were timed, or the slow verifications are at their end. */
    private Callable<Integer> measuring(List<Duration> times, int end, Callable<Duration> visit) {
        return () -> {
            while (times.size() < WANTED && judge.finished() < end) {
                times.add(visit.call());
            }
            return times.size();
        };
    }

    private static Duration handshake(int port) throws Exception {
        long start = CLOCK.nanoTime();
        try (RawConnection connection = connect(port, SlowJudge.KNOWN)) {
            if (!connection.hear().equals("text welcome")) {
                throw new IllegalStateException("a good handshake was refused");
            }
            return Duration.ofNanos(CLOCK.nanoTime() - start);
        }
    }

    private static Duration echo(RawConnection open) throws Exception {
        long start = CLOCK.nanoTime();
        open.send(RawConnection.text("hi"));
        if (!open.hear().equals("text hi")) {
            throw new IllegalStateException("an open session was not served");
        }
        return Duration.ofNanos(CLOCK.nanoTime() - start);
    }

    private static RawConnection connect(int port, String token) throws Exception {
        RawConnection connection = RawConnection.open(port, LONGEST_WAIT);
        connection.send(Handshake.to(Mode.PATH).bearer(token).bytes());
        if (connection.response().status() != 101) {
            connection.close();
            throw new IllegalStateException("a good handshake was refused");
        }
        return connection;
    }

    private static String describe(List<Duration> times) {
        Sample sample = Sample.ofNanos(times);
        return times.size() + " | " + millis(sample.percentile(0.5)) + " | " + millis(sample.percentile(0.99)) + " | "
                + millis(sample.max());
    }

    private static String millis(OptionalLong nanos) {
        return nanos.isPresent() ? String.format(Locale.ROOT, "%,.1f", nanos.getAsLong() / NANOS_PER_MILLI) : "too few";
    }
}
