package io.handclasp.probes.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.probes.Criticality;
import io.handclasp.probes.Ending;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeResult;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.monitor.HealthEvent.AlertRaised;
import io.handclasp.probes.monitor.HealthEvent.Recovered;
import io.handclasp.probes.monitor.HealthEvent.StateChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** Whatever comes in whatever order: no alert is lost or told twice, and no state is shown that nothing speaks for. */
class MonitorSequenceTests {
    private static final Duration COOLDOWN = Duration.ofSeconds(200);
    private static final Duration STALE_AFTER = Duration.ofSeconds(90);
    private static final FlappingPolicy FLAPPING = new FlappingPolicy(7, 0.5, 0.2);

    /** An answer, or none: somebody only looks. */
    record Step(Optional<ProbeState> answer, int seconds) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Optional<ProbeState>> answers = Arbitraries.frequency(
                Tuple.of(6, Optional.of(ProbeState.UP)),
                Tuple.of(1, Optional.of(ProbeState.WARN)),
                Tuple.of(6, Optional.of(ProbeState.DOWN)),
                Tuple.of(3, Optional.of(ProbeState.UNKNOWN)),
                Tuple.of(2, Optional.of(ProbeState.BLOCKED)),
                Tuple.of(1, Optional.of(ProbeState.SKIPPED)),
                Tuple.of(3, Optional.empty()));
        Arbitrary<Integer> seconds = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.integers().between(1, 40)),
                Tuple.of(1, Arbitraries.integers().between(80, 300)));
        return Combinators.combine(answers, seconds)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(120);
    }

    @Property(tries = 300)
    void anyWhenAnySequenceThenStatesAreBackedAndAlertsAreToldOnce(
            @ForAll("steps") List<Step> steps,
            @ForAll @IntRange(min = 1, max = 3) int rise,
            @ForAll @IntRange(min = 1, max = 3) int fall) {
        Watched watched = new Watched(rise, fall);
        for (Step step : steps) {
            watched.take(step);
        }
    }

    /** A monitor, and what a bystander makes of the same answers. */
    private static final class Watched {
        private final ManualTimeSource time = new ManualTimeSource();
        private final List<HealthEvent> events = new ArrayList<>();
        private final int rise;
        private final int fall;
        private final HealthMonitor monitor;
        private final Map<AlertCause, AlertRaised> lastTold = new EnumMap<>(AlertCause.class);
        private final Map<AlertCause, Boolean> open = new EnumMap<>(AlertCause.class);
        private final List<Boolean> verdicts = new ArrayList<>();
        private Instant lastAnswer;
        private ProbeState told = ProbeState.UNKNOWN;
        private boolean incident;
        private boolean flapping;
        private boolean skipped;
        private int goods;
        private int bads;
        private int blanks;

        Watched(int rise, int fall) {
            this.rise = rise;
            this.fall = fall;
            this.lastAnswer = time.now();
            MonitorPolicy policy = MonitorPolicy.standard()
                    .withThresholds(rise, fall)
                    .withFlapping(FLAPPING)
                    .withStaleAfter(STALE_AFTER)
                    .withAlertCooldown(COOLDOWN);
            ProbeDefinition database = ProbeDefinition.builder("database", deadline -> ProbeOutcome.up("never asked"))
                    .build();
            this.monitor = HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(database))
                            .executor(Runnable::run)
                            .timeSource(time)
                            .build())
                    .policy(policy)
                    .listener(events::add)
                    .build();
        }

        void take(Step step) {
            time.advance(Duration.ofSeconds(step.seconds()));
            events.clear();
            boolean tooOld = Duration.between(lastAnswer, time.now()).compareTo(STALE_AFTER) > 0;
            if (tooOld) {
                incident = true;
                goods = 0;
                bads = 0;
                blanks = 0;
                skipped = false;
            }
            step.answer().ifPresent(this::answer);
            ProbeHealth health = monitor.snapshot().probe("database").orElseThrow();

            checkState(health, step, tooOld);
            for (HealthEvent event : events) {
                checkEvent(event, health);
            }
            checkNothingIsLost(health);
        }

        private void answer(ProbeState state) {
            lastAnswer = time.now();
            skipped = state == ProbeState.SKIPPED;
            if (state == ProbeState.UP || state == ProbeState.WARN || state == ProbeState.DOWN) {
                boolean good = state != ProbeState.DOWN;
                verdicts.add(good);
                goods = good ? goods + 1 : 0;
                bads = good ? 0 : bads + 1;
                blanks = 0;
                double rate = changes() / (FLAPPING.window() - 1.0);
                flapping = flapping ? rate > FLAPPING.stopRate() : rate >= FLAPPING.startRate();
            } else if (!skipped) {
                goods = 0;
                blanks++;
            }
            Optional<String> blocker = state == ProbeState.BLOCKED ? Optional.of("network") : Optional.empty();
            ProbeOutcome outcome =
                    new ProbeOutcome(state, "said " + state, Optional.empty(), blocker, Map.of(), Map.of());
            monitor.accept(new HealthReport(
                    time.now(),
                    Duration.ZERO,
                    List.of(new ProbeResult(
                            "database",
                            ProbeKind.READINESS,
                            Criticality.CRITICAL,
                            outcome,
                            Ending.ANSWERED,
                            Optional.of(time.now()),
                            Duration.ZERO,
                            false))));
        }

        private long changes() {
            List<Boolean> last = verdicts.subList(Math.max(0, verdicts.size() - FLAPPING.window()), verdicts.size());
            long changes = 0;
            for (int i = 1; i < last.size(); i++) {
                changes += last.get(i).equals(last.get(i - 1)) ? 0 : 1;
            }
            return changes;
        }

        private void checkState(ProbeHealth health, Step step, boolean tooOld) {
            ProbeState state = health.state();
            assertThat(health.flapping()).isEqualTo(flapping);
            if (tooOld && step.answer().isEmpty()) {
                assertThat(state).as("stale").isEqualTo(ProbeState.UNKNOWN);
            }
            assertThat(state == ProbeState.SKIPPED).isEqualTo(skipped);
            boolean hasIncident = !health.incidents().isEmpty()
                    && health.incidents().get(health.incidents().size() - 1).isOpen();
            if (incident && !hasIncident) {
                assertThat(goods)
                        .as("an incident ends with enough good answers")
                        .isGreaterThanOrEqualTo(rise);
            }
            if (bads >= fall || blanks >= fall) {
                assertThat(hasIncident).isTrue();
            }
            if (goods >= rise) {
                assertThat(hasIncident).isFalse();
            }
            assertThat(health.incidents().stream().filter(Incident::isOpen).count())
                    .isEqualTo(hasIncident ? 1 : 0);
            incident = hasIncident;
            if (!skipped && state != ProbeState.UP && state != ProbeState.WARN && !verdicts.isEmpty()) {
                assertThat(hasIncident).isTrue();
            }
        }

        private void checkEvent(HealthEvent event, ProbeHealth health) {
            if (event instanceof StateChanged changed) {
                assertThat(changed.from()).isEqualTo(told).isNotEqualTo(changed.to());
                told = changed.to();
            } else if (event instanceof AlertRaised raised) {
                AlertRaised last = lastTold.put(raised.cause(), raised);
                assertThat(raised.repeated()).isEqualTo(open.getOrDefault(raised.cause(), false));
                if (last != null && Duration.between(last.at(), raised.at()).compareTo(COOLDOWN) < 0) {
                    assertThat(last.finding().code()).isEqualTo("health.unknown");
                    assertThat(raised.finding().code()).isEqualTo("health.down");
                }
                open.put(raised.cause(), true);
            } else if (event instanceof Recovered recovered) {
                assertThat(open.put(recovered.cause(), false)).as("was told of").isEqualTo(true);
            }
            assertThat(event.at()).isEqualTo(time.now());
            assertThat(health.id()).isEqualTo(event.probe());
        }

        private void checkNothingIsLost(ProbeHealth health) {
            assertThat(told).isEqualTo(health.state());
            boolean telling = health.state() == ProbeState.UNKNOWN || (health.state() == ProbeState.DOWN && !flapping);
            if (incident && telling) {
                assertToldLately(AlertCause.STATE);
            }
            if (flapping && (health.state() == ProbeState.DOWN || health.state() == ProbeState.UP)) {
                assertToldLately(AlertCause.FLAPPING);
            }
            if (!incident) {
                assertThat(open.getOrDefault(AlertCause.STATE, false)).isFalse();
            }
            if (!flapping) {
                assertThat(open.getOrDefault(AlertCause.FLAPPING, false)).isFalse();
            }
        }

        private void assertToldLately(AlertCause cause) {
            assertThat(lastTold).containsKey(cause);
            assertThat(Duration.between(lastTold.get(cause).at(), time.now())).isLessThan(COOLDOWN);
        }
    }
}
