package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.LoopbackTyrus;
import io.handclasp.websocket.testing.ScriptedVerifier;
import jakarta.servlet.ServletException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The check at start-up against servers that have the filter, have it not, or have something else before it. */
class SelfCheckTests {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String MARK = "Handclasp-Self-Check";

    private final WebSocketAuthenticator authenticator =
            WebSocketAuthenticator.builder().verifier(new ScriptedVerifier()).build();
    private final AuthenticationFilter filter = new AuthenticationFilter(authenticator);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> marks = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        authenticator.close();
    }

    /** Whether the filter takes a request with this mark for its own check; any other is judged. */
    private boolean isTheFiltersOwn(String mark) {
        FakeExchange exchange = new FakeExchange();
        if (!mark.isEmpty()) {
            exchange.header(MARK, mark);
        }
        try {
            filter.doFilter(exchange.request(), exchange.response(), (request, response) -> {
                throw new AssertionError("nobody is let in");
            });
        } catch (IOException | ServletException bug) {
            throw new AssertionError(bug);
        }
        assertThat(exchange.written())
                .contains("setStatus 401", "setHeader Cache-Control: no-store", "setContentLength 0", "flushBuffer");
        return exchange.written().stream().noneMatch(line -> line.contains("WWW-Authenticate"));
    }

    private interface Answering {
        int statusFor(String mark);
    }

    private URI serving(Answering answering) {
        server.createContext("/chat", exchange -> answer(exchange, answering));
        return URI.create("ws://127.0.0.1:" + server.getAddress().getPort() + "/chat");
    }

    private void answer(HttpExchange exchange, Answering answering) throws IOException {
        String mark = exchange.getRequestHeaders().getFirst(MARK);
        marks.add(mark);
        exchange.sendResponseHeaders(answering.statusFor(mark), -1);
        exchange.close();
    }

    @Test
    void verifyInstalledWhenTheFilterAnswersThenGood() {
        URI endpoint = serving(mark -> isTheFiltersOwn(mark) ? 401 : 500);

        assertThatCode(() -> filter.verifyInstalled(endpoint, client, LIMIT)).doesNotThrowAnyException();
        assertThatCode(() -> filter.verifyInstalled(endpoint, client, LIMIT)).doesNotThrowAnyException();

        assertThat(marks).doesNotHaveDuplicates().hasSize(2).allMatch(mark -> mark.matches("[0-9a-f]{32}"));
        assertThat(marks).noneMatch(this::isTheFiltersOwn);
    }

    @Test
    void doFilterWhenACheckIsUnderWayThenOnlyItsOwnMarkIsSpecialAndOnlyOnce() {
        List<Boolean> own = Collections.synchronizedList(new ArrayList<>());
        URI endpoint = serving(mark -> {
            own.add(isTheFiltersOwn(""));
            own.add(isTheFiltersOwn("0".repeat(32)));
            own.add(isTheFiltersOwn(mark));
            own.add(isTheFiltersOwn(mark));
            return 401;
        });

        filter.verifyInstalled(endpoint, client, LIMIT);

        assertThat(own).containsExactly(false, false, true, false);
    }

    @Test
    void verifyInstalledWhenSomethingElseAnswersThenSaysSo() {
        URI endpoint = serving(mark -> 401);

        assertThatIllegalStateException()
                .isThrownBy(() -> filter.verifyInstalled(endpoint, client, LIMIT))
                .withMessage(
                        "a handshake without a token to " + endpoint
                                + " was answered with 401 and did not come by the"
                                + " AuthenticationFilter: it is not registered for this path, or something else answers before it");
        assertThat(marks).as("a mark is good for its check only").noneMatch(this::isTheFiltersOwn);
    }

    @Test
    void verifyInstalledWhenTheAnswerIsChangedThenSaysSo() {
        URI endpoint = serving(mark -> isTheFiltersOwn(mark) ? 403 : 500);

        assertThatIllegalStateException()
                .isThrownBy(() -> filter.verifyInstalled(endpoint, client, LIMIT))
                .withMessageContaining("was answered with 403, though the AuthenticationFilter refused it with 401");
    }

    /** Lets everybody in. */
    public static final class Open extends Endpoint {
        private static volatile CountDownLatch closed = new CountDownLatch(1);

        @Override
        public void onOpen(Session session, EndpointConfig config) {}

        @Override
        public void onClose(Session session, CloseReason reason) {
            closed.countDown();
        }
    }

    @Test
    void verifyInstalledWhenTheUpgradeStandsBeforeTheFilterThenSaysSo() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        Open.closed = closed;
        try (LoopbackTyrus unguarded = LoopbackTyrus.start(
                ServerEndpointConfig.Builder.create(Open.class, "/open").build())) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> filter.verifyInstalled(unguarded.uri("/open"), client, LIMIT))
                    .withMessageContaining("was answered with 101 and did not come by the AuthenticationFilter: the"
                            + " upgrade stands before it");
            assertThat(closed.await(20, TimeUnit.SECONDS))
                    .as("the session is not left open")
                    .isTrue();
        }
    }

    @Test
    void verifyInstalledWhenNobodyListensThenSaysSo() {
        URI endpoint = serving(mark -> 401);
        server.stop(0);

        assertThatIllegalStateException()
                .isThrownBy(() -> filter.verifyInstalled(endpoint, client, LIMIT))
                .withMessage("the AuthenticationFilter could not be checked: no answer from " + endpoint);
    }

    @Test
    void verifyInstalledWhenInterruptedThenEndsAndStaysInterrupted() {
        URI endpoint = serving(mark -> 401);
        Thread.currentThread().interrupt();
        try {
            assertThatIllegalStateException()
                    .isThrownBy(() -> filter.verifyInstalled(endpoint, client, LIMIT))
                    .withMessageStartingWith("interrupted while");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void verifyInstalledWhenSchemeIsAnotherThenRefused() {
        for (String wrong : List.of("//127.0.0.1/chat", "http://127.0.0.1/chat", "/chat")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> filter.verifyInstalled(URI.create(wrong), client, LIMIT))
                    .withMessage("endpoint was " + wrong + ", must begin with ws:// or wss://");
        }
        URI here = serving(mark -> isTheFiltersOwn(mark) ? 401 : 500);
        URI loud = URI.create(here.toString().replace("ws:", "WS:"));
        assertThatCode(() -> filter.verifyInstalled(loud, client, LIMIT)).doesNotThrowAnyException();
        URI encrypted = URI.create(here.toString().replace("ws:", "wss:"));
        assertThatIllegalStateException()
                .isThrownBy(() -> filter.verifyInstalled(encrypted, client, Duration.ofMillis(300)))
                .withMessageContaining("no answer from wss://");
    }

    @Test
    void verifyInstalledWhenLimitIsTooLongThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> filter.verifyInstalled(URI.create("ws://127.0.0.1:1/"), client, Duration.ofSeconds(61)))
                .withMessageContaining("limit was PT1M1S");
    }
}
