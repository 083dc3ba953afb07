package io.handclasp.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.Status;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Place;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.BaselineBuilder;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.baseline.IgnoreRule;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.baseline.Verdict;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.report.ExitCodes;
import io.handclasp.drift.source.ConfigSources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DriftDetectorTests {
    private final ManualTimeSource time = new ManualTimeSource();

    private DriftReport check(Baseline baseline, ConfigSource... sources) {
        DriftDetectorBuilder builder = DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(baseline)
                .reading(ReadingPolicy.standard().timedBy(time));
        for (ConfigSource source : sources) {
            builder.source(source);
        }
        return builder.build().check();
    }

    private static ConfigSource source(String name, Map<String, String> settings) {
        return ConfigSources.of(name, () -> settings);
    }

    private static ConfigSource broken(String name) {
        return new ConfigSource() {
            @Override
            public Map<String, io.handclasp.drift.ConfigValue> read(io.handclasp.core.time.Deadline deadline) {
                throw new IllegalStateException("cannot parse hunter2");
            }

            @Override
            public String name() {
                return name;
            }
        };
    }

    private static BaselineBuilder baseline() {
        return Baseline.builder("chat")
                .expect(
                        "HEARTBEAT",
                        Expect.equalTo("30s").as(ValueType.DURATION).severity(Severity.CRITICAL))
                .expect("LEVEL", Expect.oneOf("info", "warn"))
                .expect("DEBUG", Expect.absent())
                .closed("app.*");
    }

    private static Map<String, DriftStatus> statuses(DriftReport report) {
        return report.findings().stream()
                .collect(java.util.stream.Collectors.toMap(DriftFinding::key, DriftFinding::status));
    }

    @Test
    void checkWhenAllIsAsItShouldBeThenInSync() {
        DriftReport report = check(baseline().build(), source("env", Map.of("HEARTBEAT", "PT30S", "LEVEL", "info")));

        assertThat(statuses(report))
                .isEqualTo(Map.of(
                        "HEARTBEAT", DriftStatus.IN_SYNC, "LEVEL", DriftStatus.IN_SYNC, "DEBUG", DriftStatus.IN_SYNC));
        assertThat(report.status()).isEqualTo(Status.PASS);
        assertThat(report.exitCode(ExitCodes.standard())).isZero();
        assertThat(report.at()).isEqualTo(time.now());
    }

    @Test
    void checkWhenThingsDifferThenEachHasItsStatus() {
        DriftReport report = check(
                baseline().build(),
                source("env", Map.of("HEARTBEAT", "40s", "DEBUG", "1", "app.new", "x", "other", "y")));

        assertThat(statuses(report))
                .isEqualTo(Map.of(
                        "HEARTBEAT", DriftStatus.MODIFIED,
                        "LEVEL", DriftStatus.MISSING,
                        "DEBUG", DriftStatus.UNEXPECTED,
                        "app.new", DriftStatus.UNEXPECTED));
        assertThat(report.status()).isEqualTo(Status.FAIL);
        assertThat(report.exitCode(ExitCodes.standard())).isEqualTo(2);
        assertThat(report.findings().get(2).fingerprint()).isEqualTo("chat||LEVEL|MISSING");
    }

    @Test
    void checkWhenASourceCannotBeReadThenOnlyWhatItCannotCoverIsJudged() {
        DriftReport report = check(
                baseline().build(),
                source("strong", Map.of("HEARTBEAT", "30s")),
                broken("file"),
                source("weak", Map.of("LEVEL", "info")));

        assertThat(statuses(report))
                .isEqualTo(Map.of(
                        "file", DriftStatus.NOT_CHECKED,
                        "HEARTBEAT", DriftStatus.IN_SYNC,
                        "LEVEL", DriftStatus.NOT_CHECKED,
                        "DEBUG", DriftStatus.NOT_CHECKED));
        assertThat(report.status()).isEqualTo(Status.UNKNOWN);
        assertThat(report.exitCode(ExitCodes.standard())).isEqualTo(1);
        assertThat(report.toText())
                .contains("failed with IllegalStateException")
                .doesNotContain("hunter2");
    }

    @Test
    void checkWhenNothingIsExpectedThenUnknownAndNotCheckedByExitCode() {
        DriftReport report = check(Baseline.builder("empty").build(), source("env", Map.of("A", "1")));

        assertThat(report.status()).isEqualTo(Status.UNKNOWN);
        assertThat(report.exitCode(ExitCodes.standard())).isEqualTo(1);
        assertThat(report.toText()).contains("Nothing was checked.");
    }

    /** The clock moves when the quick source was read, however long that takes. */
    @Test
    void checkWhenASourceHangsThenGivenUpAndTheOthersAreJudged() throws Exception {
        CountDownLatch hung = new CountDownLatch(1);
        ThreadCensus census = ThreadCensus.take();
        ExecutorService executor = Executors.newFixedThreadPool(2);
        try {
            CountDownLatch read = new CountDownLatch(1);
            ConfigSource hanging = deadline -> {
                read.await();
                time.advance(Duration.ofSeconds(5));
                hung.await();
                return Map.of();
            };
            DriftReport report = DriftDetector.builder("chat")
                    .environment(Environment.PRODUCTION)
                    .baseline(baseline().build())
                    .reading(ReadingPolicy.standard()
                            .on(task -> executor.execute(() -> {
                                task.run();
                                read.countDown();
                            }))
                            .timedBy(time))
                    .source(source("env", Map.of("HEARTBEAT", "30s")))
                    .source(hanging)
                    .build()
                    .check();

            assertThat(statuses(report))
                    .containsEntry("HEARTBEAT", DriftStatus.IN_SYNC)
                    .containsEntry("LEVEL", DriftStatus.NOT_CHECKED);
            assertThat(report.toText()).contains("did not answer in time");
        } finally {
            executor.shutdownNow();
        }
        census.assertNoneLeft(Duration.ofSeconds(10));
    }

    @Test
    void checkWhenASourceHasNotComeBackThenItIsNotStartedAgainUntilItHas() throws Exception {
        AtomicInteger entered = new AtomicInteger();
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        ConfigSource stubborn = deadline -> {
            if (entered.incrementAndGet() == 1) {
                time.advance(Duration.ofSeconds(5));
                awaitWhateverComes(released);
            }
            return Map.of("LEVEL", ConfigValue.of("LEVEL", "info", Place.of("stubborn")));
        };
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            DriftDetector detector = DriftDetector.builder("chat")
                    .environment(Environment.PRODUCTION)
                    .baseline(baseline().build())
                    .reading(ReadingPolicy.standard()
                            .on(task -> executor.execute(() -> {
                                task.run();
                                back.countDown();
                            }))
                            .timedBy(time))
                    .source("stubborn", stubborn)
                    .build();

            assertThat(detector.check().toText()).contains("stubborn").contains("did not answer in time");
            assertThat(detector.check().toText())
                    .contains("is still being read since 2025-01-01T00:00:00Z and is not started again");
            assertThat(entered).hasValue(1);

            released.countDown();
            assertThat(back.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(statuses(detector.check())).containsEntry("LEVEL", DriftStatus.IN_SYNC);
            assertThat(entered).hasValue(2);
        } finally {
            released.countDown();
            executor.shutdownNow();
        }
    }

    @Test
    void checkWhenAnotherCheckReadsTheSourceInTimeThenBothRead() throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        ConfigSource meeting = deadline -> {
            both.countDown();
            both.await();
            return Map.of("LEVEL", ConfigValue.of("LEVEL", "info", Place.of("meeting")));
        };
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            DriftDetector detector = DriftDetector.builder("chat")
                    .environment(Environment.PRODUCTION)
                    .baseline(baseline().build())
                    .reading(ReadingPolicy.standard().on(executor).timedBy(time))
                    .source(meeting)
                    .build();

            Future<DriftReport> other = executor.submit(detector::check);

            assertThat(statuses(detector.check())).containsEntry("LEVEL", DriftStatus.IN_SYNC);
            assertThat(statuses(other.get(30, TimeUnit.SECONDS))).containsEntry("LEVEL", DriftStatus.IN_SYNC);
        } finally {
            executor.shutdownNow();
        }
    }

    private static void awaitWhateverComes(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // This source does not heed it.
            }
        }
    }

    @Test
    void checkWhenSourceIsLateOnTheCallingThreadThenNotBelieved() {
        ConfigSource late = deadline -> {
            time.advance(Duration.ofSeconds(6));
            return Map.of();
        };

        assertThat(statuses(check(baseline().build(), late)).values()).containsOnly(DriftStatus.NOT_CHECKED);
    }

    @Test
    void checkWhenIgnoredThenIgnoredUntilItEndsOrHasNothingToIgnore() {
        ConfigSource settings = source("env", Map.of("HEARTBEAT", "40s", "LEVEL", "info"));
        Instant end = time.now().plus(Duration.ofDays(1));
        Baseline ignoring = baseline()
                .ignore(IgnoreRule.of("HEART*", "known").until(end))
                .ignore(IgnoreRule.of("GONE", "old"))
                .build();

        DriftReport before = check(ignoring, settings);
        time.advance(Duration.ofDays(1));
        DriftReport after = check(ignoring, settings);

        assertThat(statuses(before))
                .containsEntry("HEARTBEAT", DriftStatus.IGNORED)
                .containsEntry("GONE", DriftStatus.UNEXPECTED);
        assertThat(before.status()).isEqualTo(Status.WARN);
        assertThat(statuses(after))
                .containsEntry("HEARTBEAT", DriftStatus.MODIFIED)
                .containsEntry("HEART*", DriftStatus.UNEXPECTED);
        assertThat(after.status()).isEqualTo(Status.FAIL);
    }

    @Test
    void checkWhenIgnoredAndSourceUnreadThenUnmatchedIsNotClaimed() {
        DriftReport report =
                check(baseline().ignore(IgnoreRule.of("*", "all of it")).build(), broken("file"));

        assertThat(report.counts()).containsEntry(DriftStatus.UNEXPECTED, 0).containsEntry(DriftStatus.IGNORED, 0);
    }

    @Test
    void ruleWhenItThrowsOrLeaksThenNotCheckedAndHidden() {
        Baseline rules = Baseline.builder("rules")
                .rule(ConfigRules.of("bad", Severity.WARNING, "hint", settings -> {
                    throw new IllegalStateException(settings.text("password").orElse(""));
                }))
                .rule(ConfigRules.of(
                        "leaky",
                        Severity.WARNING,
                        "hint",
                        settings -> List.of(Verdict.modified(
                                "password", "was " + settings.text("password").orElse("")))))
                .rule(ConfigRules.less("order", Severity.CRITICAL, "a", "b", ValueType.DURATION, "hint"))
                .rule(ConfigRules.needs("needs", Severity.INFO, "a", "c", "hint"))
                .build();

        DriftReport report = check(rules, source("env", Map.of("password", "hunter2", "a", "2s", "b", "1s")));

        assertThat(statuses(report))
                .isEqualTo(Map.of(
                        "bad", DriftStatus.NOT_CHECKED,
                        "password", DriftStatus.MODIFIED,
                        "a", DriftStatus.MODIFIED,
                        "c", DriftStatus.MISSING));
        assertThat(report.toText() + report.toJson() + report).doesNotContain("hunter2");
    }

    @Test
    void ruleWhenASettingMayStandInAnUnreadSourceThenNotChecked() {
        Baseline rules = Baseline.builder("rules")
                .rule(ConfigRules.less("order", Severity.CRITICAL, "a", "b", ValueType.DURATION, "hint"))
                .build();

        DriftReport report = check(rules, broken("file"), source("weak", Map.of("a", "1s", "b", "2s")));

        assertThat(statuses(report).values()).containsOnly(DriftStatus.NOT_CHECKED);
    }

    @Test
    void textWhenThingsDifferThenLikeAPlan() {
        DriftReport report = check(
                baseline()
                        .expect("DB_PASSWORD", Expect.equalTo("hunter2").hint("Ask."))
                        .build(),
                source("env", Map.of("HEARTBEAT", "40s", "DEBUG", "1", "DB_PASSWORD", "hunter3")));

        assertThat(report.toText()).isEqualTo("""
                        Drift of chat (production) at %s

                          ~ HEARTBEAT: 40s -> 30s  [critical] differs (chat)
                              at env
                          ~ DB_PASSWORD: [redacted] -> [redacted]  [warning] differs (chat)
                              at env
                              hint: Ask.
                          - DEBUG: 1  [warning] must not be set (chat)
                              at env
                          + LEVEL: (not set) -> one of info, warn  [warning] is not set (chat)

                        Drift: 1 to add, 2 to change, 1 to take away. 0 not checked, 0 ignored, 0 in sync.
                        """.formatted(time.now()));
        assertThat(report.toJson().toString())
                .contains("\"fingerprint\":\"chat||HEARTBEAT|MODIFIED\"", "\"status\":\"FAIL\"", "\"MISSING\":1")
                .doesNotContain("hunter");
    }

    @Test
    void exitCodesWhenOfAnotherPolicyThenThose() {
        DriftReport report = check(baseline().build(), source("env", Map.of("HEARTBEAT", "30s")));

        assertThat(report.exitCode(ExitCodes.standard().driftFrom(Severity.CRITICAL)))
                .isZero();
        assertThat(report.exitCode(new ExitCodes(0, 7, 8, Severity.INFO))).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> new ExitCodes(0, 2, 0, Severity.INFO));
    }

    @Test
    void buildWhenSomethingIsMissingThenSaysWhat() {
        assertThatIllegalStateException()
                .isThrownBy(() -> DriftDetector.builder("chat").build())
                .withMessageStartingWith("source was not set");
        DriftDetectorBuilder builder = DriftDetector.builder("chat").source(source("a", Map.of()));
        assertThatIllegalStateException().isThrownBy(builder::build).withMessageStartingWith("environment was not set");
        assertThatIllegalStateException()
                .isThrownBy(builder.environment(Environment.STAGING)::build)
                .withMessageStartingWith("baseline was not set");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.source(source("a", Map.of())));
    }
}
