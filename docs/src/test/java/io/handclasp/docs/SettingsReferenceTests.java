package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.detect.ReadingPolicy;
import io.handclasp.drift.document.DocumentLimits;
import io.handclasp.drift.history.FlapPolicy;
import io.handclasp.drift.history.JdbcSettings;
import io.handclasp.drift.report.ExitCodes;
import io.handclasp.drift.rules.CloudRunNeeds;
import io.handclasp.drift.source.JdbcTable;
import io.handclasp.drift.trend.TrendPolicy;
import io.handclasp.validator.PhasePolicy;
import io.handclasp.validator.Validator;
import io.handclasp.validator.checks.AuthenticationChecks;
import io.handclasp.validator.checks.HealthChecks;
import io.handclasp.validator.checks.IntegrationChecks;
import io.handclasp.validator.checks.IntegrationChecksBuilder;
import io.handclasp.validator.checks.TestTokens;
import io.handclasp.validator.drill.Drill;
import io.handclasp.validator.drill.Fault;
import io.handclasp.validator.drill.Sighting;
import io.handclasp.validator.golden.Events;
import io.handclasp.validator.golden.GoldenPath;
import io.handclasp.validator.golden.GoldenPathBuilder;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckDefinitionBuilder;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.feed.SecurityEvents;
import io.handclasp.websocket.jakarta.HoldLimits;
import io.handclasp.websocket.jcache.CacheKey;
import io.handclasp.websocket.jcache.CacheKeyRing;
import io.handclasp.websocket.jcache.JCacheRevocations;
import io.handclasp.websocket.jcache.JCacheVerdictCache;
import io.handclasp.websocket.jcache.SharingPolicy;
import io.handclasp.websocket.observe.HealthPolicy;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.session.GuardPolicy;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.io.File;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** docs/reference.md names every setting of websocket-auth, drift and validator with the default that the code has, and no setting that there is not. */
class SettingsReferenceTests {
    private static final String VERIFIERS = "All verifiers that read claims";
    private static final String JWKS = "`TokenVerifiers.jwks(uri)` and `TokenVerifiers.issuer(uri)`";
    private static final String SHARED = "`TokenVerifiers.sharedSecret(secret, algorithm)`";
    private static final String INTROSPECTION = "`TokenVerifiers.introspection(uri…)`";
    private static final String AUTH_SERVICE = "`TokenVerifiers.authService(uri…)`";
    private static final String TRANSPORT = "Transport";
    private static final String VALIDATOR = "`Validator.builder()`";
    private static final String CHECK = "`CheckDefinition.builder(phase, id, check)`";
    private static final String AUTH_CHECKS = "`AuthenticationChecks.builder(authenticator, tokens)`";
    private static final String INTEGRATION_CHECKS = "`IntegrationChecks.builder()`";
    private static final String GOLDEN_PATH = "`GoldenPath.builder(id, uri, client, login)`";
    private static final String DRILL = "`Drill.builder(id)`";
    private static final URI ADDRESS = URI.create("https://auth.example/");

