package io.handclasp.examples.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConclusionTests {
    private static final int ENOUGH = 40;
    private static final Held FLAT = new Held(10_000_000, 1_000_000, 90, 60, 6_000);

    private final Ledger ledger = new Ledger();

    ConclusionTests() {
        ledger.answered(Kind.GOOD_HEADER, Answer.ADMITTED, false, "");
        ledger.answered(Kind.FORGED, Answer.REFUSED, false, "");
    }

    @Test
    void ofWhenNothingGrowsAndNoPromiseIsBrokenThenPass() {
        assertThat(conclusion(ledger, rounds(ENOUGH, i -> FLAT))).isEqualTo(Conclusion.PASS);
    }

    @Test
    void ofWhenAPromiseIsBrokenThenFailHoweverShortTheRun() {
        ledger.violation("a handshake was lost");

        assertThat(conclusion(ledger, rounds(1, i -> FLAT))).isEqualTo(Conclusion.FAIL);
    }

    @Test
    void ofWhenOneSessionOfARoundIsNeverFreedThenFail() {
        assertThat(conclusion(ledger, rounds(ENOUGH, i -> new Held(10_000_000, 1_000_000, 90, 60 + i, 6_000))))
                .isEqualTo(Conclusion.FAIL);
    }

    @Test
    void ofWhenTheHeapGrowsByOneHundredKilobytesARoundThenFail() {
        assertThat(conclusion(
                        ledger, rounds(ENOUGH, i -> new Held(10_000_000 + 100_000L * i, 1_000_000, 90, 60, 6_000))))
                .isEqualTo(Conclusion.FAIL);
    }

    @Test
    void ofWhenThereAreTooFewRoundsThenInsufficient() {
        assertThat(conclusion(ledger, rounds(20, i -> FLAT))).isEqualTo(Conclusion.INSUFFICIENT);
    }

    @Test
    void ofWhenTheSystemDoesNotTellItsDescriptorsThenInsufficient() {
        assertThat(conclusion(ledger, rounds(ENOUGH, i -> new Held(10_000_000, 1_000_000, 90, Held.NOT_TOLD, 6_000))))
                .isEqualTo(Conclusion.INSUFFICIENT);
    }

    @Test
    void ofWhenNobodyCameThenInsufficient() {
        assertThat(conclusion(new Ledger(), rounds(ENOUGH, i -> FLAT))).isEqualTo(Conclusion.INSUFFICIENT);
    }

    private static List<Held> rounds(int count, IntFunction<Held> held) {
        return IntStream.range(0, count).mapToObj(held).toList();
    }

    @Test
    void ofWhenSomethingWasNeverLookedAtThenInsufficient() {
        assertThat(Conclusion.of(ledger, rounds(ENOUGH, i -> FLAT), false)).isEqualTo(Conclusion.INSUFFICIENT);
    }

    private static Conclusion conclusion(Ledger ledger, List<Held> samples) {
        return Conclusion.of(ledger, samples, true);
    }
}
