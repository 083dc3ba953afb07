package io.handclasp.examples.quickstart.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.statistics.Sample;
import io.handclasp.examples.quickstart.comparison.Answer.Kind;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PromiseTests {
    private static final Answer ADMITTED = new Answer(Kind.MESSAGE, "welcome alice", Duration.ofMillis(20));
    private static final Answer REFUSED = new Answer(Kind.CLOSED, "4401 the token expired", Duration.ofMillis(20));
    private static final List<TokenCase> RIGHT = List.of(
            new TokenCase("valid", true, ADMITTED, ADMITTED), new TokenCase("expired", false, REFUSED, REFUSED));

    @Test
    void allWhenEveryFigureIsReachedThenAllAreMet() {
        assertThat(Promise.all(measured(70, 30, 20), measured(995, 5, 149), RIGHT))
                .allMatch(Promise::met)
                .extracting(Promise::measured)
                .containsExactly("99.50 %", "149 ms", "149 ms", "0", "2 of 2", "70.00 %");
    }

    @Test
    void allWhenOneHandshakeTooManyFailsThenSuccessIsMissed() {
        assertThat(missed(Promise.all(measured(70, 30, 20), measured(994, 6, 20), RIGHT)))
                .containsExactly("Handclasp: at least 99.5 % succeed");
    }

    @Test
    void allWhenAnswersAreLateThenMeanAndP99AreMissed() {
        assertThat(missed(Promise.all(measured(70, 30, 20), measured(1_000, 0, 1_000), RIGHT)))
                .containsExactly("Handclasp: mean below 150 ms", "Handclasp: p99 below 1 s");
    }

    @Test
    void allWhenTooFewToTellThenP99IsMissed() {
        assertThat(missed(Promise.all(measured(70, 30, 20), measured(99, 0, 20), RIGHT)))
                .containsExactly("Handclasp: p99 below 1 s");
    }

    @Test
    void allWhenAGoodTokenIsCalledBadThenThatIsMissed() {
        Load.Result result = new Load.Result(Collections.nCopies(100, REFUSED), Sample.of());

        assertThat(missed(Promise.all(measured(70, 30, 20), Measured.of(result, 0), RIGHT)))
                .contains("Handclasp: no good token called bad");
    }

    @Test
    void allWhenABadTokenIsAdmittedThenJudgementIsMissed() {
        List<TokenCase> wrong = List.of(new TokenCase("forged", false, REFUSED, ADMITTED));

        assertThat(missed(Promise.all(measured(70, 30, 20), measured(1_000, 0, 20), wrong)))
                .containsExactly("Handclasp: every token below judged right");
    }

    @Test
    void allWhenTheAuthServiceWasNotInTroubleThenThatIsMissed() {
        assertThat(missed(Promise.all(measured(100, 0, 20), measured(1_000, 0, 20), RIGHT)))
                .containsExactly("plain call: about 70 % succeed");
    }

    private static List<String> missed(List<Promise> promises) {
        return promises.stream()
                .filter(promise -> !promise.met())
                .map(Promise::text)
                .toList();
    }

    private static Measured measured(int admitted, int refused, long millis) {
        Duration time = Duration.ofMillis(millis);
        List<Answer> answers = Stream.concat(
                        Collections.nCopies(admitted, new Answer(Kind.MESSAGE, "welcome", time)).stream(),
                        Collections.nCopies(refused, new Answer(Kind.CLOSED, "1013 try again in 2 s", time)).stream())
                .toList();
        return Measured.of(new Load.Result(answers, Sample.of()), 0);
    }
}