    /** Nothing is ever scheduled on it. */
    private static final ScheduledExecutorService NO_SCHEDULER = (ScheduledExecutorService) Proxy.newProxyInstance(
            SettingsReferenceTests.class.getClassLoader(),
            new Class<?>[] {ScheduledExecutorService.class},
            (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final SettingsTables tables = SettingsTables.read("docs/reference.md");

    @TestFactory
    Stream<DynamicTest> policyWhenStandardThenThePageHasItsDefaults() {
        Map<String, String> defaults = new LinkedHashMap<>(SettingText.of(ResiliencePolicy.standard()));
        Map<String, SettingsTables.Row> rows = new LinkedHashMap<>(tables.section("Resilience"));

        assertThat(rows.keySet()).containsAll(defaults.keySet());
        rows.keySet().removeAll(defaults.keySet());
        assertThat(rows.keySet()).as("rows of no setting").containsExactly("reuseVerdict");
        return defaults.entrySet().stream().map(setting -> same(tables.section("Resilience"), setting));
    }

    @TestFactory
    Stream<DynamicTest> healthWhenStandardThenThePageHasItsDefaults() {
        Map<String, String> defaults = SettingText.of(HealthPolicy.standard()).entrySet().stream()
                .collect(Collectors.toMap(setting -> "health." + setting.getKey(), Map.Entry::getValue));

        return defaults.entrySet().stream().map(setting -> same(tables.section("Observation"), setting));
    }

    @TestFactory
    Stream<DynamicTest> holdLimitsWhenStandardThenThePageHasItsDefaults() {
        Map<String, String> defaults = SettingText.of(HoldLimits.standard()).entrySet().stream()
                .collect(Collectors.toMap(setting -> "HoldLimits." + setting.getKey(), Map.Entry::getValue));

        return defaults.entrySet().stream().map(setting -> same(tables.section("Jakarta WebSocket"), setting));
    }

    @TestFactory
    Stream<DynamicTest> guardWhenStandardThenThePageHasItsDefaults() {
        Map<String, String> defaults = SettingText.of(GuardPolicy.standard()).entrySet().stream()
                .collect(Collectors.toMap(setting -> "GuardPolicy." + setting.getKey(), Map.Entry::getValue));

        return defaults.entrySet().stream().map(setting -> same(tables.section("Sessions"), setting));
    }

    @TestFactory
    Stream<DynamicTest> sharingWhenStandardThenThePageHasItsDefaults() {
        Map<String, String> defaults = SettingText.of(SharingPolicy.standard()).entrySet().stream()
                .collect(Collectors.toMap(setting -> "SharingPolicy." + setting.getKey(), Map.Entry::getValue));

        return defaults.entrySet().stream().map(setting -> same(tables.section("Across nodes"), setting));
    }

    /** Where the settings of a record stand is free; that they stand somewhere is not. */
    @TestFactory
    Stream<DynamicTest> recordsOfSettingsWhenPublishedThenSomePageNamesEachOfTheirSettings() {
        String pages =
                DocsTests.pages().map(page -> Repository.read(page.file())).collect(Collectors.joining("\n"));
        return Repository.PUBLISHED.stream()
                .flatMap(module -> Repository.javaFiles(Repository.mainSources(module)).stream())
                .filter(file -> file.getFileName().toString().matches("\\w+(Policy|Limits|Needs|Settings)\\.java"))
                .map(SettingsReferenceTests::typeOf)
                .filter(type -> type.isRecord() && Modifier.isPublic(type.getModifiers()))
                .map(type -> DynamicTest.dynamicTest(type.getSimpleName(), () -> {
                    assertThat(pages).contains(type.getSimpleName());
                    assertThat(Arrays.stream(type.getRecordComponents())
                                    .map(RecordComponent::getName)
                                    .filter(name -> !Pattern.compile("`[\\w.]*\\b" + name + "\\b")
                                            .matcher(pages)
                                            .find()))
                            .as("settings of %s that no page names", type.getName())
                            .isEmpty();
                }));
    }

    private static Class<?> typeOf(Path file) {
        String path = file.toString().replace(File.separatorChar, '/');
        String name = path.substring(path.indexOf("/src/main/java/") + "/src/main/java/".length())
                .replace(".java", "")
                .replace('/', '.');
        try {
            return Class.forName(name, false, SettingsReferenceTests.class.getClassLoader());
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(name + " is not on the class path of the docs", missing);
        }
    }

    @Test
    void firstMessageWhenStandardThenThePageHasItsDefault() {
        assertThat(tables.section("Jakarta WebSocket")
                        .get("FirstMessagePolicy.maxWaiting")
                        .standard())
                .isEqualTo(SettingText.of("maxWaiting", FirstMessagePolicy.STANDARD_MAX_WAITING));
    }

    /** Executors and clocks have no text; DriftHistories and watch() have no defaults. */
    @TestFactory
    Stream<DynamicTest> driftWhenStandardThenThePageHasItsDefaults() {
        Map<String, SettingsTables.Row> rows = tables.section("Drift");
        return Stream.of(
                        ReadingPolicy.standard(),
                        DocumentLimits.standard(),
                        JdbcTable.of("t", "k", "v"),
                        ExitCodes.standard(),
                        CloudRunNeeds.standard(),
                        JdbcSettings.standard(),
                        FlapPolicy.standard(),
                        TrendPolicy.standard())
                .flatMap(settings -> SettingText.of(settings).entrySet().stream()
                        .filter(setting -> !setting.getKey().equals("timeSource"))
                        .filter(setting -> !(settings instanceof JdbcTable)
                                || setting.getKey().equals("maxRows"))
                        .map(setting -> Map.entry(
                                settings.getClass().getSimpleName() + "." + setting.getKey(), setting.getValue())))
                .map(setting -> same(rows, setting));
    }

    private static DynamicTest same(Map<String, SettingsTables.Row> rows, Map.Entry<String, String> setting) {
        return DynamicTest.dynamicTest(setting.getKey(), () -> {
            assertThat(rows).containsKey(setting.getKey());
            assertThat(rows.get(setting.getKey()).standard()).isEqualTo(setting.getValue());
        });
    }

    @TestFactory
    Stream<DynamicTest> builderWhenItHasASettingThenThePageNamesIt() {
        return Stream.of(
                dynamic(TokenVerifiers.jwks(ADDRESS), VERIFIERS, JWKS, TRANSPORT),
                dynamic(TokenVerifiers.sharedSecret(secret(), "HS256"), VERIFIERS, SHARED),
                dynamic(TokenVerifiers.introspection(ADDRESS), VERIFIERS, INTROSPECTION, TRANSPORT),
                dynamic(TokenVerifiers.authService(ADDRESS), VERIFIERS, AUTH_SERVICE, TRANSPORT),
                dynamic(SessionGuard.builder(authenticator()), "Sessions"),
                dynamic(JCacheVerdictCache.builder(noCache(), ring(), "any", Runnable::run), "Across nodes"),
                dynamic(JCacheRevocations.builder(noCache(), ring(), Runnable::run, NO_SCHEDULER), "Across nodes"),
                dynamic(Validator.builder(), VALIDATOR),
                dynamic(check(), CHECK),
                dynamic(AuthenticationChecks.builder(authenticator(), TestTokens.of(() -> secret())), AUTH_CHECKS),
                dynamic(IntegrationChecks.builder(), INTEGRATION_CHECKS),
                dynamic(goldenPath(), GOLDEN_PATH),
                dynamic(Drill.builder("drill.any"), DRILL),
                dynamic(
                        SecurityEvents.builder(
                                TokenVerifiers.sharedSecret(secret(), "HS256")
                                        .issuer("https://issuer.example")
                                        .audiences("chat")
                                        .buildForStatements(),
                                Execution.of(Runnable::run, NO_SCHEDULER, TimeSource.system())),
                        "`SecurityEvents.builder(verifier, execution)`"),
                dynamic(
                        WebSocketAuthenticator.builder(),
                        "`WebSocketAuthenticator.builder()`",
                        "Handshake and tokens",
                        "Revocation and demo mode",
                        "Observation"));
    }

    @SuppressWarnings("unchecked")
    private static Cache<String, byte[]> noCache() {
        return (Cache<String, byte[]>) Proxy.newProxyInstance(
                SettingsReferenceTests.class.getClassLoader(),
                new Class<?>[] {Cache.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private static CacheKeyRing ring() {
        return CacheKeyRing.of(CacheKey.of("any", Secret.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")));
    }

    private static CheckDefinitionBuilder check() {
        return CheckDefinition.builder(ValidationPhase.GOLDEN_PATH, "any", deadline -> CheckOutcome.passed("fine"));
    }

    private static GoldenPathBuilder goldenPath() {
        return GoldenPath.builder(
                "any", URI.create("ws://localhost/"), HttpClient.newHttpClient(), (user, deadline) -> secret());
    }

    /** What the builders of single checks hold within a check is seen once they have built it. */
    @TestFactory
    Stream<DynamicTest> checkWhenBuiltWithoutSettingsThenThePageHasItsDefaults() {
        Drill drill = Drill.builder("drill.any")
                .fault(Fault.of("any", () -> {}, () -> {}))
                .steadyState(deadline -> Sighting.asExpected("well"))
                .effect(deadline -> Sighting.asExpected("away"))
                .promise(deadline -> Sighting.asExpected("kept"))
                .build();
        GoldenPath path = goldenPath()
                .expect("any", Duration.ofSeconds(1), Events.text("any"))
                .build();
        return Stream.of(
                        Map.entry(CHECK, check().build()),
                        Map.entry(GOLDEN_PATH, path.checks().get(0)),
                        Map.entry(DRILL, drill.checks().get(0)))
                .flatMap(made -> Stream.of(
                        same(
                                tables.section(made.getKey()),
                                Map.entry(
                                        "deadline",
                                        SettingText.of(
                                                "deadline", made.getValue().deadline()))),
                        same(
                                tables.section(made.getKey()),
                                Map.entry("severity", "`" + made.getValue().severity() + "`"))));
    }

    @Test
    void validationWhenStandardThenThePageHasItsDefaults() {
        Map<String, SettingsTables.Row> rows = tables.section(VALIDATOR);
        PhasePolicy most = PhasePolicy.standard(ValidationPhase.INFRASTRUCTURE_HEALTH);
        PhasePolicy golden = PhasePolicy.standard(ValidationPhase.GOLDEN_PATH);
        PhasePolicy drills = PhasePolicy.standard(ValidationPhase.BUSINESS_CONTINUITY);

        assertThat(rows.get("PhasePolicy.deadline").standard())
                .isEqualTo(SettingText.of("deadline", most.deadline()) + "; golden path "
                        + SettingText.of("deadline", golden.deadline()) + ", business continuity "
                        + SettingText.of("deadline", drills.deadline()));
        assertThat(rows.get("PhasePolicy.maxConcurrency").standard())
                .isEqualTo(most.maxConcurrency() + "; business continuity " + drills.maxConcurrency());
        assertThat(rows.get("PhasePolicy.failFast").standard()).isEqualTo(String.valueOf(most.failFast()));
        assertThat(tables.section(CHECK).get("weight").standard())
                .isEqualTo(
                        Severity.CRITICAL.weight() + ", " + Severity.MAJOR.weight() + " or " + Severity.MINOR.weight());
        assertThat(tables.section(AUTH_CHECKS).get("HealthChecks.withTarget").standard())
                .isEqualTo(String.valueOf(HealthChecks.STANDARD_TARGET));
        assertThat(tables.section(INTEGRATION_CHECKS).get("clockSkew").standard())
                .isEqualTo(SettingText.of("clockSkew", IntegrationChecksBuilder.STANDARD_MAX_SKEW));
        assertThat(tables.section(GOLDEN_PATH).get("target").standard())
                .isEqualTo(String.valueOf(GoldenPathBuilder.STANDARD_TARGET));
    }

    private DynamicTest dynamic(Object builder, String... sections) {
        return DynamicTest.dynamicTest(builder.getClass().getSimpleName(), () -> {
            Set<String> named = new LinkedHashSet<>();
            for (String section : sections) {
                named.addAll(tables.section(section).keySet());
            }
            assertThat(named).containsAll(settings(builder.getClass()));
            assertDefaults(builder, sections);
        });
    }

    /** The methods of a builder that set something: those that give the builder back. */
    static Set<String> settings(Class<?> builder) {
        return Arrays.stream(builder.getMethods())
                .filter(method -> method.getReturnType().isAssignableFrom(builder)
                        && method.getReturnType() != Object.class
                        && !Modifier.isStatic(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void assertDefaults(Object builder, String... sections) throws IllegalAccessException {
        for (Class<?> type = builder.getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                field.setAccessible(true);
                Object value = Modifier.isStatic(field.getModifiers()) ? null : field.get(builder);
                if (value instanceof Duration || value instanceof Integer || value instanceof Long) {
                    assertThat(row(field.getName(), sections).standard())
                            .as(field.getName())
                            .startsWith(SettingText.of(field.getName(), value));
                }
            }
        }
    }

    private SettingsTables.Row row(String setting, String... sections) {
        return Arrays.stream(sections)
                .map(tables::section)
                .filter(rows -> rows.containsKey(setting))
                .map(rows -> rows.get(setting))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/reference.md does not name " + setting));
    }

    private static WebSocketAuthenticator authenticator() {
        return WebSocketAuthenticator.builder()
                .verifier((token, deadline) -> new CompletableFuture<>())
                .execution(Runnable::run, NO_SCHEDULER)
                .build();
    }

    private static Secret secret() {
        return Secret.of("0123456789abcdef0123456789abcdef");
    }

    @Test
    void rowsWhenTheyNameASettingThenTheySayWhatIsAcceptedAndWhy() {
        assertThat(tables.all()).hasSizeGreaterThan(50).allSatisfy((name, row) -> {
            assertThat(row.standard()).as(name).isNotBlank();
            assertThat(row.accepted()).as(name).isNotBlank();
            assertThat(row.reason()).as(name).isNotBlank();
        });
    }

    @Test
    void durationsWhenWrittenThenAsThePageWritesThem() {
        assertThat(Stream.of(250, 1_000, 30_000, 300_000, 3_600_000, 5_400_000)
                        .map(millis -> SettingText.of("any", Duration.ofMillis(millis))))
                .containsExactly("250 ms", "1 s", "30 s", "5 min", "1 h", "90 min");
    }
}
