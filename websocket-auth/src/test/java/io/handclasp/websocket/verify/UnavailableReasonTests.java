package io.handclasp.websocket.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class UnavailableReasonTests {
    private static final Set<UnavailableReason> OF_THE_JUDGE = EnumSet.of(
            UnavailableReason.TIMEOUT,
            UnavailableReason.CONNECTION_FAILED,
            UnavailableReason.SERVER_ERROR,
            UnavailableReason.OVERLOADED,
            UnavailableReason.UNREADABLE_RESPONSE);

    private static Set<UnavailableReason> all(Predicate<UnavailableReason> which) {
        return EnumSet.allOf(UnavailableReason.class).stream().filter(which).collect(Collectors.toSet());
    }

    private static Set<UnavailableReason> and(UnavailableReason... further) {
        Set<UnavailableReason> all = EnumSet.copyOf(OF_THE_JUDGE);
        all.addAll(Set.of(further));
        return all;
    }

    /** Whatever a client can bring about (load, unknown keys) must not open a breaker. */
    @Test
    void countedWhenTheJudgeItselfFailedThenAndOnlyThen() {
        assertThat(all(UnavailableReason::counted)).isEqualTo(OF_THE_JUDGE);
    }

    @Test
    void retryableWhenAnotherAttemptMayHelpThenAndOnlyThen() {
        assertThat(all(UnavailableReason::retryable)).isEqualTo(and(UnavailableReason.KEYS_UNAVAILABLE));
    }

    /** A degraded mode stands in for a judge that is away, not for a host that does not ask. */
    @Test
    void outageWhenTheJudgeIsAwayThenAndOnlyThen() {
        assertThat(all(UnavailableReason::outage))
                .isEqualTo(and(UnavailableReason.KEYS_UNAVAILABLE, UnavailableReason.CIRCUIT_OPEN));
    }
}
