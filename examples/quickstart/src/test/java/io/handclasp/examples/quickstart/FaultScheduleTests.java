package io.handclasp.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FaultScheduleTests {
    @Test
    void nextWhenAskedForBlocksThenThirtyOfHundredFailInEachOfThem() {
        FaultSchedule schedule = new FaultSchedule(7);

        for (int block = 0; block < 40; block++) {
            List<Fault> faults = take(schedule, 50);
            assertThat(Collections.frequency(faults, Fault.REFUSED)).isEqualTo(4);
            assertThat(Collections.frequency(faults, Fault.RESET)).isEqualTo(4);
            assertThat(Collections.frequency(faults, Fault.ERROR_500)).isEqualTo(4);
            assertThat(Collections.frequency(faults, Fault.HANG)).isEqualTo(3);
            assertThat(Collections.frequency(faults, Fault.NONE)).isEqualTo(35);
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
