package io.handclasp.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Place;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.source.ConfigSources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DriftWatchTests {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualTimeSource time = new ManualTimeSource();
    private final ManualScheduler scheduler = new ManualScheduler(time);
    private final AtomicReference<ConfigSource> live = new AtomicReference<>(set("30s"));
    private final List<String> told = new ArrayList<>();
    private final DriftDetector detector = DriftDetector.builder("chat")
            .environment(Environment.PRODUCTION)
            .baseline(Baseline.builder("chat")
                    .expect("HEARTBEAT", Expect.equalTo("30s"))
                    .build())
            .source(deadline -> live.get().read(deadline))
            .reading(ReadingPolicy.standard().timedBy(time))
            .build();

    private static ConfigSource set(String heartbeat) {
        return deadline -> Map.of("HEARTBEAT", ConfigValue.of("HEARTBEAT", heartbeat, Place.of("live")));
    }

    private void tell(DriftChange change) {
        told.add("+" + change.appeared().stream().map(DriftFinding::fingerprint).toList() + " -"
                + change.resolved().stream().map(DriftFinding::fingerprint).toList());
    }

    private void pass() {
        scheduler.advance(MINUTE);
    }

    @Test
    void watchWhenThingsChangeThenOnlyChangesAreTold() throws Exception {
        DriftWatch watch = detector.watch(scheduler, MINUTE, this::tell);
        pass();
        pass();
        assertThat(told).isEmpty();

        live.set(set("40s"));
        pass();
        live.set(set("50s"));
        pass();
        assertThat(told).containsExactly("+[chat||HEARTBEAT|MODIFIED] -[]");

        live.set(set("30s"));
        pass();
        assertThat(told).hasSize(2).last().isEqualTo("+[] -[chat||HEARTBEAT|MODIFIED]");

        watch.close();
        live.set(set("40s"));
        pass();
        assertThat(told).hasSize(2);
    }

    @Test
    void watchWhenItCannotBeCheckedThenToldAndTheDifferenceIsNotResolved() throws Exception {
        live.set(set("40s"));
        DriftWatch watch = detector.watch(scheduler, MINUTE, this::tell);
        pass();
        told.clear();

        live.set(deadline -> {
            throw new IllegalStateException("down");
        });
        pass();
        assertThat(told).singleElement().asString().contains("NOT_CHECKED").endsWith("-[]");

        live.set(set("40s"));
        pass();
        assertThat(told).hasSize(2).last().asString().startsWith("+[]").doesNotContain("MODIFIED");

        live.set(set("30s"));
        pass();
        assertThat(told).last().isEqualTo("+[] -[chat||HEARTBEAT|MODIFIED]");
        watch.close();
    }

    @Test
    void watchWhenListenerThrowsThenLoggedAndWatchingGoesOn() throws Exception {
        live.set(set("40s"));
        try (LogCapture log = LogCapture.start();
                DriftWatch watch = detector.watch(scheduler, MINUTE, change -> {
                    tell(change);
                    throw new IllegalStateException("listener");
                })) {
            pass();
            live.set(set("30s"));
            pass();

            assertThat(watch).isNotNull();
            assertThat(told).hasSize(2);
            assertThat(log.text()).contains("listener");
        }
    }

    @Test
    void watchWhenIntervalIsOutOfRangeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> detector.watch(scheduler, Duration.ZERO, this::tell))
                .withMessageStartingWith("interval was PT0S");
    }

    @Test
    void watchWhenARuleCannotBeJudgedAnyMoreThenWhatItFoundIsNotResolved() throws Exception {
        AtomicReference<Map<String, String>> settings = new AtomicReference<>(Map.of("A", "2s", "B", "1s"));
        DriftDetector rules = DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(Baseline.builder("chat")
                        .rule(ConfigRules.less("order", Severity.WARNING, "A", "B", ValueType.DURATION, "hint"))
                        .build())
                .source(ConfigSources.of("env", settings::get))
                .reading(ReadingPolicy.standard().timedBy(time))
                .build();
        try (DriftWatch watch = rules.watch(scheduler, MINUTE, this::tell)) {
            pass();
            settings.set(Map.of("A", "2s"));
            pass();
            assertThat(watch).isNotNull();
            assertThat(told).containsExactly("+[order||A|MODIFIED] -[]", "+[order||B|NOT_CHECKED] -[]");

            settings.set(Map.of("A", "1s", "B", "2s"));
            pass();
            assertThat(told).hasSize(3).last().asString().contains("order||A|MODIFIED", "order||B|NOT_CHECKED");
        }
    }

    @Test
    void watchWhenSchedulerRefusesThenTheCallerIsToldAndNothingIsWatched() {
        scheduler.shutdownNow();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> detector.watch(scheduler, MINUTE, this::tell));
        assertThat(told).isEmpty();
    }

    @Test
    void closeWhenAListenerHangsThenReturnsAndNothingMoreIsTold() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        ScheduledExecutorService real = Executors.newSingleThreadScheduledExecutor();
        try {
            live.set(set("40s"));
            DriftWatch watch = DriftWatch.start(
                    detector,
                    real,
                    MINUTE,
                    change -> {
                        calls.incrementAndGet();
                        hangs.countDown();
                        awaitQuietly(goOn);
                    },
                    Duration.ofMillis(20));
            assertThat(hangs.await(10, TimeUnit.SECONDS)).isTrue();

            watch.close();

            assertThat(goOn.getCount()).as("the listener still hangs").isOne();
        } finally {
            goOn.countDown();
            real.shutdown();
            assertThat(real.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(calls).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void closeWhenDuringACheckOrAgainThenNothingIsToldAnyMore() throws Exception {
        AtomicReference<DriftWatch> watch = new AtomicReference<>();
        live.set(deadline -> {
            watch.get().close();
            return set("40s").read(deadline);
        });
        watch.set(detector.watch(scheduler, MINUTE, this::tell));
        pass();
        pass();
        watch.get().close();

        assertThat(told).isEmpty();
    }
}
