package io.handclasp.validator;

import static io.handclasp.validator.model.ValidationPhase.BUSINESS_CONTINUITY;
import static io.handclasp.validator.model.ValidationPhase.GOLDEN_PATH;
import static io.handclasp.validator.model.ValidationPhase.INFRASTRUCTURE_HEALTH;
import static io.handclasp.validator.model.ValidationPhase.WEBSOCKET_AUTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillStep;
import io.handclasp.validator.model.DrillTimeline;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.validator.model.SteppedCheck;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A check that hangs, a run that is cut short: the report says so, the rest goes on, nothing is left. */
class RunLimitsTests {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ManualTimeSource time = new ManualTimeSource();
    private final CountDownLatch never = new CountDownLatch(1);
    private ThreadCensus census;
    private ExecutorService pool;

    @BeforeEach
    void startPool() {
        // Here and not sooner: JUnit starts a thread of its own for timeouts.
        census = ThreadCensus.take();
        pool = Executors.newFixedThreadPool(4);
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(Thread.interrupted()).isFalse();
        never.countDown();
        pool.shutdownNow();
        census.assertNoneLeft(LONG);
    }

    private ValidatorBuilder builder(boolean pooled) {
        ValidatorBuilder builder = Validator.builder().timeSource(time);
        return pooled ? builder.executor(pool) : builder;
    }

    private static CheckDefinition quick(ValidationPhase phase, String id, String... needed) {
        return CheckDefinition.builder(phase, id, deadline -> CheckOutcome.passed("fine"))
                .dependsOn(needed)
                .build();
    }

    /** Hangs, and moves the clock so far that some deadline is over. */
    private Check hangFor(Duration duration) {
        return deadline -> {
            time.advance(duration);
            never.await();
            return CheckOutcome.passed("too late");
        };
    }

