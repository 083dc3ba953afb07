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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients meet while the auth service is in trouble, and when it is over, over real sockets and in real time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FaultMatrixTests {
    private static final Logger log = LoggerFactory.getLogger(FaultMatrixTests.class);
    /** Too few, with all their retries, for the breaker. */
    private static final int FEW = 4;
    /** So many at a time that two busy cores can serve them within the time of an attempt. */
    private static final int MANY = 40;
    /** Enough for the breaker with the first calls alone. */
    private static final int WAVES = 3;

    private final Map<String, FaultRow> rows = new ConcurrentHashMap<>();
    private HostHttp http;

    /** Those that mostly wait do so at the same time; the others have the machine for themselves. */
    static Stream<List<Fault>> groups() {
        return Stream.concat(Stream.of(Faults.slow()), Faults.quick().stream().map(List::of));
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
            SideBySide.run(faults, fault -> rows.put(fault.name(), meet(fault)));
            captured.assertDoesNotContain(Tokens.secrets());
        }
        HostHttp.assertNoThreadLeft(census);
    }

    private FaultRow meet(Fault fault) throws Exception {
        try (FaultBench bench = FaultBench.introspection(http.client(), fault.tls())) {
            assertAdmitted(bench, bench.verdicts(Tokens.good(FEW)));

            fault.inject().on(bench);
            List<Met> few = bench.atOnce(Tokens.good(FEW));
            assertThat(few).hasSize(FEW).allMatch(Met::unavailable);
            for (int i = 0; i < WAVES; i++) {
                List<Met> many = bench.atOnce(together(Tokens.good(MANY - FEW), Tokens.bad(FEW)));
                assertThat(many).hasSize(MANY).allMatch(Met::unavailable);
            }
            boolean opened = bench.breakerHasOpened();

            Recovery recovery = bench.recoverAfter(fault.mend());
            assertAdmitted(bench, bench.verdicts(Tokens.good(FEW)));
            assertThat(bench.verdicts(Tokens.bad(FEW)))
                    .hasSize(FEW)
                    .allSatisfy(met ->
                            assertThat(met.outcome()).isEqualTo(new AuthOutcome.Rejected(RejectReason.INACTIVE)));

            FaultRow row = FaultRow.of(fault, few, opened, recovery);
            log.info("{} in {} ms", row, recovery.time().toMillis());
            assertThat(opened).isEqualTo(row.cause().counted());
            assertRefusedByTheBreakerOnly(recovery);
            assertThat(bench.breakerIsClosed()).isTrue();
            assertThat(String.join("\n", bench.transport().texts())).doesNotContain(Tokens.secrets());
            return row;
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
        return Stream.concat(first.stream(), second.stream()).collect(Collectors.toCollection(ArrayList::new));
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
