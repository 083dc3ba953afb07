package io.handclasp.drift.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.ConfigRule;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.detect.ReadingPolicy;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import io.handclasp.drift.source.ConfigFormat;
import io.handclasp.drift.source.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulePacksTests {
    private static final Map<String, String> GOOD_TIMES = Map.of(
            "WS_HEARTBEAT",
            "25s",
            "WS_IDLE_TIMEOUT",
            "60s",
            "WS_HANDSHAKE_BUDGET",
            "3s",
            "WS_CLIENT_TIMEOUT",
            "10s",
            "AUTH_MAX_ATTEMPTS",
            "5",
            "AUTH_ATTEMPT_TIMEOUT",
            "250ms");

    private static Stream<ConfigRule> all() {
        return Stream.of(
                        RulePacks.webSocketService(WebSocketKeys.standard()),
                        RulePacks.auth(AuthKeys.standard()),
                        RulePacks.database(StoreKeys.database()),
                        RulePacks.cache(StoreKeys.cache()),
                        RulePacks.cloudRun(CloudRunNeeds.standard()))
                .flatMap(List::stream);
    }

    private static DriftReport check(List<ConfigRule> rules, ConfigSource source) {
        return DriftDetector.builder("chat")
                .environment(Environment.PRODUCTION)
                .baseline(Baseline.builder("rules").rules(rules).build())
                .source(source)
                .reading(ReadingPolicy.standard().timedBy(new ManualTimeSource()))
                .build()
                .check();
    }

    private static DriftReport check(List<ConfigRule> rules, Map<String, String> settings) {
        return check(rules, ConfigSources.of("env", () -> settings));
    }

    private static Map<String, String> with(Map<String, String> settings, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    private static List<String> broken(DriftReport report) {
        return report.drift().stream()
                .map(finding -> finding.ruleId() + " " + finding.key())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void ruleWhenThereIsOneThenItHasItsPageAndItsHintNamesIt(ConfigRule rule) {
        Path page = Path.of("..", "docs", "rules", rule.id() + ".md");

        assertThat(page)
                .isRegularFile()
                .content()
                .startsWith("# " + rule.id() + "\n")
                .contains("## What it checks", "## Why", "## How to mend it");
        assertThat(rule.hint())
                .hasValueSatisfying(hint -> assertThat(hint).contains("docs/rules/" + rule.id() + ".md"));
    }

    @Test
    void pagesWhenThereIsOneThenItIsOfARule() throws Exception {
        try (Stream<Path> pages = Files.list(Path.of("..", "docs", "rules"))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            all().map(ConfigRule::id).toList());
        }
    }

    @Test
    void webSocketWhenTimesFitThenInSync() {
        DriftReport report = check(RulePacks.webSocketService(WebSocketKeys.standard()), GOOD_TIMES);

        assertThat(report.counts()).containsEntry(DriftStatus.IN_SYNC, 3);
        assertThat(report.findings()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "WS_HEARTBEAT,60s,websocket.heartbeat WS_HEARTBEAT",
        "WS_HANDSHAKE_BUDGET,10s,websocket.handshake-budget WS_HANDSHAKE_BUDGET",
        "AUTH_ATTEMPT_TIMEOUT,601ms,websocket.retry-budget AUTH_MAX_ATTEMPTS"
    })
    void webSocketWhenTimesDoNotFitThenFound(String key, String value, String found) {
        DriftReport report = check(RulePacks.webSocketService(WebSocketKeys.standard()), with(GOOD_TIMES, key, value));

        assertThat(broken(report)).containsExactly(found);
    }

    @Test
    void webSocketWhenNothingIsSetThenNotChecked() {
        DriftReport report = check(RulePacks.webSocketService(WebSocketKeys.standard()), Map.of());

        assertThat(report.counts()).containsEntry(DriftStatus.NOT_CHECKED, 3).containsEntry(DriftStatus.IN_SYNC, 0);
    }

    @Test
    void authWhenAllIsSetWellThenInSync() {
        DriftReport report = check(
                RulePacks.auth(AuthKeys.standard()),
                Map.of(
                        "AUTH_URL",
                        "https://auth.example/v",
                        "AUTH_INTERNAL_URL",
                        "http://127.0.0.1:9000/v",
                        "AUTH_KEY",
                        "q7Zk2mX9vB4nR8tY1wE5uI3o"));

        assertThat(report.drift()).isEmpty();
        assertThat(report.counts()).containsEntry(DriftStatus.IN_SYNC, 6);
    }

    @Test
    void authWhenSetBadlyThenEachFound() {
        assertThat(broken(check(RulePacks.auth(AuthKeys.standard()), Map.of("AUTH_URL", "http://auth.example"))))
                .containsExactly(
                        "auth.url-and-key AUTH_KEY", "auth.internal-url AUTH_INTERNAL_URL", "auth.https AUTH_URL");
        assertThat(broken(check(RulePacks.auth(AuthKeys.standard()), Map.of("AUTH_KEY", "q7Zk2mX9vB4nR8tY1wE5uI3o"))))
                .containsExactly("auth.url-and-key AUTH_URL");
        assertThat(check(RulePacks.auth(AuthKeys.standard()), Map.of()).findings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"changeme", "<your key>", "${AUTH_KEY}", "your-secret-key-goes-here", "password"})
    void authWhenSecretIsAPlaceholderThenFoundAndNotShown(String secret) {
        DriftReport report = check(
                RulePacks.auth(AuthKeys.standard()),
                Map.of("AUTH_URL", "https://a.example", "AUTH_INTERNAL_URL", "https://b.example", "AUTH_KEY", secret));

        assertThat(broken(report)).contains("auth.placeholder AUTH_KEY");
    }

    @Test
    void authWhenSecretIsAReferenceThenNothingIsSaidOfIt() {
        DriftReport report = check(
                RulePacks.auth(AuthKeys.standard()),
                ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> Descriptions.V1));

        assertThat(report.findings().stream().map(DriftFinding::ruleId))
                .doesNotContain("auth.placeholder", "auth.weak-secret");
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://app:pw@10.0.0.3/db,true",
        "jdbc:postgresql://db.internal:5432/x,true",
        "db.internal:5432,true",
        "postgres://app:p%w#x@db/x,true",
        "my_db_host,true",
        "localhost:5432,false",
        "jdbc:postgresql://127.0.0.1/x,false",
        "/cloudsql/p:r:i,false",
        "redis://[::1]:6379,false",
        "'jdbc:postgresql://localhost:5432,db.internal:5432/x',true",
        "'jdbc:postgresql://db.internal,localhost/x',true",
        "'postgres://a:p@db.internal:1,b:q@localhost:2/x',true",
        "'localhost:26379,10.0.0.3:26379',true",
        "'jdbc:mysql:replication://localhost:3306,127.0.0.1:3307/x',false",
        "'postgres://app:p,w@localhost/x',false"
    })
    void storeWhenHostIsElsewhereThenAPrivatePathIsNeeded(String address, boolean elsewhere) {
        List<ConfigRule> rules = RulePacks.database(StoreKeys.database());

        assertThat(broken(check(rules, Map.of("DATABASE_URL", address))))
                .isEqualTo(elsewhere ? List.of("database.private-path cloudrun.vpc-access-connector") : List.of());
        assertThat(broken(check(rules, Map.of("DATABASE_URL", address, "VPC_CONNECTOR", "main"))))
                .isEmpty();
    }

    @Test
    void storeWhenPoolDoesNotFitThenEachFound() {
        assertThat(broken(check(
                        RulePacks.cache(StoreKeys.cache()),
                        Map.of(
                                "REDIS_POOL_MIN",
                                "5",
                                "REDIS_POOL_MAX",
                                "0",
                                "REDIS_POOL_TIMEOUT",
                                "2m",
                                "REDIS_POOL_MAX_LIFETIME",
                                "1m"))))
                .containsExactlyInAnyOrder(
                        "cache.pool REDIS_POOL_MAX", "cache.pool REDIS_POOL_MIN", "cache.pool REDIS_POOL_TIMEOUT");
        assertThat(check(RulePacks.cache(StoreKeys.cache()), Map.of("REDIS_POOL_MAX", "many"))
                        .counts())
                .containsEntry(DriftStatus.NOT_CHECKED, 1);
    }

    @Test
    void cloudRunWhenDescribedWellThenInSync() {
        DriftReport report = check(
                RulePacks.cloudRun(CloudRunNeeds.standard()),
                ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> Descriptions.V1));

        assertThat(report.counts()).containsEntry(DriftStatus.IN_SYNC, 5);
        assertThat(report.findings()).hasSize(5);
    }

    @Test
    void cloudRunWhenConnectorIsMissingThenFoundWithTheCommand() {
        String without = Descriptions.V1
                .lines()
                .filter(line -> !line.contains("vpc-access"))
                .reduce("", (a, b) -> a + "\n" + b);

        DriftReport report = check(
                RulePacks.cloudRun(CloudRunNeeds.standard()),
                ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> without));

        assertThat(report.drift()).singleElement().satisfies(finding -> {
            assertThat(finding.ruleId()).isEqualTo("cloud-run.vpc-path");
            assertThat(finding.status()).isEqualTo(DriftStatus.MISSING);
            assertThat(finding.hint())
                    .contains(
                            "Run: gcloud run services update chat --region europe-west1 --network default"
                                    + " --subnet default --vpc-egress private-ranges-only See docs/rules/cloud-run.vpc-path.md");
        });
    }

    @Test
    void cloudRunWhenAllIsMissingThenEachHasItsCommand() {
        DriftReport report = check(
                RulePacks.cloudRun(new CloudRunNeeds(
                        Duration.ofMinutes(30), Optional.of("main"), "default", "default", "all-traffic", 2)),
                Map.of("cloudrun.name", "chat", "cloudrun.region", "us-east1"));

        assertThat(report.drift().stream()
                        .map(finding -> finding.hint()
                                .orElse("")
                                .replaceAll("Run: gcloud run services update chat --region us-east1 | See .*", "")))
                .containsExactly(
                        "--timeout 1800",
                        "--vpc-connector main --vpc-egress all-traffic",
                        "--vpc-egress all-traffic",
                        "--session-affinity",
                        "--min-instances 2");
    }

    @Test
    void cloudRunWhenNameIsNoNameThenItGetsIntoNoCommand() {
        DriftReport report =
                check(RulePacks.cloudRun(CloudRunNeeds.standard()), Map.of("cloudrun.name", "x; rm -rf /"));

        assertThat(report.toText())
                .contains("services update SERVICE --region REGION")
                .doesNotContain("rm -rf");
    }

    @Test
    void cloudRunWhenThereIsNoDescriptionThenNotChecked() {
        assertThat(check(RulePacks.cloudRun(CloudRunNeeds.standard()), Map.of("A", "1"))
                        .counts())
                .containsEntry(DriftStatus.NOT_CHECKED, 5);
    }

    @Test
    void needsWhenANameCouldBreakACommandThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CloudRunNeeds(
                        Duration.ofMinutes(60), Optional.of("x; rm"), "default", "default", "all-traffic", 1))
                .withMessageStartingWith("connector was x; rm");
    }

    @ParameterizedTest
    @CsvSource({
        "WS_HEARTBEAT, 0, websocket.heartbeat WS_HEARTBEAT",
        "WS_HEARTBEAT, PT-5S, websocket.heartbeat WS_HEARTBEAT",
        "WS_HANDSHAKE_BUDGET, 0s, websocket.handshake-budget WS_HANDSHAKE_BUDGET",
        "AUTH_MAX_ATTEMPTS, 0, websocket.retry-budget AUTH_MAX_ATTEMPTS",
        "AUTH_ATTEMPT_TIMEOUT, 0, websocket.retry-budget AUTH_ATTEMPT_TIMEOUT",
    })
    void webSocketWhenATimeIsZeroOrLessThenNotTakenForSmall(String key, String value, String found) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "WS_HEARTBEAT",
                "25s",
                "WS_IDLE_TIMEOUT",
                "PT1M",
                "WS_HANDSHAKE_BUDGET",
                "2s",
                "WS_CLIENT_TIMEOUT",
                "10s",
                "AUTH_MAX_ATTEMPTS",
                "3",
                "AUTH_ATTEMPT_TIMEOUT",
                "250ms"));
        settings.put(key, value);

        assertThat(broken(check(RulePacks.webSocketService(WebSocketKeys.standard()), settings)))
                .contains(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\nspec: {template: {}}",
                "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a}\nspec: {template: {metadata: null, spec: null}}",
                "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: a, annotations: []}\nspec: {template: {metadata: {annotations: {}}}}",
                "{\"name\": \"projects/p/locations/l/services/a\", \"template\": {}}",
                "{\"name\": \"projects/p/locations/l/services/a\", \"template\": {\"vpcAccess\": null, \"containers\": [{}]}}",
            })
    void cloudRunWhenFieldsAreMissingThenTheDefaultsOfCloudRunAreJudged(String description) {
        DriftReport report = check(
                RulePacks.cloudRun(CloudRunNeeds.standard()),
                ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> description));

        assertThat(broken(report))
                .containsExactlyInAnyOrder(
                        "cloud-run.timeout cloudrun.timeoutSeconds",
                        "cloud-run.vpc-path cloudrun.vpc-access-connector",
                        "cloud-run.session-affinity cloudrun.sessionAffinity",
                        "cloud-run.min-scale cloudrun.minScale");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {}\nspec: {template: {}}",
                "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: ''}\nspec: {template: {}}",
                "apiVersion: serving.knative.dev/v1\nkind: Service",
                "[]",
                "{}",
                "",
            })
    void cloudRunWhenItIsHardlyADescriptionThenNothingIsInSync(String description) {
        DriftReport report = check(
                RulePacks.cloudRun(CloudRunNeeds.standard()),
                ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> description));

        assertThat(report.findings()).isNotEmpty().allMatch(finding -> finding.status() == DriftStatus.NOT_CHECKED);
    }
}
