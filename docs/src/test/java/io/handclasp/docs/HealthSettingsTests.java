package io.handclasp.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.monitor.MonitorPolicy;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/health.md names every setting of probes, runner and monitor with the default that the code has, and no other. */
class HealthSettingsTests {
    private final SettingsTables tables = SettingsTables.read("docs/health.md");
    private final ProbeDefinition.Builder definition =
            ProbeDefinition.builder("one", deadline -> ProbeOutcome.up("seen"));
    private final ProbeRunner.Builder runner =
            ProbeRunner.builder(ProbeSet.of(definition.build())).executor(Runnable::run);

    @Test
    void definitionWhenBuiltWithoutSettingsThenThePageHasItsDefaults() {
        Map<String, SettingsTables.Row> rows = tables.section("Define probes");
        ProbeDefinition standard = definition.build();

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(SettingsReferenceTests.settings(ProbeDefinition.Builder.class));
        assertThat(rows.get("kind").standard()).isEqualTo("`" + standard.kind() + "`");
        assertThat(rows.get("criticality").standard()).isEqualTo("`" + standard.criticality() + "`");
        assertDefault(rows, "deadline", standard.deadline());
        assertThat(standard.dependsOn()).isEmpty();
        assertThat(rows.get("dependsOn").standard()).isEqualTo("none");
        assertDefault(rows, "hint", standard.hint());
        assertDefault(rows, "interruptOnTimeout", standard.interruptOnTimeout());
    }

    @Test
    void runnerWhenBuiltWithoutSettingsThenThePageHasItsDefaults() {
        Map<String, SettingsTables.Row> rows = tables.section("Run them");

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(SettingsReferenceTests.settings(ProbeRunner.Builder.class));
        assertDefault(rows, "deadline", runner.build().deadline());
    }

    @Test
    void monitorWhenBuiltWithoutSettingsThenThePageHasItsDefaults() throws ReflectiveOperationException {
        Map<String, SettingsTables.Row> rows = tables.section("Watch them");
        Map<String, String> policy = SettingText.of(MonitorPolicy.standard());
        var builder = HealthMonitor.builder(runner.build());

        assertThat(rows).containsKeys(policy.keySet().toArray(String[]::new));
        policy.forEach((name, standard) ->
                assertThat(rows.get(name).standard()).as(name).isEqualTo(standard));
        assertThat(field(builder, "policy")).isEqualTo(MonitorPolicy.standard());
        assertDefault(rows, "cacheFor", field(builder, "cacheFor"));
        assertThat(rows.keySet().stream().filter(name -> !policy.containsKey(name)))
                .containsExactlyInAnyOrderElementsOf(SettingsReferenceTests.settings(builder.getClass()));
    }

    @Test
    void pageWhenItNamesADurationThenItIsThatOfThePolicy() {
        String page = Repository.read(Repository.root().resolve("docs/health.md"));
        MonitorPolicy policy = MonitorPolicy.standard();
        int window = policy.flapping().window();

        assertThat(page)
                .contains(String.format(
                        Locale.ROOT,
                        "From %d changes among the last %d verdicts on, a probe flaps, until %d or fewer are left",
                        (int) Math.ceil(policy.flapping().startRate() * (window - 1)),
                        window,
                        (int) Math.floor(policy.flapping().stopRate() * (window - 1))));
    }

    private static Object field(Object builder, String name) throws ReflectiveOperationException {
        Field field = builder.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(builder);
    }

    private static void assertDefault(Map<String, SettingsTables.Row> rows, String setting, Object value) {
        assertThat(rows.get(setting).standard()).as(setting).isEqualTo(SettingText.of(setting, value));
    }
}
