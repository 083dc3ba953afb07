package io.handclasp.validator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationPhaseTests {
    @ParameterizedTest
    @CsvSource({
        "INFRASTRUCTURE_HEALTH, 1, Infrastructure health",
        "VPC_CONNECTIVITY, 2, VPC connectivity",
        "WEBSOCKET_AUTH, 3, WebSocket authentication",
        "SERVICE_INTEGRATION, 4, Service integration",
        "GOLDEN_PATH, 5, Golden path",
        "BUSINESS_CONTINUITY, 6, Business continuity"
    })
    void phaseWhenNamedThenItsOrderAndTitle(ValidationPhase phase, int order, String title) {
        assertThat(phase.order()).isEqualTo(order);
        assertThat(phase.title()).isEqualTo(title);
    }

    @Test
    void valuesWhenListedThenInTheirOrderWithoutGaps() {
        assertThat(Stream.of(ValidationPhase.values()).map(ValidationPhase::order))
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void titleWhenAllPhasesThenNoneTwice() {
        assertThat(Stream.of(ValidationPhase.values()).map(ValidationPhase::title))
                .doesNotHaveDuplicates();
    }
}
