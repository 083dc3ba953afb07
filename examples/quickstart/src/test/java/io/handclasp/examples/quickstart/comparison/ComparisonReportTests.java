package io.handclasp.examples.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.statistics.Sample;
import io.handclasp.examples.quickstart.comparison.Answer.Kind;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ComparisonReportTests {
    @Test
    void measuresWhenMachineIsIdleThenPrintsColumnsOnly() {
        assertThat(measures(2_000, Duration.ofMillis(3)))
                .containsPattern("time to an answer, mean +20 ms +20 ms\\R")
                .doesNotContain("busy", "few handshakes");
    }

    @Test
    void measuresWhenConnectionsWereBegunLateThenSaysThatTheMachineIsBusy() {
        assertThat(measures(2_000, Duration.ofMillis(40))).contains("busy: connections were begun up to 40 ms late");
    }

    @Test
    void measuresWhenFewHandshakesThenSaysThatLuckMayMoveTheFigures() {
        assertThat(measures(1_999, Duration.ofMillis(3))).contains("These are few handshakes");
    }

    private static String measures(int handshakes, Duration delay) {
        List<Answer> answers =
                Collections.nCopies(handshakes, new Answer(Kind.MESSAGE, "welcome alice", Duration.ofMillis(20)));
        long[] delays = LongStream.generate(delay::toNanos).limit(handshakes).toArray();
        Measured measured = Measured.of(new Load.Result(answers, Sample.of(delays)), handshakes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ComparisonReport(new PrintStream(out, true, StandardCharsets.UTF_8)).measures(measured, measured);
        return out.toString(StandardCharsets.UTF_8);
    }
}
