package io.handclasp.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Place;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.BaselineBuilder;
import io.handclasp.drift.baseline.BaselineFile;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.baseline.IgnoreRule;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.baseline.Verdict;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.report.ExitCodes;
import io.handclasp.drift.source.ConfigSources;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Where a report might tell a secret, or a verdict that nobody has reached. */
class HostileDetectionTests {
    private static final SecretKey KEY = key("0123456789abcdef0123456789abcdef");
    private static final SecretKey OTHER_KEY = key("fedcba9876543210fedcba9876543210");

    private final ManualTimeSource time = new ManualTimeSource();

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.US_ASCII), "HmacSHA256");
    }

    private DriftDetectorBuilder detector(BaselineBuilder baseline, Map<String, String> settings) {
        return DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(baseline.build())
                .reading(ReadingPolicy.standard().timedBy(time))
                .source(ConfigSources.of("env", () -> settings));
    }

    private DriftReport check(BaselineBuilder baseline, Map<String, String> settings) {
        return detector(baseline, settings).build().check();
    }

    private static String all(DriftReport report) {
        return report
                + report.toText()
                + report.toJson()
                + report.findings().stream().map(DriftFinding::fingerprint).toList();
    }

    @Test
    void namesWhenTheyHoldSecretsThenNoOutputHasThem() {
        String name = "https://app:hunter2@config.example/";
        ConfigSource broken = deadline -> {
            throw new IllegalStateException("hunter2");
        };
        try (LogCapture log = LogCapture.start()) {
            DriftDetector detector = DriftDetector.builder("chat at " + name)
                    .environment(Environment.PRODUCTION)
                    .baseline(Baseline.capture("live", Map.of("A", ConfigValue.of("A", "1", Place.of(name))))
                            .ignore(IgnoreRule.of("B", "password=hunter2"))
                            .build())
                    .source(ConfigSources.of(name, () -> Map.of("A", "2")))
                    .source(name, broken)
                    .source(ConfigSources.layered(name + "layers", broken))
                    .build();
            DriftReport report = detector.check();

            assertThat(report.findings(DriftStatus.NOT_CHECKED)).hasSize(2);
            assertThat(all(report)
                            + detector
                            + log.text()
                            + ConfigSources.layered(name, broken)
                            + IgnoreRule.of("B", "password=hunter2"))
                    .contains("config.example")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void fleetWhenNamesOfReplicasLookLikeSecretsThenStillToldApart() {
        FleetComparison.Builder fleet = FleetComparison.builder("chat", Environment.PRODUCTION);
        List<String> values = List.of("1", "1", "1", "2", "3");
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            fleet.replica("00bf4bf02d3e6ab4cd1e9ab06d5f1e7" + i, ConfigSources.of("replica", () -> Map.of("A", value)));
        }

        assertThat(fleet.build().compare().drift().stream().map(DriftFinding::subject))
                .containsExactly("[redacted] #4", "[redacted] #5");
    }

    @Test
    void expectedWhenTheSettingIsSecretThenAPatternOrARangeIsNotShown() {
        DriftReport report = check(
                Baseline.builder("b")
                        .expect("DB_PASSWORD", Expect.matching("hunter2|hunter3"))
                        .expect("PIN_SECRET", Expect.between(ValueType.INTEGER, "4711", "4711")),
                Map.of("DB_PASSWORD", "other", "PIN_SECRET", "1"));

        assertThat(report.drift()).hasSize(2);
        assertThat(all(report)).doesNotContain("hunter", "4711");
    }

    @Test
    void ruleWhenOneSecretBeginsAnotherOrIsToldAsANameThenAllOfItIsHidden() {
        DriftReport report = check(
                Baseline.builder("b").rule(ConfigRules.of("loud", Severity.WARNING, "hint", settings -> {
                    String first = settings.text("A_PASSWORD").orElse("");
                    String second = settings.text("B_PASSWORD").orElse("");
                    return List.of(
                            Verdict.modified("A_PASSWORD", "were " + first + " and " + second),
                            Verdict.missing(second, "is named"),
                            new Verdict.NotChecked(second, "is named"));
                })),
                Map.of("A_PASSWORD", "hunter", "B_PASSWORD", "hunter-plus-tail"));

        assertThat(report.findings()).hasSize(3);
        assertThat(all(report)).doesNotContain("hunter", "tail");
    }

    @Test
    void referencesWhenTheyDifferInWhatIsHiddenThenDifferent() {
        ConfigValue one = new ConfigValue.Reference("secret 00bf4bf02d3e6ab4cd1e9ab06d5f1e77 latest", Place.of("a"));
        ConfigValue two = new ConfigValue.Reference("secret 11bf4bf02d3e6ab4cd1e9ab06d5f1e88 latest", Place.of("a"));
        BaselineBuilder captured = Baseline.capture("live", Map.of("KEY", one));

        DriftReport report = DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(captured.build())
                .source("live", deadline -> Map.of("KEY", two))
                .build()
                .check();

        assertThat(one.shown()).isEqualTo(two.shown()).doesNotContain("00bf4bf0");
        assertThat(report.counts()).containsEntry(DriftStatus.MODIFIED, 1).containsEntry(DriftStatus.IN_SYNC, 0);
        assertThat(BaselineFile.toJson(captured.build(), Optional.empty()).toString())
                .contains("\"present\":true")
                .doesNotContain("00bf4bf0", "reference");
    }

    @Test
    void capturedSecretsWhenTheKeyIsAnotherOneThenNotCheckedAndNotDifferent() {
        Map<String, String> settings = Map.of("DB_PASSWORD", "hunter2", "LEVEL", "info");
        Map<String, ConfigValue> live = Map.of(
                "DB_PASSWORD", ConfigValue.of("DB_PASSWORD", "hunter2", Place.of("live")),
                "LEVEL", ConfigValue.of("LEVEL", "info", Place.of("live")));
        String file = BaselineFile.toJson(Baseline.capture("live", live).build(), Optional.of(KEY))
                .toString();

        DriftReport same = detector(BaselineFile.parse("f", file), settings)
                .secretKey(KEY)
                .build()
                .check();
        DriftReport other = detector(BaselineFile.parse("f", file), settings)
                .secretKey(OTHER_KEY)
                .build()
                .check();

        assertThat(same.counts()).containsEntry(DriftStatus.IN_SYNC, 2);
        assertThat(other.counts())
                .containsEntry(DriftStatus.IN_SYNC, 1)
                .containsEntry(DriftStatus.NOT_CHECKED, 1)
                .containsEntry(DriftStatus.MODIFIED, 0);
        assertThat(other.toText()).contains("under another secretKey than was set");
        assertThat(other.exitCode(ExitCodes.standard())).isEqualTo(1);
    }

    @Test
    void ignoreWhenItEndsNowThenTheDifferenceCounts() {
        BaselineBuilder baseline = Baseline.builder("b")
                .expect("A", Expect.equalTo("1"))
                .ignore(IgnoreRule.of("A", "known").until(time.now()));

        assertThat(check(baseline, Map.of("A", "2")).drift().stream().map(DriftFinding::ruleId))
                .containsExactly("b", "ignore.expired");

        BaselineBuilder longer = Baseline.builder("b")
                .expect("A", Expect.equalTo("1"))
                .ignore(IgnoreRule.of("A", "known").until(time.now().plusNanos(1)));
        assertThat(check(longer, Map.of("A", "2")).findings())
                .extracting(DriftFinding::status)
                .containsExactly(DriftStatus.IGNORED);
    }

    @Test
    void ignoreWhenItsRuleCouldNotBeCheckedThenNotCalledUnmatched() {
        BaselineBuilder baseline = Baseline.builder("b")
                .rule(ConfigRules.less("order", Severity.WARNING, "A", "B", ValueType.DURATION, "hint"))
                .ignore(IgnoreRule.of("A", "known").ofRule("order"));

        assertThat(check(baseline, Map.of("A", "2s", "B", "1s")).counts()).containsEntry(DriftStatus.IGNORED, 1);
        assertThat(check(baseline, Map.of("A", "2s")).findings())
                .extracting(DriftFinding::ruleId)
                .containsExactly("order");
        assertThat(check(baseline, Map.of("A", "1s", "B", "2s")).findings())
                .extracting(DriftFinding::ruleId)
                .containsExactly("order", "ignore.unmatched");
    }

    @Test
    void exitCodeWhenDifferencesAreLetPassThenWhatWasNotCheckedIsNot() {
        DriftReport both = check(
                Baseline.builder("b")
                        .expect("A", Expect.equalTo("1"))
                        .rule(ConfigRules.less("order", Severity.WARNING, "B", "C", ValueType.DURATION, "hint")),
                Map.of("A", "2"));

        assertThat(both.counts()).containsEntry(DriftStatus.MODIFIED, 1).containsEntry(DriftStatus.NOT_CHECKED, 1);
        assertThat(both.exitCode(ExitCodes.standard())).isEqualTo(2);
        assertThat(both.exitCode(ExitCodes.standard().driftFrom(Severity.CRITICAL)))
                .isEqualTo(1);
        assertThat(both.exitCode(new ExitCodes(0, 0, 1, Severity.INFO))).isEqualTo(1);
        assertThat(both.status()).isNotEqualTo(Status.PASS);
    }

    @Test
    void ruleWhenADurationIsLongerThanAnyThenNotChecked() {
        BaselineBuilder baseline = Baseline.builder("b")
                .rule(ConfigRules.of(
                        "short",
                        Severity.WARNING,
                        "hint",
                        settings -> List.of(
                                settings.duration("A", ValueType.DURATION_SECONDS)
                                                .map(found -> found.compareTo(Duration.ofMinutes(1)) < 0)
                                                .orElse(false)
                                        ? Verdict.met()
                                        : Verdict.modified("A", "is long"))));

        assertThat(check(baseline, Map.of("A", "1e30")).counts()).containsEntry(DriftStatus.NOT_CHECKED, 1);
        assertThat(check(baseline, Map.of("A", "5e1")).counts()).containsEntry(DriftStatus.IN_SYNC, 1);
    }

    @Test
    void sourceWhenItsServicesAreMisconfiguredThenNotChecked() {
        DriftReport report = DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(Baseline.builder("b").expect("A", Expect.present()).build())
                .source("live", deadline -> {
                    throw new ServiceConfigurationError("no provider");
                })
                .build()
                .check();

        assertThat(report.findings()).hasSize(2).allMatch(finding -> finding.status() == DriftStatus.NOT_CHECKED);
    }
}
