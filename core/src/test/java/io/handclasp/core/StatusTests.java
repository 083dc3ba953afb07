package io.handclasp.core;

import static io.handclasp.core.Status.BLOCKED;
import static io.handclasp.core.Status.FAIL;
import static io.handclasp.core.Status.PASS;
import static io.handclasp.core.Status.SKIPPED;
import static io.handclasp.core.Status.UNKNOWN;
import static io.handclasp.core.Status.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusTests {
    static Stream<Arguments> mixtures() {
        return Stream.of(
                Arguments.of(List.of(), UNKNOWN),
                Arguments.of(List.of(SKIPPED), UNKNOWN),
                Arguments.of(List.of(SKIPPED, SKIPPED), UNKNOWN),
                Arguments.of(List.of(PASS), PASS),
                Arguments.of(List.of(PASS, SKIPPED), PASS),
                Arguments.of(List.of(PASS, WARN, SKIPPED), WARN),
                Arguments.of(List.of(PASS, BLOCKED), UNKNOWN),
                Arguments.of(List.of(WARN, UNKNOWN), UNKNOWN),
                Arguments.of(List.of(BLOCKED, SKIPPED), UNKNOWN),
                Arguments.of(List.of(UNKNOWN, BLOCKED, FAIL, PASS), FAIL));
    }

    @ParameterizedTest
    @MethodSource("mixtures")
    void aggregateWhenMixedThenFirstFittingRuleDecides(List<Status> statuses, Status expected) {
        assertThat(Status.aggregate(statuses)).isEqualTo(expected);
    }

    @Property
    void aggregateWhenAnyMixtureThenNeverBetterThanItsWorst(@ForAll Set<Status> statuses) {
        Status whole = Status.aggregate(statuses);

        assertThat(whole).isNotIn(SKIPPED, BLOCKED);
        assertThat(whole == FAIL).isEqualTo(statuses.contains(FAIL));
        if (whole == PASS) {
            assertThat(statuses).contains(PASS).isSubsetOf(PASS, SKIPPED);
        }
    }

    @Property
    void toAggregateWhenStreamIsParallelThenSameAsSequential(@ForAll List<Status> statuses) {
        assertThat(statuses.parallelStream().collect(Status.toAggregate())).isEqualTo(Status.aggregate(statuses));
    }

    @Test
    void ranWhenAskedThenOnlyForJudgedStatuses() {
        Set<Status> ran = EnumSet.noneOf(Status.class);
        Arrays.stream(Status.values()).filter(Status::ran).forEach(ran::add);

        assertThat(ran).containsExactlyInAnyOrder(PASS, WARN, FAIL);
    }
}
