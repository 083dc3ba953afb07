package io.handclasp.validator.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.DrillStage;
import io.handclasp.validator.model.DrillStep;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.ValidationPhase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DrillTests {
    private final ToyHost host = new ToyHost();
    private ThreadCensus before;

    @BeforeEach
    void countThreads() {
        // Here and not sooner: JUnit starts a thread of its own for timeouts.
        before = ThreadCensus.take();
    }

    @AfterEach
    void noThreadIsLeft() {
        before.assertNoneLeft(Duration.ofSeconds(5));
    }

    @Test
    void runWhenPromiseIsKeptAndHostRecoversThenPassedWithAllStages() throws Exception {
        CheckOutcome outcome = ToyHost.run(host.drill().detection(host::effect, Duration.ofSeconds(1)));

        assertThat(outcome.state()).isEqualTo(CheckState.PASSED);
        assertThat(outcome.message()).startsWith("served from memory; steady again");
        assertThat(outcome.drill().orElseThrow().steps().stream().map(DrillStep::stage))
                .containsExactly(
                        DrillStage.STEADY_STATE,
                        DrillStage.INJECTION,
                        DrillStage.INJECTION,
                        DrillStage.UNDER_FAULT,
                        DrillStage.UNDER_FAULT,
                        DrillStage.UNDO,
                        DrillStage.RECOVERY);
        assertThat(outcome.drill().orElseThrow().fault()).isEqualTo("a away");
        assertThat(outcome.measurements())
                .extracting(Measurement::name)
                .containsExactly("drill.detection", "drill.recovery");
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenSeveralFaultsThenUndoneInReverseOrder() throws Exception {
        ToyHost.run(host.drill().fault(host.fault("b")).fault(host.fault("c")));

        assertThat(host.log).containsExactly("break a", "break b", "break c", "mend c", "mend b", "mend a");
    }

    @Test
    void runWhenHostIsNotSteadyBeforeThenNothingIsBrokenAndUnknown() throws Exception {
        host.away = true;

        CheckOutcome outcome = ToyHost.run(host.drill());

        assertThat(outcome.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("nothing was broken", "the dependency is away");
        assertThat(host.log).isEmpty();
    }

    @Test
    void runWhenDrillDoesNotApplyThenSkippedWithItsReason() throws Exception {
        CheckOutcome outcome =
                ToyHost.run(host.drill().steadyState(deadline -> Sighting.notApplicable("there is no cache")));

        assertThat(outcome.state()).isEqualTo(CheckState.SKIPPED);
        assertThat(outcome.message()).isEqualTo("there is no cache");
        assertThat(host.log).isEmpty();
    }

    @Test
    void runWhenFaultCannotBeInjectedThenEarlierOnesAreUndoneAndUnknown() throws Exception {
        CheckOutcome outcome = ToyHost.run(host.drill()
                .fault(Fault.of(
                        "broken fault",
                        () -> {
                            throw new IllegalStateException("password=hunter2");
                        },
                        () -> host.log.add("never"))));

        assertThat(outcome.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("could not be put in place").doesNotContain("hunter2");
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenFaultTakesNoEffectThenUnknownAndUndone() throws Exception {
        CheckOutcome outcome =
                ToyHost.run(host.drill().effect(deadline -> Sighting.notAsExpected("everything still works")));

        assertThat(outcome.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("not seen to take effect: everything still works");
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenHostDoesNotNoticeThenFailed() throws Exception {
        CheckOutcome outcome = ToyHost.run(host.drill()
                .detection(deadline -> Sighting.notAsExpected("the monitor says UP"), Duration.ofMillis(50)));

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).contains("did not notice the fault within 50 ms: the monitor says UP");
        assertThat(outcome.measurements()).extracting(Measurement::name).containsExactly("drill.recovery");
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenPromiseIsBrokenThenFailedAndUndone() throws Exception {
        CheckOutcome outcome = ToyHost.run(host.drill().promise(deadline -> Sighting.notAsExpected("an error page")));

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).contains("a promise was broken under the fault: an error page; steady again");
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenObservationBreaksThenUnknownAndUndone() throws Exception {
        CheckOutcome outcome = ToyHost.run(host.drill().promise(deadline -> {
            throw new IllegalStateException("no connection");
        }));

        assertThat(outcome.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("the observation broke", "no connection");
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenHostDoesNotRecoverThenFailed() throws Exception {
        CheckOutcome outcome = ToyHost.run(host.drill()
                .steadyState(deadline -> host.log.isEmpty()
                        ? Sighting.asExpected("well")
                        : Sighting.notAsExpected("its pool is exhausted")));

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).contains("not steady again within 200 ms: its pool is exhausted");
        assertThat(outcome.drill().orElseThrow().recoveredAfter()).isEmpty();
    }

    @Test
    void runWhenUndoFailsAtFirstThenItIsTriedAgain() throws Exception {
        AtomicInteger attempts = new AtomicInteger();
        CheckOutcome outcome = ToyHost.run(host.drill().fault(Fault.of("b away", () -> {}, () -> {
            if (attempts.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
        })));

        assertThat(outcome.state()).isEqualTo(CheckState.PASSED);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void runWhenUndoNeverWorksThenFailedWithAHintAndTheOthersAreUndone() throws Exception {
        CheckOutcome outcome = ToyHost.run(host.drill().fault(Fault.of("b away", () -> {}, () -> {
            throw new IllegalStateException("it is stuck");
        })));

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).contains("could not be undone: b away", "it is stuck");
        assertThat(outcome.hint()).hasValueSatisfying(hint -> assertThat(hint).contains("undo it by hand"));
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void runWhenPromiseHangsThenTheFaultEndsWithItsLifeAndTheDrillSaysSo() throws Exception {
        CountDownLatch mended = new CountDownLatch(1);
        CheckOutcome outcome = ToyHost.run(Drill.builder("drill.hang")
                .fault(Fault.of("a away", () -> host.away = true, () -> {
                    host.away = false;
                    mended.countDown();
                }))
                .steadyState(host::steady)
                // Whatever holds this machine up, the look at the effect is not what ends the drill.
                .effect(deadline -> Sighting.asExpected("a away"))
                .promise(deadline -> {
                    assertThat(mended.await(10, TimeUnit.SECONDS)).isTrue();
                    return Sighting.asExpected("a promise that was kept only because the fault was gone");
                })
                .maxLife(Duration.ofMillis(100)));

        assertThat(outcome.state()).isEqualTo(CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("the fault ended after its longest life of 100 ms");
        assertThat(host.away).isFalse();
    }

    @Test
    void runWhenInterruptedUnderTheFaultThenUndoneBeforeItThrows() {
        assertThatThrownBy(() -> ToyHost.run(host.drill().promise(deadline -> {
                    Thread.currentThread().interrupt();
                    new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                    return Sighting.asExpected("never");
                })))
                .isInstanceOf(InterruptedException.class);
        assertThat(host.log).containsExactly("break a", "mend a");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void runWhenErrorIsThrownUnderTheFaultThenUndone() {
        assertThatThrownBy(() -> ToyHost.run(host.drill().promise(deadline -> {
                    throw new StackOverflowError();
                })))
                .isInstanceOf(StackOverflowError.class);
        assertThat(host.log).containsExactly("break a", "mend a");
    }

    @Test
    void upAndDownWhenProbeAnswersThenOnlyWhatIsExpectedIs() throws Exception {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), io.handclasp.core.time.TimeSource.system());

        assertThat(Observation.up(any -> ProbeOutcome.up("x")).look(deadline).status())
                .isEqualTo(Status.PASS);
        assertThat(Observation.up(any -> ProbeOutcome.down("x")).look(deadline).status())
                .isEqualTo(Status.FAIL);
        assertThat(Observation.down(any -> ProbeOutcome.down("x"))
                        .look(deadline)
                        .status())
                .isEqualTo(Status.PASS);
        assertThat(Observation.down(any -> ProbeOutcome.up("x")).look(deadline).status())
                .isEqualTo(Status.FAIL);
        assertThat(Observation.down(any -> ProbeOutcome.unknown("x"))
                        .look(deadline)
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void buildWhenAPartIsMissingThenNamesIt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Drill.builder("drill.x").build())
                .withMessageContaining("fault was not set");
        assertThatIllegalStateException()
                .isThrownBy(() -> Drill.builder("drill.x")
                        .fault(host.fault("a"))
                        .steadyState(host::steady)
                        .build())
                .withMessageContaining("effect was not set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> host.drill().maxLife(Duration.ZERO).build())
                .withMessageContaining("maxLife was PT0S");
        assertThat(host.drill().build().checks())
                .singleElement()
                .satisfies(check -> assertThat(check.phase()).isEqualTo(ValidationPhase.BUSINESS_CONTINUITY));
        assertThat(List.copyOf(host.log)).isEmpty();
    }
}
