package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.validator.Validator;
import io.handclasp.validator.drill.AuthDrills;
import io.handclasp.validator.drill.Degradation;
import io.handclasp.validator.drill.Drill;
import io.handclasp.validator.drill.Fault;
import io.handclasp.validator.drill.Observation;
import io.handclasp.validator.drill.Sighting;
import io.handclasp.validator.drill.TransportFaults;
import io.handclasp.validator.golden.Events;
import io.handclasp.validator.golden.GoldenPath;
import io.handclasp.validator.golden.Login;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckState;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class ContinuitySnippetsTests {
    private final HttpClient client = HttpClient.newHttpClient();
    private boolean away;

    private static GoldenPath goldenPath(HttpClient client, Executor executor, Login login) {
        // tag::golden-path[]
        GoldenPath path = GoldenPath.builder("golden.ask", URI.create("wss://chat.example.com/ws"), client, login)
                .title("a user asks and gets an answer")
                .send("ask", "{\"type\":\"ask\",\"text\":\"How are you?\"}")
                .expect("agent_started", Duration.ofSeconds(2), Events.json("/type", "agent_started"))
                .expect("agent_completed", Duration.ofSeconds(30), Events.json("/type", "agent_completed"))
                .expect(
                        "answer",
                        Duration.ofSeconds(2),
                        Events.json("/type", "answer").and(Events.jsonPresent("/text")))
                .ignore(Events.json("/type", "heartbeat"))
                .runs(800)
                .sideBySide(executor, 16)
                .build();
        // end::golden-path[]
        return path;
    }

    private static Validator authDrills(WebSocketAuthenticator authenticator, Login login) {
        // tag::auth-drills[]
        AuthDrills drills = AuthDrills.of(authenticator, login, Degradation.FAIL_CLOSED);
        Validator validator = Validator.builder()
                .checks(drills) // the six standard ones, and another way to be down
                .checks(drills.authDown(TransportFaults.hang()).withId("drill.auth-hangs"))
                .build();
        // end::auth-drills[]
        return validator;
    }

    private static Drill ownDrill(Probe database, Runnable takeAway, Runnable giveBack, Observation servesFromCache) {
        // tag::own-drill[]
        Drill drill = Drill.builder("drill.database-away")
                .title("pages come from the cache while the database is away")
                .steadyState(Observation.up(database))
                .fault(Fault.of("this host's pool has no connections", takeAway::run, giveBack::run))
                .effect(Observation.down(database))
                .promise(servesFromCache)
                .maxLife(Duration.ofSeconds(30))
                .recoverWithin(Duration.ofMinutes(1))
                .build();
        // end::own-drill[]
        return drill;
    }

    @Test
    void goldenPathWhenBuiltThenIsOneCheck() {
        GoldenPath path = goldenPath(client, Runnable::run, (user, deadline) -> Secret.of("token"));

        assertThat(path.checks()).extracting(CheckDefinition::id).containsExactly("golden.ask");
    }

    @Test
    void authDrillsWhenAddedThenPlanned() {
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.introspection(URI.create("https://auth.example.com/introspect"))
                        .clientSecretBasic("chat", Secret.of("hush-hush"))
                        .transport((request, deadline) -> new CompletableFuture<>())
                        .build())
                .build()) {
            assertThat(authDrills(authenticator, (user, deadline) -> Secret.of("token-" + user))
                            .checks())
                    .extracting(CheckDefinition::id)
                    .contains("drill.slow-auth", "drill.auth-down", "drill.auth-hangs", "drill.reconnect-storm");
        }
    }

    @Test
    void ownDrillWhenRunThenTheDatabaseIsBack() throws Exception {
        Drill drill = ownDrill(
                deadline -> away ? ProbeOutcome.down("no connection") : ProbeOutcome.up("it answers"),
                () -> away = true,
                () -> away = false,
                deadline -> Sighting.asExpected("a page came from the cache"));

        assertThat(drill.run(Deadline.after(Duration.ofSeconds(10), TimeSource.system()))
                        .state())
                .isEqualTo(CheckState.PASSED);
        assertThat(away).isFalse();
    }
}