    private static Map<String, CheckState> states(ValidationReport report) {
        return report.checks().stream().collect(Collectors.toMap(check -> check.id(), check -> check.state()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenCheckHangsThenItHasTimedOutAndTheRestGoesOn(boolean pooled) {
        ValidationReport report = builder(pooled)
                .check(CheckDefinition.builder(INFRASTRUCTURE_HEALTH, "hung", hangFor(Duration.ofSeconds(2)))
                        .deadline(Duration.ofSeconds(2))
                        .build())
                .check(quick(INFRASTRUCTURE_HEALTH, "other"))
                .check(quick(INFRASTRUCTURE_HEALTH, "behind", "hung"))
                .check(quick(GOLDEN_PATH, "later"))
                .build()
                .run();

        assertThat(states(report))
                .containsOnly(
                        Map.entry("hung", CheckState.TIMED_OUT),
                        Map.entry("other", CheckState.PASSED),
                        Map.entry("behind", CheckState.BLOCKED),
                        Map.entry("later", CheckState.PASSED));
        assertThat(report.check("hung").orElseThrow().outcome().message()).isEqualTo("no answer within 2 s");
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.ending()).isEqualTo(RunEnding.COMPLETED);
        if (!pooled) {
            census.added().forEach(thread -> assertThat(thread.getName()).doesNotContain("handclasp"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenAnswerComesTooLateThenItIsNoPass(boolean pooled) {
        ValidationReport report = builder(pooled)
                .check(CheckDefinition.builder(INFRASTRUCTURE_HEALTH, "late", deadline -> {
                            time.advance(Duration.ofSeconds(3));
                            return CheckOutcome.passed("at last");
                        })
                        .deadline(Duration.ofSeconds(2))
                        .interruptOnTimeout(false)
                        .build())
                .build()
                .run();

        assertThat(states(report)).containsEntry("late", CheckState.TIMED_OUT);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenPhaseIsOverThenItsRestIsNotRunAndTheNextPhaseBegins(boolean pooled) {
        ValidationReport report = builder(pooled)
                .policy(
                        INFRASTRUCTURE_HEALTH,
                        PhasePolicy.standard(INFRASTRUCTURE_HEALTH)
                                .withDeadline(Duration.ofSeconds(5))
                                .withMaxConcurrency(1))
                .check(INFRASTRUCTURE_HEALTH, "hung", hangFor(Duration.ofSeconds(5)))
                .check(quick(INFRASTRUCTURE_HEALTH, "left"))
                .check(quick(WEBSOCKET_AUTH, "later"))
                .build()
                .run();

        assertThat(states(report))
                .containsOnly(
                        Map.entry("hung", CheckState.TIMED_OUT),
                        Map.entry("left", CheckState.NOT_RUN),
                        Map.entry("later", CheckState.PASSED));
        assertThat(report.ending()).isEqualTo(RunEnding.COMPLETED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenItsDeadlineIsOverThenTheReportSaysSoAndIsNoPass(boolean pooled) {
        ValidationReport report = builder(pooled)
                .deadline(Duration.ofSeconds(3))
                .check(quick(INFRASTRUCTURE_HEALTH, "first"))
                .check(WEBSOCKET_AUTH, "hung", hangFor(Duration.ofSeconds(3)))
                .check(quick(GOLDEN_PATH, "left"))
                .build()
                .run();

        assertThat(states(report))
                .containsOnly(
                        Map.entry("first", CheckState.PASSED),
                        Map.entry("hung", CheckState.TIMED_OUT),
                        Map.entry("left", CheckState.NOT_RUN));
        assertThat(report.ending()).isEqualTo(RunEnding.DEADLINE_EXCEEDED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenCancelledThenTheReportSaysSoAndIsNoPass(boolean pooled) throws Exception {
        Cancellation cancellation = new Cancellation();
        Thread canceller = new Thread(cancellation::cancel);
        ValidationReport report = builder(pooled)
                .check(quick(INFRASTRUCTURE_HEALTH, "first"))
                .check(WEBSOCKET_AUTH, "hung", deadline -> {
                    canceller.start();
                    never.await();
                    return CheckOutcome.passed("too late");
                })
                .check(quick(GOLDEN_PATH, "left"))
                .build()
                .run(cancellation);
        canceller.join();

        assertThat(states(report))
                .containsOnly(
                        Map.entry("first", CheckState.PASSED),
                        Map.entry("hung", CheckState.UNKNOWN),
                        Map.entry("left", CheckState.NOT_RUN));
        assertThat(report.check("left").orElseThrow().outcome().message())
                .isEqualTo("the run was cancelled before it was started");
        assertThat(report.ending()).isEqualTo(RunEnding.CANCELLED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenCallingThreadIsInterruptedThenTheReportSaysSoAndTheFlagIsSetAgain(boolean pooled) {
        Thread caller = Thread.currentThread();
        AtomicReference<Boolean> flagWhenReported = new AtomicReference<>();
        ValidationReport report = builder(pooled)
                .listener(new ValidationListener() {
                    @Override
                    public void runFinished(ValidationReport finished) {
                        flagWhenReported.set(Thread.currentThread().isInterrupted());
                    }
                })
                .check(quick(INFRASTRUCTURE_HEALTH, "first"))
                .check(WEBSOCKET_AUTH, "hung", deadline -> {
                    caller.interrupt();
                    never.await();
                    return CheckOutcome.passed("too late");
                })
                .check(quick(GOLDEN_PATH, "left"))
                .build()
                .run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(flagWhenReported).as("a listener may still write files").hasValue(false);
        assertThat(states(report))
                .containsOnly(
                        Map.entry("first", CheckState.PASSED),
                        Map.entry("hung", CheckState.UNKNOWN),
                        Map.entry("left", CheckState.NOT_RUN));
        assertThat(report.ending()).isEqualTo(RunEnding.INTERRUPTED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenCancelledOrInterruptedBeforeItBeginsThenNothingRuns(boolean pooled) {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        Validator validator =
                builder(pooled).check(quick(INFRASTRUCTURE_HEALTH, "first")).build();

        ValidationReport cancelled = validator.run(cancellation);
        Thread.currentThread().interrupt();
        ValidationReport interrupted = validator.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(cancelled.ending()).isEqualTo(RunEnding.CANCELLED);
        assertThat(interrupted.ending()).isEqualTo(RunEnding.INTERRUPTED);
        assertThat(states(cancelled)).containsOnly(Map.entry("first", CheckState.NOT_RUN));
        assertThat(states(interrupted)).containsOnly(Map.entry("first", CheckState.NOT_RUN));
    }

    @Test
    void runWhenFailedBeforeItWasCancelledThenStillFailed() {
        Cancellation cancellation = new Cancellation();
        ValidationReport report = builder(false)
                .check(INFRASTRUCTURE_HEALTH, "broken", deadline -> CheckOutcome.failed("down"))
                .check(WEBSOCKET_AUTH, "cancels", deadline -> {
                    cancellation.cancel();
                    return CheckOutcome.passed("fine");
                })
                .check(quick(GOLDEN_PATH, "left"))
                .build()
                .run(cancellation);

        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(report.ending()).isEqualTo(RunEnding.CANCELLED);
    }

    @Test
    void runWhenCheckOnCallersThreadTimedOutThenTheNextOneIsNotInterrupted() {
        ValidationReport report = builder(false)
                .check(CheckDefinition.builder(INFRASTRUCTURE_HEALTH, "hung", hangFor(Duration.ofSeconds(10)))
                        .build())
                .check(
                        INFRASTRUCTURE_HEALTH,
                        "next",
                        deadline -> Thread.currentThread().isInterrupted()
                                ? CheckOutcome.failed("interrupted")
                                : CheckOutcome.passed("fine"))
                .build()
                .run();

        assertThat(states(report)).containsEntry("next", CheckState.PASSED);
    }

    @Test
    void runWhenACheckOnlyLookedAtTheSteadyStateAndSaysThatItDidNotRunThenThatHolds() {
        Validator validator = builder(false)
                .check(looked("blocked", CheckOutcome.blocked("other")))
                .check(looked("not-run", CheckOutcome.notRun("no time")))
                .check(looked("skipped", CheckOutcome.skipped("not here")))
                .build();

        assertThat(states(validator.run()))
                .containsOnly(
                        Map.entry("blocked", CheckState.BLOCKED),
                        Map.entry("not-run", CheckState.NOT_RUN),
                        Map.entry("skipped", CheckState.SKIPPED));
    }

    private static CheckDefinition looked(String id, CheckOutcome answer) {
        SteppedCheck body = (deadline, steps) -> {
            steps.accept(new DrillTimeline(
                    "a away",
                    List.of(new DrillStep(
                            DrillStage.STEADY_STATE, Duration.ZERO, Duration.ZERO, Status.SKIPPED, "not here")),
                    Optional.empty(),
                    Optional.empty()));
            return answer;
        };
        return CheckDefinition.builder(BUSINESS_CONTINUITY, id, body).build();
    }

    private static CheckDefinition stepped(String id, CheckOutcome answer, Status undone) {
        SteppedCheck body = (deadline, steps) -> {
            steps.accept(new DrillTimeline(
                    "a away",
                    List.of(
                            new DrillStep(DrillStage.INJECTION, Duration.ZERO, Duration.ZERO, Status.PASS, "a away"),
                            new DrillStep(
                                    DrillStage.UNDO, Duration.ZERO, Duration.ZERO, undone, "a is mended, or not")),
                    Optional.empty(),
                    Optional.empty()));
            return answer;
        };
        return CheckDefinition.builder(BUSINESS_CONTINUITY, id, body).build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenACheckTellsStepsAndSaysThatItDidNotRunThenUnknownAndTheStepsAreKept(boolean pooled) {
        Validator validator = builder(pooled)
                .check(stepped("blocked", CheckOutcome.blocked("other"), Status.PASS))
                .check(stepped("not-run", CheckOutcome.notRun("no time"), Status.PASS))
                .check(stepped("skipped", CheckOutcome.skipped("not here"), Status.PASS))
                .check(stepped("left", CheckOutcome.skipped("not here"), Status.FAIL))
                .build();

        ValidationReport report = assertTimeoutPreemptively(LONG, () -> validator.run());

        assertThat(states(report))
                .containsOnly(
                        Map.entry("blocked", CheckState.UNKNOWN),
                        Map.entry("not-run", CheckState.UNKNOWN),
                        Map.entry("skipped", CheckState.UNKNOWN),
                        Map.entry("left", CheckState.FAILED));
        assertThat(report.checks())
                .allSatisfy(check -> assertThat(check.outcome().drill()).isPresent());
        assertThat(report.check("blocked").orElseThrow().outcome().message())
                .isEqualTo(
                        "the check told of a fault and then answered BLOCKED (blocked by other), so nobody can tell");
    }

    @Test
    void runWhenPoolHasNoThreadLeftThenTheRestIsNotRun() {
        ExecutorService single = Executors.newSingleThreadExecutor();
        try {
            ValidationReport report = Validator.builder()
                    .timeSource(time)
                    .executor(single)
                    .check(CheckDefinition.builder(INFRASTRUCTURE_HEALTH, "hung", hangFor(Duration.ofMinutes(2)))
                            .interruptOnTimeout(false)
                            .build())
                    .check(quick(INFRASTRUCTURE_HEALTH, "waits"))
                    .build()
                    .run();

            assertThat(states(report))
                    .containsOnly(Map.entry("hung", CheckState.TIMED_OUT), Map.entry("waits", CheckState.NOT_RUN));
        } finally {
            never.countDown();
            single.shutdownNow();
        }
    }
}
