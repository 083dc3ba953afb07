package io.handclasp.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceRunTests {
    @TempDir
    Path directory;

    private RealService service;

    @BeforeEach
    void start() throws IOException {
        service = new RealService(directory);
    }

    @AfterEach
    void stop() throws IOException {
        service.close();
    }

    @Test
    void runWhenTokenIsFetchedAndJudgedByKeysThenConnects() throws IOException {
        Ran ran = service.withClientCredentials().withIssuer().run();

        assertThat(ran.err()).isEmpty();
        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out())
                .contains("good: subject quickstart-server, issuer " + service.authService.issuer())
                .contains("evidence: FRESH, attempts 1")
                .containsPattern("succeeded +40 +100\\.00 %")
                .containsPattern("p99 +too few to tell")
                .containsPattern("ok +at least 99.5 % succeed");
    }

    @Test
    void runWhenTokenIsInAFileAndSentAsSubprotocolThenConnects() throws IOException {
        service.write("token.jwt", service.authService.tokens().valid("carol") + "\n");

        Ran ran = service.set("token.file", "token.jwt")
                .set("token.carrier", "subprotocol")
                .withIntrospection()
                .run();

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).contains("good: subject carol").containsPattern("succeeded +40 +100\\.00 %");
    }

    @Test
    void runWhenOpenIsExpectedThenCountsConnectionsThatStayOpen() throws IOException {
        Ran ran = service.withClientCredentials()
                .withIssuer()
                .set("websocket.expect", "open")
                .set("handshakes", 4)
                .run();

        assertThat(ran.exitCode()).isZero();
        assertThat(ran.out()).containsPattern("succeeded +4 +100\\.00 %");
    }

    @Test
    void runWhenServiceRefusesThenCountsAndTellsWhy() throws IOException {
        String token = service.authService.tokens().valid("dave");
        service.set("token", token).withIssuer().set("handshakes", 4).set("websocket.url", refusingUrl());

        Ran ran = service.run();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("MISSED").containsPattern("4 x .*404");
    }

    @Test
    void runWhenTokenExpiredThenSaysSoAndOpensNothing() throws IOException {
        Ran ran = service.set("token", service.authService.tokens().expired("erin"))
                .withIssuer()
                .run();

        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).contains("refused: the token expired").doesNotContain("connecting");
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
        assertThat(fetching.err()).contains("token.endpoint answered 401", "token.client-secret-file");
        assertThat(judging.exitCode()).isEqualTo(2);
        assertThat(judging.err()).contains("introspection.client-secret-file is wrong");
    }

    @Test
    void runWhenAnythingHappensThenNoTokenOrSecretIsShown() throws IOException {
        String token = service.authService.tokens().valid("frank");
        service.write("token.jwt", token);
        try (LogCapture log = LogCapture.start()) {
            Ran good =
                    service.set("token.file", "token.jwt").withIntrospection().run();
            Ran wrong = service.set("token", token).run();

            assertThat(good.exitCode()).isZero();
            assertThat(wrong.exitCode()).isEqualTo(2);
            String secret = service.authService.clientSecret().reveal();
            assertThat(good.everything() + wrong.everything())
                    .doesNotContain(token)
                    .doesNotContain(secret);
            log.assertDoesNotContain(token, secret);
        }
    }

    private String refusingUrl() {
        return "ws://127.0.0.1:" + service.authService.issuer().getPort() + "/no-such-path";
    }
}
