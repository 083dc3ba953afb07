package io.handclasp.websocket.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients meet while the auth service is in trouble, and when it is over, over real sockets and in real time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultMatrixTests {
    /** Too few, with all their retries, for the breaker. */
    private static final int FEW = 4;
    /** So many at a time that two busy cores can serve them within the time of an attempt. */
    private static final int MANY = 40;
    /** Enough for the breaker with the first calls alone. */
    private static final int WAVES = 3;
    /** How often a fault is met when the machine is too busy. */
    private static final int TRIES = 4;

    private final Map<String, FaultRow> rows = new ConcurrentHashMap<>();
    private HostHttp http;

    /** Those that mostly wait do so at the same time; of the others, two have the machine for themselves. */
    static Stream<List<Fault>> groups() {
        List<Fault> quick = Faults.quick();
        int half = (quick.size() + 1) / 2;
        Stream<List<Fault>> pairs = IntStream.range(0, half)
                .mapToObj(i ->
                        i + half < quick.size() ? List.of(quick.get(i), quick.get(i + half)) : List.of(quick.get(i)));
        return Stream.concat(Stream.of(Faults.slow()), pairs);
    }

    @BeforeAll
    void warmUp() throws Exception {
        http = new HostHttp();
        for (boolean tls : new boolean[] {false, true}) {
            try (FaultBench bench = FaultBench.introspection(http.client(), tls)) {
                for (int i = 0; i < WAVES; i++) {
                    assertThat(bench.atOnce(Tokens.good(MANY))).hasSize(MANY);
                }
            }
        }
    }

    @AfterAll
    void endClient() {
        http.close();
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("groups")
    void handshakesWhenTheServiceIsInTroubleThenNoVerdictInTimeAndAdmittedAgainSoonAfter(List<Fault> faults)
            throws Exception {
        ThreadCensus census = ThreadCensus.take();
        try (LogCapture captured = LogCapture.start()) {
            SideBySide.run(faults, this::meet);
            captured.assertDoesNotContain(Tokens.secrets());
        }
        HostHttp.assertNoThreadLeft(census);
    }

    /** Where calls time out or answers are late without a reason, the machine was too busy to show what the fault does: it is met again. */
    private void meet(Fault fault) throws Exception {
        Scenario met = play(fault);
        for (int i = 1; i < TRIES && met.disturbed(); i++) {
            met = play(fault);
        }
        FaultRow row = FaultRow.of(fault, met.single(), met.opened(), met.recovery());
        assertThat(met.opened()).isEqualTo(row.cause().counted());
        assertRefusedByTheBreakerOnly(met.recovery());
        rows.put(fault.name(), row);
    }

    /**
     * A fault from its beginning to its end.
     *
     * @param fault the fault
     * @param single handshakes that the breaker did not meddle with
     * @param many those of the burst
     * @param opened whether the breaker opened
     * @param recovery what came after
     */
    private record Scenario(Fault fault, List<Met> single, List<Met> many, boolean opened, Recovery recovery) {
        boolean disturbed() {
            boolean expected = Faults.slow().contains(fault);
            return timeouts(recovery.refused()) > 0
                    || (!expected
                            && (FaultRow.late(single)
                                    || timeouts(single) * 4 > single.size()
                                    || timeouts(many) * 4 > many.size()));
        }

        private static long timeouts(List<Met> met) {
            return met.stream()
                    .filter(one -> one.cause() == UnavailableReason.TIMEOUT)
                    .count();
        }
    }

    private Scenario play(Fault fault) throws Exception {
        try (FaultBench bench = FaultBench.introspection(http.client(), fault.tls())) {
            assertAdmitted(bench, bench.verdicts(Tokens.good(FEW)));

            fault.inject().on(bench);
            List<Met> single = bench.atOnce(Tokens.good(FEW));
            assertThat(single).hasSize(FEW).allMatch(Met::unavailable);
            List<Met> many = new ArrayList<>();
            for (int i = 0; i < WAVES; i++) {
                many.addAll(bench.atOnce(together(Tokens.good(MANY - FEW), Tokens.bad(FEW))));
            }
            assertThat(many).hasSize(WAVES * MANY).allMatch(Met::unavailable);
            boolean opened = bench.breakerHasOpened();

            Recovery recovery = bench.recoverAfter(fault.mend());
            assertAdmitted(bench, bench.verdicts(Tokens.good(FEW)));
            assertThat(bench.verdicts(Tokens.bad(FEW)))
                    .hasSize(FEW)
                    .allSatisfy(met ->
                            assertThat(met.outcome()).isEqualTo(new AuthOutcome.Rejected(RejectReason.INACTIVE)));
            assertThat(bench.breakerIsClosed()).isTrue();
            assertThat(String.join("\n", bench.transport().texts())).doesNotContain(Tokens.secrets());
            return new Scenario(fault, single, many, opened, recovery);
        }
    }

    /** Nothing but what the breaker keeps back, and those without a call. */
    private static void assertRefusedByTheBreakerOnly(Recovery recovery) {
        assertThat(recovery.refused()).allSatisfy(met -> {
            assertThat(met.cause()).isEqualTo(UnavailableReason.CIRCUIT_OPEN);
            assertThat(met.calls()).isZero();
        });
    }

    /** All of them, each by the service's own word and as the user whose token it is. */
    private static void assertAdmitted(FaultBench bench, List<Met> met) {
        assertThat(met).hasSize(FEW).allSatisfy(one -> {
            assertThat(one.outcome()).isInstanceOf(AuthOutcome.Authenticated.class);
            assertThat(((AuthOutcome.Authenticated) one.outcome()).identity().subject())
                    .isEqualTo(Tokens.subject(one.token()));
            assertThat(bench.honest().vouchedFor(one.token())).isTrue();
        });
    }

    private static List<String> together(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Order(2)
    @Test
    void matrixWhenEveryFaultWasMetThenThePageSaysSo() {
        List<String> names = Faults.all().stream().map(Fault::name).toList();
        assertThat(rows.keySet()).containsExactlyInAnyOrderElementsOf(names);

        GeneratedRegion.assertSays(
                "docs/resilience.md",
                "faults",
                FaultRow.HEAD
                        + names.stream().map(name -> rows.get(name).line()).collect(Collectors.joining()));
    }
}
