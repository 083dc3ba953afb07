package io.handclasp.examples.hosts.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.contract.AuthServiceDouble;
import io.handclasp.examples.hosts.contract.Warmth;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.report.HealthFormats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What Actuator shows of a running application, with everything exposed and all values shown. */
class ActuatorTests {
    private static AuthServiceDouble authService;
    private static SpringBootChat chat;

    @BeforeAll
    static void start() throws Exception {
        authService = new AuthServiceDouble(TimeSource.system());
        ChatSettings settings = new ChatSettings(
                "127.0.0.1",
                0,
                authService.endpoint(),
                AuthServiceDouble.CLIENT_ID,
                AuthServiceDouble.CLIENT_SECRET,
                AuthServiceDouble.AUDIENCE);
        chat = SpringBootChat.start(
                settings,
                TimeSource.system(),
                Map.of(
                        "management.endpoint.env.show-values", "always",
                        "management.endpoint.configprops.show-values", "always",
                        // The other spelling, as it stands in an environment.
                        "HANDCLASP_INTROSPECTION_CLIENTSECRET", AuthServiceDouble.CLIENT_SECRET.reveal()));
        Warmth.await(chat.port(), AuthServiceDouble.token("warmth"));
    }

    @AfterAll
    static void stop() {
        chat.close();
        authService.close();
    }

    private static String get(String path) throws IOException {
        try (RawConnection client = RawConnection.open(chat.port())) {
            client.send(("GET /actuator/" + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            RawConnection.Response response = client.response();
            assertThat(response.status()).as(path).isEqualTo(200);
            return response.body();
        }
    }

    @Test
    void healthWhenAskedThenFieldForFieldWhatTheMonitorsOwnFormatSays() throws Exception {
        Map<String, Object> whole = JSONObjectUtils.parse(get("health"));
        Map<String, Object> springs = JSONObjectUtils.getJSONObject(
                JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(whole, "components"), "handclasp"),
                "components");
        Map<String, Object> ours = JSONObjectUtils.getJSONObject(
                JSONObjectUtils.parse(HealthFormats.springActuator()
                        .write(chat.bean(HealthMonitor.class).poll())
                        .text()),
                "components");

        assertThat(springs.keySet()).isEqualTo(ours.keySet()).containsExactlyInAnyOrder("auth-service", "handshakes");
        assertThat(JSONObjectUtils.getJSONObject(springs, "auth-service")).containsEntry("status", "UP");
        for (String probe : ours.keySet()) {
            Map<String, Object> theirs =
                    JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(springs, probe), "details");
            Map<String, Object> own =
                    JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(ours, probe), "details");
            assertThat(theirs).containsKeys("state", "code", "message");
            assertThat(own.keySet()).containsAll(theirs.keySet());
            // How long it took differs from run to run and stands in the message.
            assertThat(theirs.get("state")).isEqualTo(own.get("state"));
            assertThat(theirs.get("code")).isEqualTo(own.get("code"));
        }
    }

    @Test
    void metricsWhenClientsConnectThenCounted() throws Exception {
        String token = AuthServiceDouble.token("carol");
        try (RawConnection client = RawConnection.open(chat.port())) {
            client.send(Handshake.to("/chat").bearer(token).bytes());
            assertThat(client.response().status()).isEqualTo(101);
            assertThat(client.hear()).isEqualTo("text welcome carol");
        }

        assertThat(get("metrics/handclasp.handshakes"))
                .contains("\"authenticated\"")
                .doesNotContain(token, "carol");
        assertThat(get("metrics")).contains("handclasp.breaker.state", "handclasp.probe.");
    }

    @Test
    void envAndConfigpropsWhenTheyShowValuesThenNoSecret() throws Exception {
        String secret = AuthServiceDouble.CLIENT_SECRET.reveal();

        assertThat(get("configprops"))
                .contains("handclasp-io.handclasp", AuthServiceDouble.CLIENT_ID)
                .doesNotContain(secret);
        assertThat(get("env"))
                .contains("handclasp.introspection.client-secret", "HANDCLASP_INTROSPECTION_CLIENTSECRET")
                .contains(AuthServiceDouble.CLIENT_ID)
                .doesNotContain(secret);
        assertThat(get("env/handclasp.introspection.client-secret")).doesNotContain(secret);
        assertThat(get("beans")).contains("handclaspAuthenticator").doesNotContain(secret);
    }
}
