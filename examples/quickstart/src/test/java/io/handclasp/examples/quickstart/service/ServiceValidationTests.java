package io.handclasp.examples.quickstart.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.examples.quickstart.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceValidationTests {
    private static final String ASK = "{\"type\":\"ask\",\"text\":\"What is a handclasp?\"}";
    private static final String EVENTS = "/type=agent_started, /type=agent_thinking, /type=tool_executing,"
            + " /type=tool_completed, /type=agent_completed, /type=answer";

    @TempDir
    Path directory;

    private RealService service;

    @BeforeEach
    void start() throws IOException {
        service = new RealService(directory);
    }

    @AfterEach
    void stop() throws SQLException {
        service.close();
    }

    @Test
    void runWhenEverythingIsNamedThenEachPhaseIsLookedAt() throws IOException {
        service.write("agent.yaml", service.system.description());
        service.write("baseline.yaml", """
                handclasp-baseline: 1
                name: agent
                settings:
                  WS_HEARTBEAT: {equals: 25s, type: duration}
                """);
        Ran ran = service.withClientCredentials()
                .withIntrospection()
                .set("health", "issuer=" + service.system.authService().issuer() + "/.well-known/openid-configuration")
                .set(
                        "private-paths",
                        "facts=127.0.0.1:" + service.system.facts().port())
                .set("private-paths.within", "127.0.0.0/8")
                .set("services", "facts=" + service.system.facts().facts() + "?question=What+is+a+handclasp%3F")
                .set("drift.description", "agent.yaml")
                .set("drift.baseline", "baseline.yaml")
                .set("golden.send", ASK)
                .set("golden.expect", EVENTS)
                .set("drills", "true")
                .run();

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out())
                .contains(
                        "√ there is a token to try with",
                        "√ issuer is up",
                        "√ the private path to facts is open",
                        "√ a good token is admitted",
                        "√ the configuration is as it should be",
                        "√ facts answers this host",
                        "20 of 20 journeys completed",
                        "√ while the auth service is away, users meet what is promised");
        assertThat(ran.exitCode()).as(ran.out()).isZero();
        assertThat(directory.resolve("validation.html")).isNotEmptyFile();
    }

    @Test
    void runWhenOnlyWhatIsNeededIsNamedThenTheRestIsSkippedAndNamesItsSetting() throws IOException {
        service.write("token.jwt", service.system.authService().tokens().valid("carol") + "\n");

        Ran ran = service.set("token.file", "token.jwt")
                .set("token.carrier", "subprotocol")
                .withIssuer()
                .run();

        assertThat(ran.exitCode()).as(ran.out()).isZero();
        assertThat(ran.out())
                .contains("√ the endpoint opens with the token")
                .contains("private-paths is not set", "services is not set", "drift.description is not set")
                .contains("drills is not set")
                .doesNotContain("coverage 100 %");
    }

    @Test
    void runWhenServiceRefusesThenTheGoldenPathTellsWhy() throws IOException {
        String token = service.system.authService().tokens().valid("dave");
        Ran ran = service.set("token", token)
                .withIssuer()
                .set("websocket.url", "ws://127.0.0.1:" + service.system.facts().port() + "/no-such-path")
                .run();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("× the endpoint opens with the token").contains("404");
    }

    @Test
    void runWhenTokenExpiredThenSaysSoAndWhatDependsOnItIsBlocked() throws IOException {
        Ran ran = service.set("token", service.system.authService().tokens().expired("erin"))
                .withIssuer()
                .run();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out())
                .contains("× a good token is admitted", "expired")
                .contains("⊘ the endpoint opens with the token");
    }

    @Test
    void runWhenTheTokenEndpointIsAwayThenThatIsWhatTheReportSays() throws IOException {
        service.withClientCredentials().withIssuer();
        service.system.authService().close();

        Ran ran = service.run();

        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.out()).contains("? there is a token to try with", "⊘ a good token is admitted");
    }

    @Test
    void runWhenClientSecretIsWrongThenNamesTheSettings() throws IOException {
        service.write("wrong.secret", "not-the-secret");

        Ran fetching = service.withClientCredentials()
                .withIntrospection()
                .set("token.client-secret-file", "wrong.secret")
                .run();
        Ran judging = service.withClientCredentials()
                .set("introspection.client-secret-file", "wrong.secret")
                .run();

        assertThat(fetching.exitCode()).isEqualTo(2);
        assertThat(fetching.err()).contains("the token endpoint answered 401", "token.client-secret-file");
        assertThat(judging.exitCode()).isNotZero();
        assertThat(judging.out()).contains("a good token is admitted", "MISCONFIGURED");
    }

    @Test
    void runWhenAnythingHappensThenNoTokenOrSecretIsShown() throws IOException {
        String token = service.system.authService().tokens().valid("frank");
        service.write("token.jwt", token);
        try (LogCapture log = LogCapture.start()) {
            Ran good =
                    service.set("token.file", "token.jwt").withIntrospection().run();
            String reports = Files.readString(directory.resolve("validation.html"))
                    + Files.readString(directory.resolve("validation.json"));
            Ran wrong = service.set("token", token).run();

            assertThat(good.exitCode()).as(good.out()).isZero();
            assertThat(wrong.exitCode()).isEqualTo(2);
            String secret = service.system.authService().clientSecret().reveal();
            assertThat(good.everything() + reports + wrong.everything())
                    .doesNotContain(token)
                    .doesNotContain(secret);
            log.assertDoesNotContain(token, secret);
        }
    }
}
