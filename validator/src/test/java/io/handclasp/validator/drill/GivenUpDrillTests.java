package io.handclasp.validator.drill;

import static io.handclasp.validator.model.ValidationPhase.BUSINESS_CONTINUITY;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.validator.Cancellation;
import io.handclasp.validator.PhasePolicy;
import io.handclasp.validator.Validator;
import io.handclasp.validator.ValidatorBuilder;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillStep;
import io.handclasp.validator.model.SteppedCheck;
import io.handclasp.validator.model.ValidationReport;
import io.handclasp.validator.model.Verdict;
import io.handclasp.validator.report.ReportFormats;
import io.handclasp.validator.report.TextStyle;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A drill that is given up under its fault: the report comes when the fault is undone, and tells all that was done. */
class GivenUpDrillTests {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** What gives it up. */
    enum By {
        CHECK,
        PHASE,
        RUN,
        CANCELLATION
    }

    private final ManualTimeSource time = new ManualTimeSource();
    private final ToyHost host = new ToyHost();
    private final CountDownLatch never = new CountDownLatch(1);
    private final Cancellation cancellation = new Cancellation();
    private final StringBuilder live = new StringBuilder();
    private ThreadCensus census;
    private ExecutorService pool;

    @BeforeEach
    void startPool() {
        census = ThreadCensus.take();
        pool = Executors.newFixedThreadPool(4);
    }

    @AfterEach
    void nothingIsLeft() {
        never.countDown();
        pool.shutdownNow();
        census.assertNoneLeft(Duration.ofSeconds(20));
    }

    private ValidationReport run(By by, boolean pooled, DrillBuilder drill) {
        ValidatorBuilder builder = Validator.builder()
                .timeSource(time)
                .listener(ReportFormats.liveText(live, TextStyle.plain()))
                .checks((by == By.CHECK ? drill.deadline(LIMIT) : drill).build());
        if (by == By.PHASE) {
            builder.policy(
                    BUSINESS_CONTINUITY,
                    PhasePolicy.standard(BUSINESS_CONTINUITY).withDeadline(LIMIT));
        } else if (by == By.RUN) {
            builder.deadline(LIMIT);
        }
        return (pooled ? builder.executor(pool) : builder).build().run(cancellation);
    }

    /** Hangs under the fault until it is interrupted. */
    private DrillBuilder hanging(By by) {
        return host.drill().promise(deadline -> {
            if (by == By.CANCELLATION) {
                cancellation.cancel();
            } else {
                time.advance(LIMIT);
            }
            never.await();
            return Sighting.asExpected("too late");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "CHECK,false", "CHECK,true",
        "PHASE,false", "PHASE,true",
        "RUN,false", "RUN,true",
        "CANCELLATION,false", "CANCELLATION,true"
    })
    void runWhenDrillIsGivenUpThenAllFormatsTellItsStepsAndThatTheFaultIsGone(By by, boolean pooled) {
        ValidationReport report = run(by, pooled, hanging(by));

        assertThat(host.away).as("the fault is gone when the report is there").isFalse();
        assertThat(host.log).containsExactly("break a", "mend a");
        CheckOutcome outcome = report.check("drill.toy").orElseThrow().outcome();
        assertThat(outcome.state()).isEqualTo(by == By.CANCELLATION ? CheckState.UNKNOWN : CheckState.TIMED_OUT);
        assertThat(report.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(outcome.drill().orElseThrow().fault()).isEqualTo("a away");
        assertThat(outcome.drill().orElseThrow().steps())
                .extracting(DrillStep::stage)
                .containsExactly(
                        DrillStage.STEADY_STATE,
                        DrillStage.INJECTION,
                        DrillStage.INJECTION,
                        DrillStage.UNDER_FAULT,
                        DrillStage.UNDO);
        assertFormats(report);
    }

    private void assertFormats(ValidationReport report) {
        String text = ReportFormats.text(TextStyle.plain()).render(report);

        assertThat(text)
                .contains("    drill: a away\n", "pass: all is well\n", "pass: a away\n", "pass: the fault is gone\n")
                .contains("unknown: interrupted before anything could be told\n");
        assertThat(live.toString()).isEqualTo(text);
        assertThat(ReportFormats.junitXml().render(report))
                .contains("drill: a away\n", "fault removed at", "pass: the fault is gone");
        assertThat(ReportFormats.json().render(report))
                .contains("\"fault\": \"a away\"", "\"stage\": \"UNDO\"", "\"the fault is gone\"");
        assertThat(ReportFormats.html().render(report)).contains("Broken on purpose: a away.", "the fault is gone");
    }

    @Test
    void runWhenTheFaultOfAGivenUpDrillCannotBeUndoneThenFailedWithAHint() {
        ValidationReport report = run(By.CHECK, true, hanging(By.CHECK).fault(Fault.of("b away", () -> {}, () -> {
            throw new IllegalStateException("it is stuck");
        })));

        CheckOutcome outcome = report.check("drill.toy").orElseThrow().outcome();
        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).startsWith("no answer within 5 s; the fault is still there: b away");
        assertThat(outcome.hint().orElseThrow()).startsWith("undo it by hand now");
        assertThat(report.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenAGivenUpDrillDoesNotHeedTheInterruptThenTheReportComesWithTheStepsSoFar() {
        ValidationReport report = run(By.CHECK, true, host.drill().promise(deadline -> {
            time.advance(LIMIT);
            try {
                never.await();
            } catch (InterruptedException ignoredByTheHost) {
                time.advance(SteppedCheck.PATIENCE);
                awaitWhateverComes();
            }
            return Sighting.asExpected("much too late");
        }));

        CheckOutcome outcome = report.check("drill.toy").orElseThrow().outcome();
        assertThat(outcome.state()).isEqualTo(CheckState.TIMED_OUT);
        assertThat(outcome.message()).endsWith("it did not heed the interrupt, and nobody waits for its end");
        assertThat(outcome.drill().orElseThrow().steps())
                .extracting(DrillStep::stage)
                .containsExactly(DrillStage.STEADY_STATE, DrillStage.INJECTION, DrillStage.INJECTION);
    }

    private void awaitWhateverComes() {
        boolean ended = false;
        while (!ended) {
            try {
                never.await();
                ended = true;
            } catch (InterruptedException again) {
                ended = never.getCount() == 0;
            }
        }
    }
}
