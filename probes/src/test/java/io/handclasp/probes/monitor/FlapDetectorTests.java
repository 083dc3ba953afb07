package io.handclasp.probes.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FlapDetectorTests {
    private final FlapDetector detector = new FlapDetector(FlappingPolicy.standard());

    @Test
    void addWhenFewEarlyChangesThenNotYetFlapping() {
        for (boolean good : new boolean[] {true, false, true, false, true, false}) {
            detector.add(good);
        }
        assertThat(detector.isFlapping()).as("5 changes of 20").isFalse();
        detector.add(true);
        assertThat(detector.isFlapping()).as("6 changes of 20").isTrue();
    }

    @Test
    void addWhenCalmAgainThenEndsOnlyWellBelowWhereItBegan() {
        for (int i = 0; i < 21; i++) {
            detector.add(i % 2 == 0);
        }
        int calm = 0;
        while (detector.isFlapping()) {
            detector.add(true);
            calm++;
        }
        assertThat(calm).isEqualTo(18);
    }

    @Test
    void constructorWhenThresholdsCrossThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FlappingPolicy(21, 0.2, 0.2))
                .withMessage("startRate was 0.2, must be greater than stopRate, which is 0.2");
    }

    @Property
    void addWhenAnySequenceThenChangesAreThoseOfTheLastWindow(@ForAll @Size(max = 80) List<Boolean> verdicts) {
        FlapDetector any = new FlapDetector(new FlappingPolicy(11, 0.5, 0.2));
        List<Boolean> seen = new ArrayList<>();
        boolean flapping = false;
        for (boolean verdict : verdicts) {
            seen.add(verdict);
            any.add(verdict);
            List<Boolean> last = seen.subList(Math.max(0, seen.size() - 11), seen.size());
            int changes = 0;
            for (int i = 1; i < last.size(); i++) {
                changes += last.get(i).equals(last.get(i - 1)) ? 0 : 1;
            }
            flapping = flapping ? changes > 2 : changes >= 5;
            assertThat(any.isFlapping()).isEqualTo(flapping);
        }
    }
}
