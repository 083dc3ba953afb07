package io.handclasp.websocket.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTests {
    private static final String SECRET = "opaque-4711";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static ExecutorService executor;
    private static HttpClient client;
    private static VerifierTransport transport;

    @BeforeAll
    static void startClient() {
        executor = Executors.newFixedThreadPool(2, task -> new Thread(task, "host-http"));
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .executor(executor)
                .build();
        transport = VerifierTransports.http(client);
    }

    @AfterAll
    static void endClient() {
        executor.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(value = HttpClient.Redirect.class, names = "NEVER", mode = EnumSource.Mode.EXCLUDE)
    void httpWhenClientFollowsRedirectsThenRefused(HttpClient.Redirect redirect) {
        HttpClient follower = HttpClient.newBuilder().followRedirects(redirect).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerifierTransports.http(follower))
                .withMessageContaining("followRedirects was " + redirect)
                .withMessageContaining("NEVER");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, (16 << 20) + 1})
    void httpWhenBodyLimitIsOutOfRangeThenRefused(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerifierTransports.http(client, limit))
                .withMessageContaining("maxBodyBytes was " + limit);
    }

    @Test
    void sendWhenAnsweredThenMethodHeadersAndBodyWentAsTold() throws Exception {
        try (MockWebServer server = server(new MockResponse.Builder()
                .code(200)
                .addHeader("X-Multi", "1")
                .addHeader("x-multi", "2")
                .body("h\u00e9llo")
                .build())) {
            TransportRequest request = new TransportRequest(
                    "POST",
                    server.url("/introspect").uri(),
                    Map.of("Content-Type", "text/plain", "Authorization", "Basic abc"),
                    "t\u00f6ken");

            TransportResponse response = answer(transport.send(request, in(LONG)));

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("h\u00e9llo");
            assertThat(response.headers().get("X-MULTI")).containsExactly("1", "2");
            RecordedRequest recorded = server.takeRequest(10, TimeUnit.SECONDS);
            assertThat(recorded.getMethod()).isEqualTo("POST");
            assertThat(recorded.getTarget()).isEqualTo("/introspect");
            assertThat(recorded.getHeaders().get("Content-Type")).isEqualTo("text/plain");
            assertThat(recorded.getHeaders().get("Authorization")).isEqualTo("Basic abc");
            assertThat(recorded.getBody().string(StandardCharsets.UTF_8)).isEqualTo("t\u00f6ken");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 304, 400, 401, 403, 404, 429, 500, 503})
    void sendWhenAnyStatusThenItIsAResponse(int status) throws Exception {
        try (MockWebServer server =
                server(new MockResponse.Builder().code(status).build())) {
            assertThat(answer(transport.send(get(server.url("/").uri()), in(LONG)))
                            .status())
                    .isEqualTo(status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void sendWhenRedirectedThenItIsAResponseAndNobodyFollows(int status) throws Exception {
        try (MockWebServer elsewhere =
                        server(new MockResponse.Builder().code(200).build());
                MockWebServer server = server(new MockResponse.Builder()
                        .code(status)
                        .addHeader("Location", elsewhere.url("/steal").toString())
                        .build())) {
            assertThat(answer(transport.send(get(server.url("/").uri()), in(LONG)))
                            .status())
                    .isEqualTo(status);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @Test
    void sendWhenBodyIsAsLongAsAllowedThenRead() throws Exception {
        try (MockWebServer server =
                server(new MockResponse.Builder().body("a".repeat(1000)).build())) {
            VerifierTransport capped = VerifierTransports.http(client, 1000);
            assertThat(answer(capped.send(get(server.url("/").uri()), in(LONG))).body())
                    .hasSize(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void sendWhenBodyIsOneByteTooLongThenUnreadable(boolean chunked) throws Exception {
        MockResponse.Builder response = new MockResponse.Builder();
        if (chunked) {
            response.chunkedBody(SECRET + "a".repeat(990), 100);
        } else {
            response.body(SECRET + "a".repeat(990));
        }
        try (MockWebServer server = server(response.build())) {
            VerifierTransport capped = VerifierTransports.http(client, 1000);
            VerifierUnavailableException failure =
                    failure(capped.send(get(server.url("/").uri()), in(LONG)));
            assertThat(failure.reason()).isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
            assertThat(failure.getMessage()).contains("1000 bytes").doesNotContain(SECRET);
        }
    }

    @Test
    void sendWhenBodyNeverEndsThenTheConnectionIsClosedAtTheLimit() throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), LONG);
            try (Socket socket = server.acceptRequest()) {
                RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n");
                RawServer.send(socket, "a".repeat((1 << 20) + 1));
                assertThat(failure(sent).reason()).isEqualTo(UnavailableReason.UNREADABLE_RESPONSE);
                RawServer.awaitClosed(socket);
            }
        }
    }

    @Test
    void sendWhenHeadersDoNotComeInTimeThenTimeout() throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), Duration.ofSeconds(2));
            try (Socket socket = server.acceptRequest()) {
                assertThat(failure(sent).reason()).isEqualTo(UnavailableReason.TIMEOUT);
                RawServer.awaitClosed(socket);
            }
        }
    }

    @Test
    void sendWhenDeadlineHasPassedThenTimeoutWithoutAConnection() throws Exception {
        try (MockWebServer server = server(new MockResponse.Builder().build())) {
            assertThat(failure(transport.send(get(server.url("/").uri()), in(Duration.ZERO)))
                            .reason())
                    .isEqualTo(UnavailableReason.TIMEOUT);
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void sendWhenConnectionIsResetThenConnectionFailed() throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), LONG);
            Socket socket = server.acceptRequest();
            socket.setSoLinger(true, 0);
            socket.close();
            assertThat(failure(sent).reason()).isEqualTo(UnavailableReason.CONNECTION_FAILED);
        }
    }

    @Test
    void sendWhenBodyBreaksOffThenConnectionFailed() throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), LONG);
            try (Socket socket = server.acceptRequest()) {
                RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + SECRET);
            }
            VerifierUnavailableException failure = failure(sent);
            assertThat(failure.reason()).isEqualTo(UnavailableReason.CONNECTION_FAILED);
            assertThat(failure.getMessage()).doesNotContain(SECRET);
        }
    }

    @Test
    void sendWhenNobodyListensThenConnectionFailedAndSaysWhy() throws Exception {
        URI uri;
        try (RawServer server = RawServer.start()) {
            uri = server.uri();
        }
        VerifierUnavailableException failure = failure(send(uri, LONG));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.CONNECTION_FAILED);
        assertThat(failure.getMessage()).contains("ConnectException").contains(uri.getPath());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I am no HTTP opaque-4711\r\n\r\n",
                "HTTP/1.1 opaque-4711 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: opaque-4711\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nopaque-4711\r\n"
            })
    void sendWhenThePeerSendsNonsenseWithTheTokenInItThenTheTokenIsNotInTheMessage(String nonsense) throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), LONG);
            try (Socket socket = server.acceptRequest()) {
                RawServer.send(socket, nonsense);
            }
            VerifierUnavailableException failure = failure(sent);
            assertThat(failure.reason()).isEqualTo(UnavailableReason.CONNECTION_FAILED);
            assertThat(failure.getMessage()).doesNotContain(SECRET);
        }
    }

    @Test
    void sendWhenAHeaderCannotBeSentThenMisconfiguredAndItsValueIsNotInTheMessage() throws Exception {
        TransportRequest request = new TransportRequest(
                "GET", URI.create("http://127.0.0.1:1/"), Map.of("Authorization", "Bearer " + SECRET + "\n"), "");
        VerifierUnavailableException failure = failure(transport.send(request, in(LONG)));
        assertThat(failure.reason()).isEqualTo(UnavailableReason.MISCONFIGURED);
        assertThat(failure.getMessage()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:99999/", "ftp://127.0.0.1/", "http:///nowhere"})
    void sendWhenTheAddressCannotBeUsedThenTheStageFails(String uri) throws Exception {
        assertThat(failure(send(URI.create(uri), LONG)).reason())
                .isIn(UnavailableReason.MISCONFIGURED, UnavailableReason.CONNECTION_FAILED);
    }

    @Test
    void cancelWhenHeadersAreAwaitedThenTheServerSeesTheConnectionClose() throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), LONG);
            try (Socket socket = server.acceptRequest()) {
                assertThat(sent.cancel(true)).isTrue();
                RawServer.awaitClosed(socket);
            }
        }
    }

    @Test
    void cancelWhenTheBodyStallsThenTheServerSeesTheConnectionClose() throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), LONG);
            try (Socket socket = server.acceptRequest()) {
                RawServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
                assertThat(sent.cancel(true)).isTrue();
                RawServer.awaitClosed(socket);
            }
        }
    }

    @Test
    void completionWhenAnsweredThenOnAThreadOfTheHostsExecutor() throws Exception {
        assertThat(completingThread("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"))
                .isEqualTo("host-http");
    }

    @Test
    void completionWhenTheExchangeFailsThenOnAThreadOfTheHostsExecutor() throws Exception {
        assertThat(completingThread("")).isEqualTo("host-http");
        assertThat(completingThread("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{"))
                .isEqualTo("host-http");
    }

    @Test
    void completionWhenTheHostsExecutorIsShutDownThenTheStageStillFails() throws Exception {
        ExecutorService ended = Executors.newSingleThreadExecutor();
        ended.shutdown();
        VerifierTransport dead =
                VerifierTransports.http(HttpClient.newBuilder().executor(ended).build());
        try (RawServer server = RawServer.start()) {
            assertThat(failure(dead.send(get(server.uri()), in(Duration.ofSeconds(2))))
                            .reason())
                    .isIn(UnavailableReason.SHUT_DOWN, UnavailableReason.CONNECTION_FAILED);
        }
    }

    private static String completingThread(String answer) throws Exception {
        try (RawServer server = RawServer.start()) {
            CompletableFuture<TransportResponse> sent = send(server.uri(), LONG);
            CompletableFuture<String> thread = new CompletableFuture<>();
            // Registered before there is an answer, so it cannot run on this thread.
            Stages.onDone(
                    sent,
                    (response, failure) ->
                            thread.complete(Thread.currentThread().getName()));
            try (Socket socket = server.acceptRequest()) {
                RawServer.send(socket, answer);
            }
            return thread.get(20, TimeUnit.SECONDS);
        }
    }

    private static MockWebServer server(MockResponse response) throws IOException {
        MockWebServer server = new MockWebServer();
        server.enqueue(response);
        server.start();
        return server;
    }

    private static TransportRequest get(URI uri) {
        return new TransportRequest("GET", uri, Map.of("Accept", "application/json"), "");
    }

    private static Deadline in(Duration duration) {
        return Deadline.after(duration, TimeSource.system());
    }

    private static CompletableFuture<TransportResponse> send(URI uri, Duration limit) {
        // The JDK's client sends a GET again by itself when the connection breaks, but never a POST.
        return transport
                .send(new TransportRequest("POST", uri, Map.of(), "token=x"), in(limit))
                .toCompletableFuture();
    }

    private static TransportResponse answer(CompletionStage<TransportResponse> stage) throws Exception {
        return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static VerifierUnavailableException failure(CompletionStage<TransportResponse> stage) {
        ExecutionException thrown = assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> stage.toCompletableFuture().get(20, TimeUnit.SECONDS))
                .actual();
        return (VerifierUnavailableException) thrown.getCause();
    }
}
