package io.handclasp.drift.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.json.JsonText;
import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.UnreadableSourceException;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.BaselineBuilder;
import io.handclasp.drift.baseline.BaselineFile;
import io.handclasp.drift.baseline.ConfigRules;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.baseline.Verdict;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.rules.AuthKeys;
import io.handclasp.drift.rules.RulePacks;
import io.handclasp.drift.rules.StoreKeys;
import io.handclasp.drift.source.ConfigFormat;
import io.handclasp.drift.source.ConfigSources;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A hundred secrets go in, in every place and shape; whatever can come out is searched for each of them. */
class PlantedSecretsTests {
    private final Random random = new Random(7);
    private final List<String> secrets = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final ManualTimeSource time = new ManualTimeSource();
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(5), time);

    /** A password that no shape gives away: only the name beside it does. */
    private String word() {
        StringBuilder word = new StringBuilder("pw");
        for (int i = 0; i < 9; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return plant(word.toString());
    }

    private String hex() {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return plant(HexFormat.of().formatHex(bytes));
    }

    private String base64() {
        byte[] bytes = new byte[33];
        random.nextBytes(bytes);
        return plant(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    private String jwt() {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        byte[] signature = new byte[32];
        random.nextBytes(signature);
        return plant(encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(("{\"sub\":\"" + random.nextInt() + "\"}").getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(signature));
    }

    private String pem() {
        return "-----BEGIN PRIVATE KEY-----\n" + base64() + "\n-----END PRIVATE KEY-----";
    }

    private String url() {
        return "postgres://app:" + word() + "@db.example/orders";
    }

    private String plant(String secret) {
        secrets.add(secret);
        return secret;
    }

    /** In names, values, URLs and below names. */
    private Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (int i = 0; i < 4; i++) {
            settings.put("DB_PASSWORD_" + i, word());
            settings.put("plain." + i, hex());
            settings.put("other." + i, base64());
            settings.put("header." + i, "Bearer " + jwt());
            settings.put("url." + i, url());
            settings.put("pem." + i, pem());
            settings.put("key." + hex(), "1");
            settings.put("nested." + i, "{\"a\": {\"clientSecret\": \"" + word() + "\"}}");
            settings.put("query." + i, "https://x.example/?q=1&access_token=" + word());
            settings.put("secrets.user" + i, word());
        }
        return settings;
    }

    private List<ConfigSource> documents() {
        String yaml = "db:\n  password: " + word() + "\n  url: " + url() + "\nlist:\n  - token: " + word() + "\n  - "
                + hex() + "\n" + base64() + ": x\n";
        String json =
                "{\"a\": {\"secrets\": {\"b\": \"" + word() + "\"}}, \"jwt\": \"" + jwt() + "\", \"" + hex() + "\": 1}";
        String properties = "spring.datasource.password=" + word() + "\nspring.datasource.url=" + url() + "\n";
        String env = "export API_KEY='" + word() + "'\nCERT=\"" + pem().replace("\n", "\\n") + "\"\n";
        String run =
                "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: chat}\nspec:\n  template:\n    spec:\n"
                        + "      containers:\n      - env:\n        - {name: API_TOKEN, value: " + word()
                        + "}\n        - {name: URL, value: '"
                        + url() + "'}\n";
        String kubernetes = "kind: ConfigMap\nmetadata: {name: c}\ndata:\n  db.password: " + word() + "\n  blob: "
                + base64() + "\n";
        return List.of(
                ConfigSources.text("yaml", ConfigFormat.YAML, () -> yaml),
                ConfigSources.text("json", ConfigFormat.JSON, () -> json),
                ConfigSources.text("properties", ConfigFormat.PROPERTIES, () -> properties),
                ConfigSources.text("env", ConfigFormat.DOT_ENV, () -> env),
                ConfigSources.text("run", ConfigFormat.CLOUD_RUN, () -> run),
                ConfigSources.text("kubernetes", ConfigFormat.KUBERNETES, () -> kubernetes));
    }

    private List<ConfigSource> broken() {
        Map<ConfigFormat, List<String>> texts = new LinkedHashMap<>();
        texts.put(
                ConfigFormat.YAML,
                List.of(
                        "password: '" + word(),
                        "a: b: " + word(),
                        word() + ": 1\n- " + word(),
                        "x: !!foo." + word() + " y",
                        "a: *" + word(),
                        "p: 1\np: " + word(),
                        "\t" + word()));
        texts.put(
                ConfigFormat.JSON,
                List.of(
                        "{\"password\": " + word() + "}",
                        "{\"a\": \"" + word(),
                        "{\"" + word() + "\" 1}",
                        "[\"" + word() + "\"]"));
        texts.put(ConfigFormat.PROPERTIES, List.of("password=\\u" + word()));
        texts.put(ConfigFormat.DOT_ENV, List.of(word() + " " + word(), "A=\"" + word(), "A='x' " + word()));
        texts.put(ConfigFormat.CLOUD_RUN, List.of("kind: " + word(), "{\"name\": \"" + word() + "\"}"));
        texts.put(ConfigFormat.KUBERNETES, List.of("kind: Secret\ndata: {a: " + word() + "}", "a: " + word()));
        List<ConfigSource> sources = new ArrayList<>();
        texts.forEach((format, each) ->
                each.forEach(text -> sources.add(ConfigSources.text("broken " + sources.size(), format, () -> text))));
        String secret = word();
        sources.add(new ConfigSource() {
            @Override
            public Map<String, io.handclasp.drift.ConfigValue> read(Deadline limit) {
                throw new IllegalArgumentException("cannot read " + secret, new IllegalStateException(secret));
            }

            @Override
            public String name() {
                return "foreign";
            }
        });
        return sources;
    }

    private void searched(Object output) {
        outputs.add(String.valueOf(output));
    }

    private void searched(DriftReport report) {
        searched((Object) report);
        searched(report.toText());
        searched(JsonText.pretty(report.toJson()));
        report.findings().forEach(finding -> searched(finding.fingerprint()));
    }

    private DriftReport check(Baseline baseline, List<ConfigSource> sources) {
        DriftDetectorBuilder builder = DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(baseline)
                .reading(ReadingPolicy.standard().timedBy(time));
        sources.forEach(builder::source);
        DriftDetector detector = builder.build();
        searched(detector);
        return detector.check();
    }

    private Baseline baseline(Map<String, io.handclasp.drift.ConfigValue> captured) {
        BaselineBuilder builder = Baseline.capture("live", captured)
                .rules(RulePacks.auth(new AuthKeys("url.0", "url.1", "DB_PASSWORD_0")))
                .rules(RulePacks.database(StoreKeys.database()))
                .rule(ConfigRules.of(
                        "loud",
                        Severity.CRITICAL,
                        "hint",
                        view -> view.keys().stream()
                                .map(key -> Verdict.modified(
                                        key, "was " + view.text(key).orElse("")))
                                .toList()))
                .expect("DB_PASSWORD_1", Expect.equalTo(word()))
                .expect("DB_PASSWORD_2", Expect.oneOf(word(), word()))
                .expect("url.3", Expect.equalTo(url()));
        return builder.build();
    }

    @Test
    void allOutputsWhenAHundredSecretsArePlantedThenNoneIsInThem() throws Exception {
        Map<String, String> live = settings();
        Map<String, String> changed = settings();
        ConfigSource liveSource = ConfigSources.of("live", () -> live);
        ConfigSource changedSource = ConfigSources.of("changed", () -> changed);
        try (LogCapture log = LogCapture.start()) {
            var values = liveSource.read(deadline);
            searched(values);
            Baseline baseline = baseline(values);
            searched(baseline);
            baseline.expectations(Environment.PRODUCTION)
                    .forEach((key, expect) -> searched(key + expect + expect.expected(key)));
            searched(JsonText.pretty(
                    BaselineFile.toJson(Baseline.capture("live", values).build(), Optional.empty())));
            List<ConfigSource> sources = new ArrayList<>(documents());
            for (ConfigSource document : sources) {
                var read = document.read(deadline);
                assertThat(read).isNotEmpty();
                searched(read);
            }
            sources.add(changedSource);
            searched(check(baseline, sources));
            searched(check(baseline, broken()));
            for (ConfigSource each : broken()) {
                failed(each);
            }
            searched(ThreeWayComparison.of("chat", Environment.STAGING, liveSource, changedSource, liveSource)
                    .compare());
            FleetComparison.Builder fleet = FleetComparison.builder("chat", Environment.STAGING);
            fleet.replica("a", liveSource).replica("b", liveSource).replica("c", changedSource);
            searched(fleet.build().compare());
            badBaselines();
            searched(log.text());
        }

        assertThat(secrets).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(String.join("", outputs)).hasSizeGreaterThan(10_000).contains("db.example/orders", "DB_PASSWORD_1");
        for (String secret : secrets) {
            assertThat(outputs).as(secret).noneMatch(output -> output.contains(secret));
        }
    }

    private void failed(ConfigSource source) {
        try {
            searched(source.read(deadline));
        } catch (UnreadableSourceException e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            searched(trace);
        } catch (Exception foreign) {
            assertThat(source.name()).isEqualTo("foreign");
        }
    }

    private void badBaselines() {
        for (String text : List.of(
                "password: " + word(),
                "handclasp-baseline: 1\nname: " + hex(),
                "a: '" + word(),
                "handclasp-baseline: 1\nname: a\nsettings: {PW: {equals: " + word() + ", type: duration}}")) {
            try {
                searched(BaselineFile.parse("b", text));
            } catch (IllegalArgumentException e) {
                StringWriter trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                searched(trace);
            }
        }
    }
}
