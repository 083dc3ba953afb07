package io.handclasp.examples.quickstart.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.quickstart.agent.AgentSystem;
import io.handclasp.examples.quickstart.agent.Part;
import io.handclasp.probes.HealthReport;
import io.handclasp.validator.ValidationListener;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Something dies for good at a random moment of a run: no check that uses it later may pass. Takes 20 minutes for 100 seeds. */
@EnabledIfSystemProperty(
        named = "handclasp.kills",
        matches = "[1-9][0-9]*",
        disabledReason = "takes long: -Dhandclasp.kills=100 asks for it")
class RandomKillTests {
    private static final List<Part> PARTS = List.copyOf(EnumSet.allOf(Part.class));
    private static final int JOURNEYS = 200;
    private static final Duration RUN_DEADLINE = Duration.ofMinutes(2);
    /** A run without trouble takes about that long. */
    private static final int LATEST_KILL_MILLIS = 12_000;

    /** Who cannot do without what. */
    private static final Map<Part, Pattern> NEEDS = Map.of(
            Part.AUTH_SERVICE,
            Pattern.compile("probe\\.auth-service|probe\\.chat|auth\\.(good-token|samples|rehearsal)|clock\\.skew"
                    + "|keys\\.issuer|golden\\.ask|drill\\.(slow-auth|auth-flapping|reconnect-storm)"),
            Part.DATABASE,
            Pattern.compile("probe\\.database|database\\.calls|service\\.facts|drill\\.database-away"),
            Part.FACTS,
            Pattern.compile("probe\\.facts|vpc\\.facts\\.(open|latency)|service\\.facts"),
            Part.CHAT,
            Pattern.compile("probe\\.chat|golden\\.ask"));

    private static ExecutorService executor;
    private static ScheduledExecutorService killer;
    private static ThreadCensus before;

    static IntStream seeds() {
        return IntStream.rangeClosed(1, Integer.getInteger("handclasp.kills", 1));
    }

    @BeforeAll
    static void start() throws Exception {
        ExecutorService first = Executors.newFixedThreadPool(8, NamedThreads.daemon("first"));
        try (AgentSystem system = AgentSystem.start(ResiliencePolicy.standard())) {
            // Tyrus keeps one idle timer for ever, from its first connection on.
            HealthReport health = AgentHealth.monitor(system, new AgentUsers(system.authService())::newUser, first)
                    .run();
            assertThat(health.status()).as(health.toString()).isEqualTo(Status.PASS);
        } finally {
            first.shutdownNow();
        }
        before = ThreadCensus.take();
        executor = Executors.newFixedThreadPool(32, NamedThreads.daemon("validation"));
        killer = Executors.newSingleThreadScheduledExecutor(NamedThreads.daemon("killer"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        executor.shutdownNow();
        killer.shutdownNow();
        for (int round = 0; round < 20; round++) {
            System.gc(); // A client of JDK 17 ends when the collector finds it unused.
            for (Thread thread : before.added()) {
                TimeUnit.SECONDS.timedJoin(thread, 1);
            }
        }
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void runWhenSomethingDiesAtSomeMomentThenNothingThatUsesItLaterPasses(int seed) throws Exception {
        Random random = new Random(seed);
        Part part = PARTS.get(random.nextInt(PARTS.size()));
        int delay = random.nextInt(LATEST_KILL_MILLIS);
        TimeSource clock = TimeSource.system();
        AtomicLong killedNanos = new AtomicLong(Long.MAX_VALUE);
        try (AgentSystem system = AgentSystem.start(ResiliencePolicy.standard())) {
            AgentValidation validation = new AgentValidation(system, executor);
            long startNanos = clock.nanoTime();
            ScheduledFuture<?> kill = killer.schedule(
                    () -> {
                        system.kill(part);
                        killedNanos.set(clock.nanoTime() - startNanos);
                        return part;
                    },
                    delay,
                    TimeUnit.MILLISECONDS);
            ValidationReport report = validation
                    .builder(JOURNEYS, new ValidationListener() {})
                    .deadline(RUN_DEADLINE)
                    .build()
                    .run();
            kill.cancel(false);
            Duration took = Duration.ofNanos(clock.nanoTime() - startNanos);

            assertThat(took).as("%s after %d ms", part, delay).isLessThan(RUN_DEADLINE.plusSeconds(5));
            List<CheckResult> users = usersAfter(report, part, Duration.ofNanos(killedNanos.get()));
            assertThat(users)
                    .as("%s after %d ms: %s", part, delay, report)
                    .allSatisfy(check -> assertThat(check.state()).isNotEqualTo(CheckState.PASSED));
            if (!users.isEmpty()) {
                assertThat(report.verdict()).isNotIn(Verdict.PASS, Verdict.WARN);
            }
        }
    }

    /** The checks that need a part and looked at it only after it was gone. */
    private static List<CheckResult> usersAfter(ValidationReport report, Part part, Duration killed) {
        Optional<Duration> probed = report.checks().stream()
                .filter(check -> check.id().equals("health.run"))
                .findFirst()
                .flatMap(CheckResult::startedAfter);
        return report.checks().stream()
                .filter(check -> NEEDS.get(part).matcher(check.id()).matches())
                .filter(check -> {
                    Optional<Duration> started = check.id().startsWith("probe.") ? probed : check.startedAfter();
                    return started.map(at -> at.compareTo(killed) > 0).orElse(false);
                })
                .toList();
    }
}
