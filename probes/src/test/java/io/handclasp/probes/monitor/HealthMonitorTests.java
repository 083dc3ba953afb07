package io.handclasp.probes.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.probes.HealthReport;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeKind;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.monitor.HealthEvent.AlertRaised;
import io.handclasp.probes.monitor.HealthEvent.Recovered;
import io.handclasp.probes.monitor.HealthEvent.StateChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HealthMonitorTests {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final ManualTimeSource time = scheduler.time();
    private final List<HealthEvent> events = new ArrayList<>();
    private ProbeOutcome answer = ProbeOutcome.up("seen");
    private int runs;

    private ProbeRunner runner(ProbeDefinition... definitions) {
        return ProbeRunner.builder(ProbeSet.of(definitions))
                .executor(Runnable::run)
                .timeSource(time)
                .build();
    }

    private ProbeDefinition database() {
        Probe probe = deadline -> {
            runs++;
            time.advance(Duration.ofMillis(5));
            return answer;
        };
        return ProbeDefinition.builder("database", probe).hint("start it").build();
    }

    private HealthMonitor monitor(MonitorPolicy policy) {
        return HealthMonitor.builder(runner(database()))
                .policy(policy)
                .listener(event -> {
                    throw new IllegalStateException("a listener's bug");
                })
                .listener(events::add)
                .build();
    }

    private void answers(HealthMonitor monitor, ProbeOutcome outcome, int number) {
        answer = outcome;
        for (int i = 0; i < number; i++) {
            time.advance(INTERVAL);
            HealthReport ignored = monitor.run();
        }
    }

    private static ProbeHealth database(HealthMonitor monitor) {
        return monitor.snapshot().probe("database").orElseThrow();
    }

    @Test
    void snapshotWhenNothingRanThenUnknown() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());

        assertThat(monitor.snapshot().report().status()).isEqualTo(Status.UNKNOWN);
        ProbeHealth health = database(monitor);
        assertThat(health.state()).isEqualTo(ProbeState.UNKNOWN);
        assertThat(health.availability().rate()).isEmpty();
        assertThat(health.availability().bounds()).isEmpty();
        assertThat(health.latency().mean()).isEmpty();
        assertThat(events).isEmpty();
        assertThat(runs).isZero();
    }

    @Test
    void runWhenDownForFallAnswersThenAlertedOnceAndRecoveryTold() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        answers(monitor, ProbeOutcome.up("seen"), 5);
        answers(monitor, ProbeOutcome.down("refused"), 4);
        answers(monitor, ProbeOutcome.up("seen"), 3);

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("StateChanged", "StateChanged", "AlertRaised", "StateChanged", "Recovered");
        AlertRaised alert = (AlertRaised) events.get(2);
        assertThat(alert.cause()).isEqualTo(AlertCause.STATE);
        assertThat(alert.finding().code()).isEqualTo("health.down");
        assertThat(alert.finding().hint()).contains("start it");
        assertThat(alert.repeated()).isFalse();
        assertThat(events.get(4))
                .isInstanceOfSatisfying(
                        Recovered.class,
                        recovered -> assertThat(recovered.cause()).isEqualTo(AlertCause.STATE));
    }

    @Test
    void runWhenIncidentThenTimesToDetectAndRecoverAreMeasuredFromTheLastGoodAnswer() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        answers(monitor, ProbeOutcome.up("seen"), 2);
        answers(monitor, ProbeOutcome.down("refused"), 3);
        assertThat(database(monitor).incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.isOpen()).isTrue();
            assertThat(incident.timeToRecover()).isEmpty();
        });
        answers(monitor, ProbeOutcome.up("seen"), 2);

        Duration period = INTERVAL.plusMillis(5);
        ProbeHealth health = database(monitor);
        assertThat(health.incidents()).singleElement().satisfies(incident -> {
            assertThat(incident.worst()).isEqualTo(ProbeState.DOWN);
            assertThat(incident.timeToDetect()).isEqualTo(period.multipliedBy(3));
            assertThat(incident.timeToRecover()).contains(period.multipliedBy(5));
        });
        assertThat(health.timeToDetect().mean()).contains(period.multipliedBy(3));
        assertThat(health.timeToDetect().p50()).as("one is too few").isEmpty();
        assertThat(health.timeToRecover().longest()).contains(period.multipliedBy(5));
    }

    @Test
    void runWhenFlappingProbeAnswersNoMoreThenThatIsAlerted() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        for (int i = 0; i < 5; i++) {
            answers(monitor, ProbeOutcome.up("seen"), 1);
            answers(monitor, ProbeOutcome.down("refused"), 1);
        }
        assertThat(database(monitor).flapping()).isTrue();
        events.clear();

        answers(monitor, ProbeOutcome.unknown("hangs"), 3);
        answers(monitor, ProbeOutcome.unknown("hangs"), 40);

        assertThat(events)
                .filteredOn(AlertRaised.class::isInstance)
                .map(event -> ((AlertRaised) event).finding().code())
                .as("it does not come and go any more, and the alert about its state is not held back")
                .containsExactly("health.unknown", "health.unknown");
    }

    @Test
    void snapshotWhenHistoryThenAvailabilityWithBoundsAndPercentilesWhereAllowed() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        answers(monitor, ProbeOutcome.up("seen"), 40);
        answers(monitor, ProbeOutcome.down("refused"), 5);
        answers(monitor, ProbeOutcome.unknown("no data"), 5);

        ProbeHealth health = database(monitor);
        assertThat(health.availability()).isEqualTo(new Availability(40, 5, 5));
        assertThat(health.availability().rate()).hasValue(40.0 / 45);
        assertThat(health.availability().bounds()).hasValueSatisfying(bounds -> {
            assertThat(bounds.contains(40.0 / 50)).isTrue();
            assertThat(bounds.contains(45.0 / 50)).isTrue();
        });
        assertThat(health.latency().count()).isEqualTo(45);
        assertThat(health.latency().p95()).contains(Duration.ofMillis(5));
        assertThat(health.latency().p99()).isEmpty();
    }

    @Test
    void pollWhenLastAnswerIsOldThenUnknownAndAlerted() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        MonitorSchedule schedule = monitor.schedule(scheduler, INTERVAL);
        scheduler.advance(Duration.ZERO);
        assertThat(monitor.poll().status()).isEqualTo(Status.PASS);

        // The host's scheduler is stuck: time goes on, and nothing runs.
        time.advance(Duration.ofSeconds(91));
        HealthReport report = monitor.poll();

        assertThat(runs).isEqualTo(1);
        assertThat(report.status()).isEqualTo(Status.UNKNOWN);
        assertThat(report.results().get(0).outcome().message()).isEqualTo("the last answer is 91 s old: UP");
        assertThat(events).anySatisfy(event -> assertThat(event).isInstanceOf(AlertRaised.class));
        assertThat(database(monitor).incidents()).hasSize(1);
        schedule.close();
    }

    @Test
    void pollWhenThresholdNotReachedThenHeldWithTheAnswerInTheMessage() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        answers(monitor, ProbeOutcome.up("seen"), 1);
        answers(monitor, ProbeOutcome.down("refused"), 1);

        HealthReport report = monitor.poll();

        assertThat(report.status()).isEqualTo(Status.PASS);
        assertThat(report.results().get(0).outcome().message())
                .isEqualTo("UP until answers say otherwise, 1 of 3 did: DOWN, refused");
    }

    @Test
    void pollWhenNothingScheduledThenOneRunForAllWithinTheCache() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard().withThresholds(1, 1));

        for (int i = 0; i < 30; i++) {
            assertThat(monitor.poll().status()).isEqualTo(Status.PASS);
            assertThat(monitor.poll(ProbeKind.READINESS).status()).isEqualTo(Status.PASS);
        }
        assertThat(runs).isEqualTo(1);

        answer = ProbeOutcome.down("refused");
        time.advance(Duration.ofSeconds(1));
        assertThat(monitor.poll(ProbeKind.READINESS).status()).isEqualTo(Status.FAIL);
        assertThat(runs).isEqualTo(2);
        assertThat(monitor.poll(ProbeKind.LIVENESS).results()).isEmpty();
    }

    @Test
    void scheduleWhenOpenThenRunsUntilClosedAndPollersCostNothing() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        MonitorSchedule schedule = monitor.schedule(scheduler, INTERVAL);

        assertThat(monitor.poll().status()).as("before the first run").isEqualTo(Status.UNKNOWN);
        scheduler.advance(Duration.ofMinutes(5));
        int afterFiveMinutes = runs;
        HealthReport ignored = monitor.poll();
        assertThat(runs).isEqualTo(afterFiveMinutes).isBetween(9, 11);

        schedule.close();
        schedule.close();
        scheduler.advance(Duration.ofMinutes(5));
        assertThat(runs).isEqualTo(afterFiveMinutes);
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void scheduleWhenWrongThenRefused() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.schedule(scheduler, Duration.ofSeconds(85)))
                .withMessageContaining("interval was PT1M25S")
                .withMessageContaining("staleAfter, which is PT1M30S");
        assertThatIllegalArgumentException().isThrownBy(() -> monitor.schedule(scheduler, Duration.ZERO));
        try (MonitorSchedule open = monitor.schedule(scheduler, INTERVAL)) {
            assertThat(open).isNotNull();
            assertThatIllegalStateException().isThrownBy(() -> monitor.schedule(scheduler, INTERVAL));
        }
        ManualScheduler ended = new ManualScheduler(time);
        ended.shutdown();
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> monitor.schedule(ended, INTERVAL));
        monitor.schedule(scheduler, INTERVAL).close();
    }

    @Test
    void acceptWhenReportOfStrangersThenRefused() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        HealthReport strangers = runner(ProbeDefinition.builder("other", deadline -> ProbeOutcome.up("seen"))
                        .build())
                .run();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> monitor.accept(strangers))
                .withMessageContaining("report held [other]");
    }

    @Test
    void runWhenInterruptedThenCountsForNothing() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        Thread.currentThread().interrupt();

        HealthReport report = monitor.run();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(report.isComplete()).isFalse();
        assertThat(monitor.history("database")).isEmpty();
    }

    @Test
    void runWhenFlappingThenOneAlertAboutThatAndNoneAboutTheState() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard().withThresholds(1, 1));
        for (int i = 0; i < 40; i++) {
            answers(monitor, i % 2 == 0 ? ProbeOutcome.up("seen") : ProbeOutcome.down("refused"), 1);
        }

        List<AlertRaised> alerts = events.stream()
                .filter(AlertRaised.class::isInstance)
                .map(AlertRaised.class::cast)
                .toList();
        assertThat(database(monitor).flapping()).isTrue();
        assertThat(alerts)
                .filteredOn(alert -> alert.cause() == AlertCause.STATE)
                .hasSize(1);
        assertThat(alerts)
                .filteredOn(alert -> alert.cause() == AlertCause.FLAPPING)
                .hasSizeBetween(1, 2);
        assertThat(events).filteredOn(StateChanged.class::isInstance).hasSize(40);
    }

    @Test
    void runWhenMinutesOfOutageThenBurnRateAlert() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        answers(monitor, ProbeOutcome.up("seen"), 100);
        answers(monitor, ProbeOutcome.down("refused"), 8);

        assertThat(events)
                .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(AlertRaised.class, alert -> {
                    assertThat(alert.cause()).isEqualTo(AlertCause.BURN_FAST);
                    assertThat(alert.finding().code()).isEqualTo("health.burn-rate");
                }));
    }

    @Test
    void historyWhenManyAnswersThenBounded() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard().withSizes(21, 2));
        for (int i = 0; i < 6; i++) {
            answers(monitor, ProbeOutcome.down("refused"), 3);
            answers(monitor, ProbeOutcome.up("seen"), 3);
        }

        assertThat(monitor.history("database")).hasSize(21);
        assertThat(database(monitor).incidents()).hasSize(2);
        assertThatIllegalArgumentException().isThrownBy(() -> monitor.history("other"));
    }

    @Test
    void snapshotWhenBlockedThenNamedAndNotAlertedAbout() {
        ProbeDefinition orders = ProbeDefinition.builder("orders", deadline -> ProbeOutcome.up("seen"))
                .dependsOn("database")
                .build();
        HealthMonitor monitor = HealthMonitor.builder(runner(database(), orders))
                .listener(events::add)
                .build();
        answers(monitor, ProbeOutcome.down("refused"), 4);

        HealthReport report = monitor.snapshot().report();
        assertThat(report.result("orders").orElseThrow().outcome().blockedBy()).contains("database");
        assertThat(events)
                .filteredOn(AlertRaised.class::isInstance)
                .extracting(HealthEvent::probe)
                .containsOnly("database");
    }

    @Test
    void runWhenNoThreadIsFreeThenUnknownAfterFallRunsThoughTheFirstStartIsStillQueued() {
        List<Runnable> queue = new ArrayList<>();
        AtomicBoolean starved = new AtomicBoolean();
        HealthMonitor monitor = HealthMonitor.builder(ProbeRunner.builder(ProbeSet.of(database()))
                        .executor(work -> {
                            if (starved.get()) {
                                queue.add(work);
                            } else {
                                work.run();
                            }
                        })
                        .deadline(Duration.ofMillis(20))
                        .build())
                .policy(MonitorPolicy.standard().withThresholds(1, 3))
                .build();
        assertThat(monitor.run().status()).isEqualTo(Status.PASS);
        starved.set(true);

        for (int i = 0; i < 3; i++) {
            assertThat(monitor.run().results()).allMatch(result -> !result.shared());
        }

        assertThat(queue).as("never queued twice").hasSize(1);
        assertThat(monitor.history("database")).hasSize(4);
        assertThat(monitor.snapshot().report().status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void runWhenVerdictsStopAfterABurnAlertThenNoRecoveryIsTold() {
        HealthMonitor monitor = monitor(MonitorPolicy.standard());
        answers(monitor, ProbeOutcome.down("refused"), 60);
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                AlertRaised.class,
                                alert -> assertThat(alert.cause()).isEqualTo(AlertCause.BURN_FAST)));

        answers(monitor, ProbeOutcome.unknown("hangs"), 12);

        assertThat(database(monitor).burnRates()).anySatisfy(rate -> {
            assertThat(rate.window()).isEqualTo(BurnWindow.FAST);
            assertThat(rate.shorter()).isEmpty();
            assertThat(rate.burning()).isEqualTo(BurnRate.Burning.TOO_FEW);
        });
        assertThat(events).noneMatch(Recovered.class::isInstance);
        answers(monitor, ProbeOutcome.up("seen"), 12);
        assertThat(events)
                .filteredOn(Recovered.class::isInstance)
                .map(event -> ((Recovered) event).cause())
                .contains(AlertCause.BURN_FAST);
    }
}
