package io.handclasp.probes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.Secret;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.testing.LoopbackServer;
import io.handclasp.probes.testing.Timed;
import java.net.URI;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProbeTests {
    private static final String TOKEN = "s3cr3t-t0ken";

    private static HttpProbeBuilder get(LoopbackServer server) {
        return HttpProbeBuilder.get(URI.create("http://127.0.0.1:" + server.port() + "/health?key=" + TOKEN));
    }

    @Test
    void checkWhenStatusAndBodyAreAsExpectedThenUpWithAllPhases() throws Exception {
        try (LoopbackServer server =
                LoopbackServer.answering("HTTP/1.1 200 OK", "Content-Length: 15", "", "{\"status\":\"UP\"}")) {
            ProbeOutcome outcome = Timed.check(get(server)
                    .header("Authorization", () -> Secret.of("Bearer " + TOKEN))
                    .bodyContains("\"UP\"")
                    .bodyMatches(Pattern.compile("status.*UP"))
                    .build());

            assertThat(outcome.state()).isEqualTo(ProbeState.UP);
            assertThat(outcome.phases().keySet()).containsExactly("dns", "connect", "first-byte", "body");
            assertThat(outcome.toString()).doesNotContain(TOKEN);
            assertThat(server.requests().get(0))
                    .startsWith("GET /health?key=" + TOKEN + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("\r\nAuthorization: Bearer " + TOKEN + "\r\n", "Connection: close");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404 Not Found, http-status",
        "401 Unauthorized, http-denied",
        "500 Oops, http-server-error",
        "503 Busy, http-busy"
    })
    void checkWhenStatusIsAnotherThenDownWithItsHint(String status, String anchor) throws Exception {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 " + status, "Content-Length: 0", "", "")) {
            ProbeOutcome outcome = Timed.check(get(server).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.message()).contains("status " + status.substring(0, 3) + ", expected 200 to 299");
            assertThat(outcome.hint().orElseThrow()).contains("#" + anchor);
            assertThat(Timed.check(get(server)
                                    .statuses(Integer.parseInt(status.substring(0, 3)))
                                    .build())
                            .state())
                    .isEqualTo(ProbeState.UP);
        }
    }

    @Test
    void checkWhenBodyIsAnotherThenDown() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "", "a page of a proxy")) {
            ProbeOutcome outcome = Timed.check(get(server).bodyContains("UP").build());

            assertThat(outcome.hint().orElseThrow()).contains("#http-body");
            assertThat(outcome.toString()).doesNotContain("a page of a proxy");
        }
    }

    @Test
    void checkWhenBodyIsLargerThanTheCapThenOnlyTheBeginningCounts() throws Exception {
        String body = "x".repeat(5_000) + "UP";
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "", body)) {
            assertThat(Timed.check(get(server)
                                    .maxBodyBytes(1_000)
                                    .bodyContains("UP")
                                    .build())
                            .message())
                    .endsWith("as far as it was read");
            assertThat(Timed.check(get(server).bodyContains("UP").build()).state())
                    .isEqualTo(ProbeState.UP);
        }
    }

    @Test
    void checkWhenPatternGoesBackAndForthThenDownAtTheDeadline() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "", "a".repeat(300) + "!")) {
            ProbeOutcome outcome = Timed.atDeadline(
                    get(server)
                            .bodyMatches(Pattern.compile(".*.*.*.*.*.*.*.*b"))
                            .build(),
                    Duration.ofMillis(500));

            assertThat(outcome.message()).contains("did not end in time");
        }
    }

    @Test
    void checkWhenRedirectedThenFollowedOnlyIfAllowedAndHeadersStayBehind() throws Exception {
        try (LoopbackServer there = LoopbackServer.answering("HTTP/1.1 200 OK", "Content-Length: 2", "", "ok");
                LoopbackServer here = LoopbackServer.answering(
                        "HTTP/1.1 302 Found",
                        "Location: http://127.0.0.1:" + there.port() + "/new?key=" + TOKEN,
                        "Content-Length: 0",
                        "",
                        "")) {
            HttpProbeBuilder probe = get(here).header("X-Key", () -> Secret.of(TOKEN));

            ProbeOutcome refused = Timed.check(probe.build());
            ProbeOutcome followed = Timed.check(probe.maxRedirects(2).build());

            assertThat(refused.message()).contains("it redirects to http://127.0.0.1:" + there.port() + "/new");
            assertThat(refused.hint().orElseThrow()).contains("#http-redirect");
            assertThat(followed.state()).isEqualTo(ProbeState.UP);
            assertThat(refused.toString() + followed).doesNotContain(TOKEN);
            assertThat(there.requests())
                    .hasSize(1)
                    .allSatisfy(request -> assertThat(request).doesNotContain("X-Key"));
        }
    }

    @Test
    void checkWhenServerSaysNothingThenTimesOutAtTheDeadline() throws Exception {
        try (LoopbackServer server = LoopbackServer.silent()) {
            ProbeOutcome outcome = Timed.atDeadline(get(server).build(), Duration.ofSeconds(1));

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#timed-out");
            assertThat(outcome.phases()).containsKey("connect").doesNotContainKey("first-byte");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nabc", "HTTP/1.1 200 OK\r\nX: y"})
    void checkWhenServerDripsThenEndsAtTheDeadlineAndNotAByteLater(String text) throws Exception {
        try (LoopbackServer server = LoopbackServer.dripping(text)) {
            assertThat(Timed.atDeadline(get(server).build(), Duration.ofMillis(1_400))
                            .hint()
                            .orElseThrow())
                    .contains("#timed-out");
        }
    }

    @Test
    void checkWhenConnectionIsResetThenSaysSo() throws Exception {
        try (LoopbackServer server = LoopbackServer.resetting()) {
            assertThat(Timed.check(get(server).build()).hint().orElseThrow()).contains("#reset");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nConte",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
                ""
            })
    void checkWhenServerClosesHalfwayThenDown(String text) throws Exception {
        try (LoopbackServer server = LoopbackServer.start((connection, self) -> {
            self.readHead(connection);
            connection.getOutputStream().write(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            connection.shutdownOutput();
            self.awaitClose();
        })) {
            assertThat(Timed.check(get(server).build()).hint().orElseThrow()).contains("#closed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "HTTP/1.1 200 OK\r\n folded\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n"
            })
    void checkWhenAnswerIsNoGoodHttpThenDown(String text) throws Exception {
        try (LoopbackServer server = LoopbackServer.answering(text)) {
            ProbeOutcome outcome = Timed.check(get(server).build());

            assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
            assertThat(outcome.hint().orElseThrow()).contains("#not-http");
            assertThat(outcome.message()).contains("the answer was not HTTP as it should be: ");
        }
    }

    @Test
    void checkWhenHeadersNeverEndThenStopsAtTheBound() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "X: y\r\n".repeat(200))) {
            assertThat(Timed.check(get(server).build()).message()).endsWith("more than 100 headers");
        }
    }

    @Test
    void checkWhenChunkedWithInterimAnswerThenRead() throws Exception {
        try (LoopbackServer server = LoopbackServer.answering(
                "HTTP/1.1 103 Early Hints",
                "",
                "HTTP/1.1 200 OK",
                "transfer-encoding: Chunked",
                "",
                "3;a=b",
                "all",
                "5",
                " good",
                "0",
                "",
                "")) {
            assertThat(Timed.check(get(server).bodyContains("all good").build()).state())
                    .isEqualTo(ProbeState.UP);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://host/", "/relative", "http://user:hunter2@host/", "http:///x"})
    void getWhenUriIsAnotherKindThenRefusedWithoutSecrets(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbeBuilder.get(URI.create(uri)))
                .withMessageContaining("uri was ")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void headerWhenNameIsTheProbesOwnThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpProbeBuilder.get(URI.create("http://a/")).header("Host", () -> Secret.of("b")));
    }
}
