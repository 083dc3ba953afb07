package io.handclasp.examples.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultScheduleTests {
    @Test
    void nextWhenAskedAHundredTimesThenTwentyNineFailEachTime() {
        FaultSchedule schedule = new FaultSchedule(7);

        for (int block = 0; block < 20; block++) {
            List<Fault> faults = take(schedule, 100);
            assertThat(Collections.frequency(faults, Fault.REFUSED)).isEqualTo(8);
            assertThat(Collections.frequency(faults, Fault.RESET)).isEqualTo(8);
            assertThat(Collections.frequency(faults, Fault.ERROR_500)).isEqualTo(7);
            assertThat(Collections.frequency(faults, Fault.HANG)).isEqualTo(6);
            assertThat(Collections.frequency(faults, Fault.NONE)).isEqualTo(71);
        }
    }

    @Test
    void nextWhenSeedIsTheSameThenScheduleIsTheSame() {
        List<Fault> faults = take(new FaultSchedule(7), 500);

        assertThat(take(new FaultSchedule(7), 500)).isEqualTo(faults);
        assertThat(take(new FaultSchedule(8), 500)).isNotEqualTo(faults);
    }

    private static List<Fault> take(FaultSchedule schedule, int count) {
        return Stream.generate(schedule::next).limit(count).toList();
    }
}
