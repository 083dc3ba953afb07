package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Status;
import io.handclasp.core.json.JsonText;
import io.handclasp.core.testing.GeneratedRegion;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.BaselineFile;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.baseline.IgnoreRule;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.detect.DriftWatch;
import io.handclasp.drift.detect.FleetComparison;
import io.handclasp.drift.detect.ReadingPolicy;
import io.handclasp.drift.detect.ThreeWayComparison;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.report.ExitCodes;
import io.handclasp.drift.rules.CloudRunNeeds;
import io.handclasp.drift.rules.RulePacks;
import io.handclasp.drift.source.ConfigFormat;
import io.handclasp.drift.source.ConfigSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriftSnippetsTests {
    private static final String PAGE = "docs/drift.md";

    @TempDir
    private Path directory;

    private static final String DESCRIPTION =
            "{\"apiVersion\": \"serving.knative.dev/v1\", \"kind\": \"Service\", \"metadata\": {\"name\": \"chat\","
                    + " \"labels\": {\"cloud.googleapis.com/location\": \"europe-west1\"}},"
                    + " \"spec\": {\"template\": {\"metadata\": {\"annotations\": {"
                    + "\"run.googleapis.com/sessionAffinity\": \"true\", \"autoscaling.knative.dev/minScale\": \"1\"}},"
                    + " \"spec\": {\"timeoutSeconds\": 3600}}}}";

    private static Baseline baseline() {
        // tag::drift-baseline[]
        Baseline baseline = Baseline.builder("chat")
                .expect(
                        "WS_HEARTBEAT",
                        Expect.equalTo("25s").as(ValueType.DURATION).severity(Severity.CRITICAL))
                .expect("DB_PASSWORD", Expect.present())
                .expect("LOG_LEVEL", Expect.oneOf("info", "debug"))
                .expect(Environment.PRODUCTION, "LOG_LEVEL", Expect.equalTo("info"))
                .expect("DEBUG", Expect.absent().hint("Debug mode shows tokens in traces."))
                .rule(ConfigRules.less(
                        "chat.heartbeat",
                        Severity.CRITICAL,
                        "WS_HEARTBEAT",
                        "WS_IDLE_TIMEOUT",
                        ValueType.DURATION,
                        "Send heartbeats within the idle timeout."))
                .closed("WS_*")
                .ignore(IgnoreRule.of("WS_EXPERIMENT_*", "CHAT-217: trial of compression")
                        .until(Instant.parse("2027-01-31T00:00:00Z")))
                .build();
        // end::drift-baseline[]
        return baseline;
    }

    private static DriftDetector detector(Baseline baseline, Path dotEnv, Executor executor) {
        // tag::drift-detector[]
        DriftDetector detector = DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(baseline)
                .source(ConfigSources.environment())
                .source(ConfigSources.file(ConfigFormat.DOT_ENV, dotEnv))
                .reading(ReadingPolicy.standard().on(executor))
                .build();
        // end::drift-detector[]
        return detector;
    }

    private static int check(DriftDetector detector, Consumer<String> out) {
        // tag::drift-check[]
        DriftReport report = detector.check();
        out.accept(report.toText());
        int exitCode = report.exitCode(ExitCodes.standard().driftFrom(Severity.WARNING));
        // end::drift-check[]
        return exitCode;
    }

    @Test
    void detectorWhenAFileHasDriftedThenThePlanAndTheExitCode() throws IOException {
        Path dotEnv = Files.writeString(
                directory.resolve(".env"),
                "WS_HEARTBEAT=70s\nWS_IDLE_TIMEOUT=60s\nDB_PASSWORD=hunter2\nLOG_LEVEL=debug\nDEBUG=1\n");
        StringBuilder text = new StringBuilder();
        DriftDetector detector = detector(baseline(), dotEnv, Runnable::run);

        int exitCode = check(detector, text::append);

        assertThat(exitCode).isEqualTo(2);
        assertThat(text)
                .contains("~ WS_HEARTBEAT: 70s -> 25s", "~ LOG_LEVEL: debug -> info", "- DEBUG: 1", "- WS_IDLE_TIMEOUT")
                .doesNotContain("hunter2");
    }

    @Test
    void reportWhenSettingsHaveDriftedThenThePageShowsIt() {
        String settings = "WS_HEARTBEAT=70s\nDB_PASSWORD=hunter2\nLOG_LEVEL=info\n\nDEBUG=1\n";

        assertPageSays(
                "plan-output",
                DriftDetector.builder("chat")
                        .environment(Environment.PRODUCTION)
                        .baseline(baseline())
                        .source(ConfigSources.text(".env", ConfigFormat.DOT_ENV, () -> settings))
                        .build()
                        .check());
    }

    /** The page shows what a user sees, at a time that does not change. */
    private static void assertPageSays(String region, DriftReport report) {
        DriftReport then = new DriftReport(
                Instant.parse("2026-11-25T20:00:00Z"), report.target(), report.environment(), report.findings());
        GeneratedRegion.assertSays(PAGE, region, "```text\n" + then.toText() + "```");
    }

    @Test
    void cloudRunWhenThereIsNoConnectorThenTheCommand() {
        String described = DESCRIPTION;
        // tag::drift-cloud-run[]
        DriftDetector detector = DriftDetector.builder("chat on Cloud Run")
                .environment(Environment.PRODUCTION)
                .source(ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> described))
                .baseline(Baseline.builder("cloud-run")
                        .rules(RulePacks.cloudRun(CloudRunNeeds.standard()))
                        .build())
                .build();
        // end::drift-cloud-run[]

        DriftReport report = detector.check();
        assertThat(report.toText())
                .contains("gcloud run services update chat --region europe-west1 --network default --subnet default");
        assertPageSays("cloud-run-output", report);
    }

    @Test
    void captureWhenWrittenThenReadBackAndInSync() throws Exception {
        SecretKey key =
                new SecretKeySpec("0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        ConfigSource live = ConfigSources.of("live", () -> Map.of("LOG_LEVEL", "info", "DB_PASSWORD", "hunter2"));
        Deadline deadline = Deadline.after(Duration.ofSeconds(5), TimeSource.system());
        Path file = directory.resolve("baseline.json");
        // tag::drift-capture[]
        Baseline captured = Baseline.capture("captured", live.read(deadline)).build();
        Files.writeString(file, JsonText.pretty(BaselineFile.toJson(captured, Optional.of(key))));

        Baseline baseline = BaselineFile.read(file).build();
        DriftDetector detector = DriftDetector.builder("chat")
                .environment(Environment.STAGING)
                .baseline(baseline)
                .secretKey(key)
                .source(live)
                .build();
        // end::drift-capture[]

        assertThat(Files.readString(file)).doesNotContain("hunter2");
        assertThat(detector.check().status()).isEqualTo(Status.PASS);
    }

    @Test
    void fleetWhenOneDiffersThenNamed() {
        Map<String, ConfigSource> replicas = Map.of(
                "a", ConfigSources.of("a", () -> Map.of("TIMEOUT", "60s")),
                "b", ConfigSources.of("b", () -> Map.of("TIMEOUT", "1m")),
                "c", ConfigSources.of("c", () -> Map.of("TIMEOUT", "90s")));
        // tag::drift-fleet[]
        FleetComparison.Builder fleet = FleetComparison.builder("chat", Environment.PRODUCTION)
                .type("*TIMEOUT", ValueType.DURATION)
                .without("HOSTNAME");
        replicas.forEach(fleet::replica);
        DriftReport report = fleet.build().compare();
        // end::drift-fleet[]

        assertThat(report.drift())
                .singleElement()
                .satisfies(finding -> assertThat(finding.subject()).isEqualTo("c"));
    }

    @Test
    void threeWayWhenChangedByHandThenSaid() {
        ConfigSource rolledOut = ConfigSources.of("rolled out", () -> Map.of("LOG_LEVEL", "info"));
        ConfigSource wanted = ConfigSources.of("wanted", () -> Map.of("LOG_LEVEL", "info"));
        ConfigSource live = ConfigSources.of("live", () -> Map.of("LOG_LEVEL", "trace"));
        // tag::drift-three-way[]
        DriftReport report = ThreeWayComparison.of("chat", Environment.PRODUCTION, rolledOut, wanted, live)
                .compare();
        // end::drift-three-way[]

        assertThat(report.drift())
                .singleElement()
                .satisfies(finding -> assertThat(finding.ruleId()).isEqualTo("three-way.changed"));
    }

    private static DriftWatch watch(
            DriftDetector detector, ScheduledExecutorService scheduler, Consumer<String> alert) {
        // tag::drift-watch[]
        DriftWatch watch = detector.watch(scheduler, Duration.ofMinutes(5), change -> {
            change.appeared().forEach(finding -> alert.accept("new: " + finding.fingerprint()));
            change.resolved().forEach(finding -> alert.accept("gone: " + finding.fingerprint()));
        });
        // end::drift-watch[]
        return watch;
    }

    @Test
    void watchWhenNothingChangesThenToldOnce() throws Exception {
        ManualScheduler scheduler = new ManualScheduler();
        AtomicInteger alerts = new AtomicInteger();
        DriftDetector detector = DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(Baseline.builder("chat").expect("A", Expect.present()).build())
                .source(ConfigSources.of("empty", Map::of))
                .build();

        try (DriftWatch watch = watch(detector, scheduler, alert -> alerts.incrementAndGet())) {
            scheduler.advance(Duration.ofMinutes(30));
            assertThat(watch).isNotNull();
        }

        assertThat(alerts).hasValue(1);
    }

    @Test
    void pageWhenItShowsABaselineFileThenItIsOne() throws IOException {
        String page = Files.readString(Path.of("drift.md"));
        String yaml = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());

        Baseline baseline = BaselineFile.parse("drift.md", yaml.substring(0, yaml.indexOf("```")))
                .build();

        assertThat(baseline.expectations(Environment.PRODUCTION)).hasSizeGreaterThan(8);
        assertThat(List.of(baseline.ignoreRules().size(), baseline.closed().size()))
                .containsExactly(1, 1);
    }
}
