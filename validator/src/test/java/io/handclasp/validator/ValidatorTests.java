package io.handclasp.validator;

import static io.handclasp.validator.model.ValidationPhase.GOLDEN_PATH;
import static io.handclasp.validator.model.ValidationPhase.INFRASTRUCTURE_HEALTH;
import static io.handclasp.validator.model.ValidationPhase.VPC_CONNECTIVITY;
import static io.handclasp.validator.model.ValidationPhase.WEBSOCKET_AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.RunEnding;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run does with checks that end, on the calling thread and on a pool: the same. */
class ValidatorTests {
    private static final ExecutorService POOL = Executors.newFixedThreadPool(4);

    @AfterAll
    static void endPool() {
        POOL.shutdownNow();
    }

    private static Check passing() {
        return deadline -> CheckOutcome.passed("fine");
    }

    private static CheckDefinition after(String id, Check check, String... needed) {
        return CheckDefinition.builder(WEBSOCKET_AUTH, id, check)
                .dependsOn(needed)
                .build();
    }

    private static ValidatorBuilder builder(boolean pooled) {
        ValidatorBuilder builder = Validator.builder();
        return pooled ? builder.executor(POOL) : builder;
    }

    private static Map<String, CheckState> states(ValidationReport report) {
        return report.checks().stream().collect(Collectors.toMap(check -> check.id(), check -> check.state()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenAllPassThenPassWithFullCoverage(boolean pooled) {
        ValidationReport report = builder(pooled)
                .title("chat")
                .check(GOLDEN_PATH, "journey", passing())
                .check(INFRASTRUCTURE_HEALTH, "database", passing())
                .build()
                .run();

        assertThat(report.verdict()).isEqualTo(Verdict.PASS);
        assertThat(report.exitCode()).isZero();
        assertThat(report.ending()).isEqualTo(RunEnding.COMPLETED);
        assertThat(report.score().value()).hasValue(1);
        assertThat(report.score().coverage()).isEqualTo(1);
        assertThat(report.checks()).extracting(check -> check.id()).containsExactly("database", "journey");
        assertThat(report.checks())
                .allSatisfy(check -> assertThat(check.startedAfter()).isPresent());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenOneFailsThenOnlyWhatDependsOnItIsBlockedByName(boolean pooled) {
        AtomicInteger ran = new AtomicInteger();
        Check counted = deadline -> CheckOutcome.passed("run " + ran.incrementAndGet());
        ValidationReport report = builder(pooled)
                .check(after("third", counted, "second"))
                .check(after("second", counted, "first"))
                .check(after("other", counted))
                .check(VPC_CONNECTIVITY, "first", deadline -> CheckOutcome.failed("no route"))
                .build()
                .run();

        assertThat(states(report))
                .containsOnly(
                        Map.entry("first", CheckState.FAILED),
                        Map.entry("second", CheckState.BLOCKED),
                        Map.entry("third", CheckState.BLOCKED),
                        Map.entry("other", CheckState.PASSED));
        assertThat(report.check("second").orElseThrow().outcome().blockedBy()).contains("first");
        assertThat(report.check("third").orElseThrow().outcome().blockedBy()).contains("first");
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(ran).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenNeededOneWasSkippedThenDependantIsSkippedWithItsReason(boolean pooled) {
        ValidationReport report = builder(pooled)
                .check(after("token", deadline -> CheckOutcome.skipped("no issuer was given")))
                .check(after("login", passing(), "token"))
                .build()
                .run();

        assertThat(report.check("login").orElseThrow().outcome())
                .isEqualTo(CheckOutcome.skipped("token was skipped: no issuer was given"));
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenNeededOneWarnsThenDependantRuns(boolean pooled) {
        ValidationReport report = builder(pooled)
                .check(after("certificate", deadline -> CheckOutcome.warning("expires in 20 days")))
                .check(after("login", passing(), "certificate"))
                .build()
                .run();

        assertThat(states(report)).containsEntry("login", CheckState.PASSED);
        assertThat(report.verdict()).isEqualTo(Verdict.WARN);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @SuppressWarnings("NullAway")
    void runWhenChecksBreakThenTheyAreUnknownAndJudgementsOfAssertionsAreFailures(boolean pooled) {
        ValidationReport report = builder(pooled)
                .check(after("throws", deadline -> {
                    throw new IllegalStateException("token=abc.secret was refused");
                }))
                .check(after("asserts", deadline -> {
                    throw new AssertionError("expected 401 but was 200");
                }))
                .check(after("returns-null", deadline -> null))
                .check(after("overflows", deadline -> {
                    throw new StackOverflowError();
                }))
                .check(after("passes", passing()))
                .build()
                .run();

        assertThat(states(report))
                .containsOnly(
                        Map.entry("throws", CheckState.UNKNOWN),
                        Map.entry("asserts", CheckState.FAILED),
                        Map.entry("returns-null", CheckState.UNKNOWN),
                        Map.entry("overflows", CheckState.UNKNOWN),
                        Map.entry("passes", CheckState.PASSED));
        assertThat(report.check("throws").orElseThrow().outcome().message())
                .startsWith("the check broke: IllegalStateException")
                .doesNotContain("abc.secret");
        assertThat(report.check("asserts").orElseThrow().outcome().message()).contains("expected 401 but was 200");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenPhaseFailsFastThenTheRestOfItIsBlockedAndOtherPhasesGoOn(boolean pooled) {
        ValidationReport report = builder(pooled)
                .failFast(WEBSOCKET_AUTH)
                .policy(
                        WEBSOCKET_AUTH,
                        PhasePolicy.standard(WEBSOCKET_AUTH).withFailFast(true).withMaxConcurrency(1))
                .check(after("first", deadline -> CheckOutcome.failed("refused")))
                .check(after("second", passing()))
                .check(GOLDEN_PATH, "journey", passing())
                .build()
                .run();

        assertThat(states(report))
                .containsOnly(
                        Map.entry("first", CheckState.FAILED),
                        Map.entry("second", CheckState.BLOCKED),
                        Map.entry("journey", CheckState.PASSED));
        assertThat(report.check("second").orElseThrow().outcome().blockedBy()).contains("first");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runWhenListenedToThenEverythingIsHeardInOrderOnTheCallingThread(boolean pooled) {
        RecordingListener listener = new RecordingListener();
        builder(pooled)
                .title("chat")
                .listener(new ValidationListener() {
                    @Override
                    public void checkStarted(CheckDefinition check) {
                        throw new IllegalStateException("a listener that breaks");
                    }
                })
                .listener(listener)
                .check(after("login", passing()))
                .check(after("chat", deadline -> CheckOutcome.failed("silence"), "login"))
                .check(after("leave", passing(), "chat"))
                .build()
                .run();

        assertThat(listener.heard)
                .containsExactly(
                        "run chat 3",
                        "phase WEBSOCKET_AUTH",
                        "start login",
                        "finish login PASSED",
                        "start chat",
                        "finish chat FAILED",
                        "finish leave BLOCKED",
                        "phase over WEBSOCKET_AUTH FAIL",
                        "verdict FAIL");
        assertThat(listener.threads).containsExactly(Thread.currentThread());
    }

    @Test
    void runWhenSourceSharesSomethingThenItIsNewInEachRun() {
        CheckSource source = () -> {
            AtomicInteger seen = new AtomicInteger();
            Check count = deadline -> CheckOutcome.passed("seen " + seen.incrementAndGet());
            return List.of(after("one", count), after("two", count, "one"));
        };
        Validator validator = Validator.builder().checks(source).build();

        for (int i = 0; i < 2; i++) {
            assertThat(validator.run().check("two").orElseThrow().outcome().message())
                    .isEqualTo("seen 2");
        }
    }

    @Test
    void runWhenSourceBreaksOrForgetsThenItsChecksAreUnknown() {
        AtomicInteger asked = new AtomicInteger();
        CheckSource breaking = () -> {
            if (asked.incrementAndGet() > 1) {
                throw new IllegalStateException("gone");
            }
            return List.of(after("one", passing()));
        };
        ValidationReport report = Validator.builder()
                .checks(breaking)
                .check(after("two", passing()))
                .build()
                .run();

        assertThat(report.check("one").orElseThrow().outcome().message()).contains("a source of checks broke");
        assertThat(states(report)).containsEntry("one", CheckState.UNKNOWN).containsEntry("two", CheckState.PASSED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void runWhenExecutorRefusesThenNotRunAndNeverPassed() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        ValidationReport report = Validator.builder()
                .executor(full)
                .check(after("one", passing()))
                .check(after("two", passing(), "one"))
                .build()
                .run();

        assertThat(states(report)).containsEntry("one", CheckState.NOT_RUN).containsEntry("two", CheckState.BLOCKED);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(report.score().coverage()).isZero();
    }
}
