package io.handclasp.validator.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever goes wrong and wherever it does, what was broken is mended, the last one first, and nothing counts as passed. */
class DrillPropertyTests {
    enum Trouble {
        NONE,
        NOT_AS_EXPECTED,
        EXCEPTION,
        ERROR,
        INTERRUPT,
        END_OF_LIFE,
        END_OF_TIME
    }

    private final ManualTimeSource time = new ManualTimeSource();

    @Property(tries = 300)
    void runWhenAnythingGoesWrongThenEveryFaultIsUndoneInReverseOrder(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 0, max = 3) Integer> failuresOfUndo,
            @ForAll @IntRange(min = -1, max = 4) int brokenInjection,
            @ForAll Trouble inEffect,
            @ForAll Trouble inPromise,
            @ForAll Trouble inRecovery) {
        List<Integer> broken = Collections.synchronizedList(new ArrayList<>());
        List<Integer> mended = Collections.synchronizedList(new ArrayList<>());
        DrillBuilder drill = Drill.builder("drill.any")
                .steadyState(deadline -> broken.isEmpty() ? Sighting.asExpected("well") : meet(inRecovery))
                .effect(deadline -> meet(inEffect))
                .promise(deadline -> meet(inPromise))
                .maxLife(Duration.ofSeconds(10))
                .effectWithin(Duration.ofMillis(1))
                .recoverWithin(Duration.ofMillis(1));
        for (int i = 0; i < failuresOfUndo.size(); i++) {
            drill.fault(fault(i, i == brokenInjection, failuresOfUndo.get(i), broken, mended));
        }

        CheckOutcome outcome = run(drill);

        List<Integer> expected = new ArrayList<>(broken);
        Collections.reverse(expected);
        expected.removeIf(number -> failuresOfUndo.get(number) >= 3);
        assertThat(mended).isEqualTo(expected);
        boolean allWell = inEffect == Trouble.NONE
                && inPromise == Trouble.NONE
                && inRecovery == Trouble.NONE
                && broken.size() == failuresOfUndo.size()
                && mended.size() == broken.size();
        assertThat(outcome.state() == CheckState.PASSED).as(outcome.message()).isEqualTo(allWell);
    }

    private Fault fault(int number, boolean refuses, int failures, List<Integer> broken, List<Integer> mended) {
        int[] left = {failures < 3 ? failures : Integer.MAX_VALUE};
        return Fault.of(
                "fault " + number,
                () -> {
                    if (refuses) {
                        throw new IllegalStateException("refused");
                    }
                    broken.add(number);
                },
                () -> {
                    if (left[0]-- > 0) {
                        throw new IllegalStateException("undo fails");
                    }
                    mended.add(number);
                });
    }

    private Sighting meet(Trouble trouble) throws Exception {
        switch (trouble) {
            case NONE -> {
                return Sighting.asExpected("well");
            }
            case NOT_AS_EXPECTED -> {
                time.advance(Duration.ofMillis(1));
                return Sighting.notAsExpected("not well");
            }
            case EXCEPTION -> {
                time.advance(Duration.ofMillis(1));
                throw new IllegalStateException("broke");
            }
            case ERROR -> throw new AssertionError("broke badly");
            case INTERRUPT -> throw new InterruptedException("stop");
            case END_OF_LIFE -> time.advance(Duration.ofSeconds(10));
            case END_OF_TIME -> time.advance(Duration.ofHours(1));
        }
        return Sighting.notAsExpected("too late");
    }

    private CheckOutcome run(DrillBuilder drill) {
        try {
            return drill.build().run(Deadline.after(Duration.ofMinutes(1), time));
        } catch (InterruptedException | AssertionError e) {
            return CheckOutcome.broken(e);
        }
    }
}
