package io.handclasp.probes.monitor;

import static io.handclasp.probes.ProbeState.BLOCKED;
import static io.handclasp.probes.ProbeState.DOWN;
import static io.handclasp.probes.ProbeState.SKIPPED;
import static io.handclasp.probes.ProbeState.UNKNOWN;
import static io.handclasp.probes.ProbeState.UP;
import static io.handclasp.probes.ProbeState.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.probes.ProbeState;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StateMachineTests {
    private final StateMachine machine = new StateMachine(2, 3);

    private ProbeState after(ProbeState... answers) {
        for (ProbeState answer : answers) {
            machine.answer(answer);
        }
        return machine.state();
    }

    @Test
    void stateWhenNoAnswerThenUnknownWithoutIncident() {
        assertThat(machine.state()).isEqualTo(UNKNOWN);
        assertThat(machine.hasIncident()).isFalse();
    }

    @Test
    void answerWhenFirstVerdictThenCountsAtOnce() {
        assertThat(after(UNKNOWN, DOWN)).isEqualTo(DOWN);
    }

    @Test
    void answerWhenFewerBadThanFallThenStaysUp() {
        assertThat(after(UP, DOWN, DOWN)).isEqualTo(UP);
        assertThat(after(UP, DOWN, DOWN)).isEqualTo(UP);
        assertThat(machine.hasIncident()).isFalse();
        assertThat(after(DOWN)).isEqualTo(DOWN);
    }

    @Test
    void answerWhenUnknownBetweenBadThenTheBadStillCount() {
        assertThat(after(UP, DOWN, UNKNOWN, DOWN, UNKNOWN)).isEqualTo(UP);
        assertThat(after(DOWN)).isEqualTo(DOWN);
    }

    @Test
    void answerWhenNoVerdictForFallAnswersThenUnknownAndNotDown() {
        assertThat(after(UP, UNKNOWN, UNKNOWN, UNKNOWN)).isEqualTo(UNKNOWN);
        assertThat(machine.hasIncident()).isTrue();
        assertThat(after(BLOCKED)).isEqualTo(BLOCKED);
    }

    @Test
    void answerWhenDownThenUpOnlyAfterRiseGoodOnesInARow() {
        assertThat(after(DOWN, UP, DOWN, UP)).isEqualTo(DOWN);
        assertThat(after(UP)).isEqualTo(UP);
        assertThat(machine.hasIncident()).isFalse();
    }

    @Test
    void answerWhenWarnThenShownAtOnceAndNoIncident() {
        assertThat(after(UP, WARN)).isEqualTo(WARN);
        assertThat(machine.hasIncident()).isFalse();
        assertThat(after(UP)).isEqualTo(UP);
    }

    @Test
    void answerWhenSkippedThenShownAndNothingForgotten() {
        assertThat(after(DOWN, SKIPPED)).isEqualTo(SKIPPED);
        assertThat(machine.hasIncident()).isTrue();
        assertThat(after(UP)).isEqualTo(DOWN);
    }

    @Test
    void staleWhenUpThenUnknownUntilRiseGoodOnes() {
        after(UP);
        machine.stale();

        assertThat(machine.state()).isEqualTo(UNKNOWN);
        assertThat(after(UP)).isEqualTo(UNKNOWN);
        assertThat(after(UP)).isEqualTo(UP);
    }

    @Property
    void answerWhenAnySequenceThenUpOnlyIfTheEvidenceIsThere(
            @ForAll @Size(max = 60) List<ProbeState> answers,
            @ForAll @IntRange(min = 1, max = 4) int rise,
            @ForAll @IntRange(min = 1, max = 4) int fall) {
        StateMachine any = new StateMachine(rise, fall);
        int goodsInARow = 0;
        int badsSinceGood = 0;
        int blanksInARow = 0;
        boolean incidentBefore = false;
        for (ProbeState answer : answers) {
            any.answer(answer);
            boolean good = answer == UP || answer == WARN;
            if (answer != SKIPPED) {
                goodsInARow = good ? goodsInARow + 1 : 0;
                badsSinceGood = good ? 0 : badsSinceGood + (answer == DOWN ? 1 : 0);
                blanksInARow = answer == UNKNOWN || answer == BLOCKED ? blanksInARow + 1 : 0;
            }
            ProbeState known = any.known();
            // What was DOWN or UNKNOWN ends only with enough good answers, and begins at the latest with enough bad
            // ones.
            if (incidentBefore && !any.hasIncident()) {
                assertThat(goodsInARow).isGreaterThanOrEqualTo(rise);
            }
            if (badsSinceGood >= fall) {
                assertThat(known).isIn(DOWN, UNKNOWN, BLOCKED);
                assertThat(any.hasIncident()).isTrue();
            }
            if (blanksInARow >= fall) {
                assertThat(known).isEqualTo(answer == SKIPPED ? known : answer);
            }
            if (goodsInARow >= rise) {
                assertThat(known).isIn(UP, WARN);
            }
            if (known == UP || known == WARN) {
                assertThat(any.hasIncident()).isFalse();
                assertThat(badsSinceGood).isLessThan(fall);
                assertThat(blanksInARow).isLessThan(fall);
            }
            assertThat(any.state()).isEqualTo(answer == SKIPPED ? SKIPPED : known);
            incidentBefore = any.hasIncident();
        }
    }

    @Property
    void answerWhenNoGoodOneEverThenNeverUp(@ForAll @Size(max = 60) List<ProbeState> answers) {
        StateMachine any = new StateMachine(1, 2);
        for (ProbeState answer : answers) {
            any.answer(answer == UP || answer == WARN ? UNKNOWN : answer);
            assertThat(any.known()).isNotIn(UP, WARN);
        }
    }
}
