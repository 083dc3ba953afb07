package io.handclasp.drift.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.UnreadableSourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CloudRunTests {
    private final Deadline deadline = Deadline.after(Duration.ofSeconds(5), new ManualTimeSource());

    private Map<String, String> read(ConfigFormat format, String resource) throws Exception {
        Map<String, ConfigValue> values =
                ConfigSources.text("gcloud", format, () -> resource(resource)).read(deadline);
        Map<String, String> shown = new TreeMap<>();
        values.forEach((key, value) -> shown.put(key, value.shown()));
        return shown;
    }

    static String resource(String name) throws IOException {
        try (InputStream in = CloudRunTests.class.getResourceAsStream("/drift/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void descriptionWhenInEitherShapeThenTheSameSettings() throws Exception {
        Map<String, String> v1 = read(ConfigFormat.CLOUD_RUN, "cloudrun-v1.yaml");
        Map<String, String> v2 = read(ConfigFormat.CLOUD_RUN, "cloudrun-v2.json");

        assertThat(v1)
                .containsEntry("cloudrun.name", "chat")
                .containsEntry("cloudrun.region", "europe-west1")
                .containsEntry("cloudrun.timeoutSeconds", "3600")
                .containsEntry("cloudrun.vpc-access-connector", "projects/acme/locations/europe-west1/connectors/main")
                .containsEntry("cloudrun.vpc-access-egress", "private-ranges-only")
                .containsEntry("cloudrun.sessionAffinity", "true")
                .containsEntry("cloudrun.minScale", "2")
                .containsEntry("cloudrun.maxScale", "20")
                .containsEntry("cloudrun.containerConcurrency", "250")
                .containsEntry("cloudrun.ingress", "all")
                .containsEntry("cloudrun.memory", "512Mi")
                .containsEntry("AUTH_URL", "https://auth.internal.example/validate")
                .containsEntry("AUTH_KEY", "secret auth-key version latest")
                .containsEntry("DATABASE_URL", "postgres://[redacted]@10.1.2.3:5432/chat")
                .containsEntry("containers.proxy.PROXY_PORT", "9000");
        v1.remove("cloudrun.project");
        v2.remove("cloudrun.project");
        assertThat(v2).isEqualTo(v1);
    }

    @Test
    void descriptionWhenDirectEgressThenInterfacesAreTold() throws Exception {
        String v1 = resource("cloudrun-v1.yaml")
                .replace(
                        "run.googleapis.com/vpc-access-connector: projects/acme/locations/europe-west1/connectors/main",
                        "run.googleapis.com/network-interfaces: '[{\"network\":\"prod\",\"subnetwork\":\"run\"}]'");

        Map<String, ConfigValue> values =
                ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> v1).read(deadline);

        assertThat(values.get("cloudrun.network-interfaces").shown()).isEqualTo("prod/run");
    }

    @Test
    void descriptionWhenItIsSomethingElseThenRefused() {
        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> ConfigSources.text("gcloud", ConfigFormat.CLOUD_RUN, () -> "{\"kind\": \"Pod\"}")
                        .read(deadline))
                .withMessageContaining("is no description of a Cloud Run service");
    }

    @Test
    void manifestsWhenSeveralDocumentsThenVariablesOfTheWorkload() throws Exception {
        assertThat(read(ConfigFormat.KUBERNETES, "kubernetes.yaml"))
                .containsEntry("kubernetes.name", "chat")
                .containsEntry("kubernetes.replicas", "3")
                .containsEntry("kubernetes.image", "gcr.io/acme/chat:1.4")
                .containsEntry("HEARTBEAT", "30s")
                .containsEntry("IDLE_TIMEOUT", "60s")
                .containsEntry("LOG_LEVEL", "debug")
                .containsEntry("POD_NAME", "field metadata.name")
                .containsEntry("DB_PASSWORD", "secret db version password")
                .containsEntry("envFrom.secret.more", "secret more, all of it")
                .containsEntry("configmap.chat-config.IDLE_TIMEOUT", "60s")
                .doesNotContainKey("TOP");
    }

    @Test
    void manifestsWhenSeveralWorkloadsThenOneMustBeChosen() throws Exception {
        String two = resource("kubernetes.yaml") + "---\nkind: Deployment\nmetadata: {name: other}\nspec: {}\n";

        assertThatExceptionOfType(UnreadableSourceException.class)
                .isThrownBy(() -> ConfigSources.text("k8s", ConfigFormat.KUBERNETES, () -> two)
                        .read(deadline))
                .withMessageContaining("chat, other");
    }
}
