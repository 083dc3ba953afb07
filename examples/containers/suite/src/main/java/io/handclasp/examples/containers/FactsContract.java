package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.examples.containers.FactEndpoint.Behaviour;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the container does of its own. These tests write down what they see: the page that is made of it is compared in the
 * build, so a container that changes its ways fails it.
 */
public abstract class FactsContract extends Suite {
    private static final String KEY = "fact";
    private static final String SPIED = "/spied";
    private static final String PROPERTIES = "/properties";
    private static final int TEAPOT = 418;

    private final Events calls = new Events();
    private final AtomicInteger handshakes = new AtomicInteger();

    /** For the modules. */
    protected FactsContract() {}

    @Override
    protected final Events events() {
        return calls;
    }

    private Behaviour quiet() {
        return new Behaviour(calls, (session, config) -> {});
    }

    @Override
    protected final Optional<Deployment> deployment() {
        return Optional.of(Deployment.empty()
                .with(FactsContract::appendTeapot)
                .with(quiet().refuseOrigin().at("/origin"))
                .with(quiet().onHandshake((config, request) -> {
                            throw new IllegalStateException("modifyHandshake fails");
                        })
                        .at("/throws"))
                .with(quiet().at("/plain"))
                .with(quiet().answer((supported, requested) -> "foreign").at("/foreign"))
                .with(new Behaviour(calls, this::tellProperty)
                        .onHandshake((config, request) ->
                                config.getUserProperties().put(KEY, "" + handshakes.incrementAndGet()))
                        .at(PROPERTIES))
                .with(quiet().onHandshake((config, request) -> calls.add(SPIED, describe(request)))
                        .at(SPIED))
                .with(new Behaviour(
                                calls,
                                (session, config) ->
                                        FactEndpoint.close(session, Integer.parseInt(session.getQueryString())))
                        .at("/close"))
                .with(new Behaviour(calls, (session, config) -> {
                            throw new IllegalStateException("onOpen fails");
                        })
                        .at("/fails")));
    }

    private static void appendTeapot(jakarta.servlet.ServletContext context) {
        FilterRegistration.Dynamic teapot = context.addFilter(
                "teapot", (request, response, chain) -> ((HttpServletResponse) response).setStatus(TEAPOT));
        teapot.setAsyncSupported(true);
        teapot.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/plain");
    }

    private void tellProperty(Session session, EndpointConfig config) {
        Replies.send(session, String.valueOf(session.getUserProperties().get(KEY)));
    }

    /** The parts of a handshake on which containers differ. */
    private static String describe(HandshakeRequest request) {
        Map<String, List<String>> headers = request.getHeaders();
        return String.join(
                "|",
                lines(headers.get("Sec-WebSocket-Protocol")),
                lines(headers.get("Authorization")),
                lines(headers.get("aUTHORIZATION")),
                lines(headers.get("X-Missing")),
                String.valueOf(request.getRequestURI()).replaceFirst(":\\d+/", ":PORT/"),
                String.valueOf(request.getQueryString()));
    }

    private static String lines(@Nullable List<String> lines) {
        if (lines == null) {
            return "null";
        }
        return lines.isEmpty() ? "empty list" : lines.size() + " lines: `" + String.join("`, `", lines) + "`";
    }

    private String status(Handshake handshake) throws Exception {
        return shown(answerOf(send(handshake)));
    }

    private static String shown(Response response) {
        return response.status() == 0 ? "no answer" : String.valueOf(response.status());
    }

    /** The calls of one endpoint: another's connection of before may open only now. */
    private List<String> callsSoFar(String path) {
        return calls.drain(path).stream().distinct().toList();
    }

    @Test
    void checkOriginWhenFalse() throws Exception {
        results()
                .fact(
                        Fact.CHECK_ORIGIN_FALSE,
                        status(Handshake.to("/origin").header("Origin", "https://evil.example")));
        assertThat(callsSoFar("/origin")).doesNotContain("onOpen");
    }

    @Test
    void modifyHandshakeWhenItThrows() throws Exception {
        results().fact(Fact.MODIFY_HANDSHAKE_THROWS, status(Handshake.to("/throws")));
        assertThat(callsSoFar("/throws")).doesNotContain("onOpen");
    }

    @Test
    void callsWhenUpgraded() throws Exception {
        callsSoFar(PROPERTIES);
        RawConnection client = upgrade(Handshake.to(PROPERTIES).header("Sec-WebSocket-Protocol", "chat"));
        client.hear();
        List<String> order = callsSoFar(PROPERTIES);

        results()
                .fact(
                        Fact.ORDER,
                        order.equals(List.of(
                                        "checkOrigin",
                                        "getNegotiatedSubprotocol",
                                        "getNegotiatedExtensions",
                                        "modifyHandshake",
                                        "getEndpointInstance",
                                        "onOpen"))
                                ? "yes"
                                : order.toString());
    }

    @Test
    void subprotocolWhenAnswered() throws Exception {
        Response empty = answerOf(send(Handshake.to(SPIED).header("Sec-WebSocket-Protocol", "chat")));
        results()
                .fact(
                        Fact.SUBPROTOCOL_EMPTY,
                        shown(empty)
                                + (empty.headers().containsKey("Sec-WebSocket-Protocol")
                                        ? ", a header"
                                        : ", no header"));
        Response foreign = answerOf(send(Handshake.to("/foreign").header("Sec-WebSocket-Protocol", "chat")));
        results()
                .fact(
                        Fact.SUBPROTOCOL_NOT_OFFERED,
                        shown(foreign)
                                + (foreign.header("Sec-WebSocket-Protocol").equals("foreign") ? ", sent" : ""));
        callsSoFar(PROPERTIES);
        upgrade(Handshake.to(PROPERTIES)).hear();
        results()
                .fact(
                        Fact.SUBPROTOCOL_WITHOUT_OFFER,
                        callsSoFar(PROPERTIES).contains("getNegotiatedSubprotocol") ? "yes" : "no");
    }

    @Test
    void handshakeWhenRead() throws Exception {
        callsSoFar(SPIED);
        upgrade(Handshake.to(SPIED + "?a=%20b")
                .header("Sec-WebSocket-Protocol", "chat, v2")
                .header("Sec-WebSocket-Protocol", "v1")
                .header("Authorization", "Basic one")
                .header("Authorization", "Basic two"));
        String seen = "";
        while (!seen.contains("|")) {
            seen = calls.next(SPIED);
        }
        String[] parts = seen.split("\\|", -1);

        results().fact(Fact.PROTOCOL_LINES, parts[0]);
        results().fact(Fact.AUTHORIZATION_LINES, parts[1]);
        results().fact(Fact.HEADER_CASE, parts[2].equals(parts[1]) ? "the same" : parts[2]);
        results().fact(Fact.MISSING_HEADER, parts[3]);
        results().fact(Fact.REQUEST_URI, "`" + parts[4] + "`");
        results().fact(Fact.QUERY, "`" + parts[5] + "`");
    }

    @Test
    void userPropertiesWhenSetInTheHandshake() throws Exception {
        List<RawConnection> clients = new ArrayList<>();
        List<String> heard = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RawConnection client = upgrade(Handshake.to(PROPERTIES));
            clients.add(client);
            heard.add(client.hear());
        }

        assertThat(clients).hasSize(3);
        assertThat(heard).doesNotContain("text null");
        results()
                .fact(
                        Fact.USER_PROPERTIES,
                        heard.stream().distinct().count() == heard.size() ? "per connection" : "shared");
    }

    @Test
    void closeCodesWhenClosedInOnOpen() throws Exception {
        List<String> wrong = new ArrayList<>();
        for (int code : new int[] {1008, 1013, 3000, 4401}) {
            RawConnection client = upgrade(Handshake.to("/close?" + code));
            String heard = client.hear();
            if (!heard.equals("close " + code + " reason " + code)) {
                wrong.add(heard);
            }
        }
        results().fact(Fact.CLOSE_CODES, wrong.isEmpty() ? "exact, with reason" : wrong.toString());
    }

    @Test
    void onOpenWhenItThrows() throws Exception {
        RawConnection client = upgrade(Handshake.to("/fails"));
        client.sendRegardless(RawConnection.ping("open?"));
        String heard = client.hear();

        results()
                .fact(
                        Fact.ON_OPEN_THROWS,
                        heard.startsWith("pong")
                                ? "stays open"
                                : heard.contains("onOpen fails")
                                        ? heard.split(" ", -1)[1] + " and the exception's text"
                                        : heard);
    }

    @Test
    void pingWhenNobodyHandlesIt() throws Exception {
        RawConnection client = upgrade(Handshake.to(PROPERTIES));
        client.hear();
        client.send(RawConnection.ping("x"));
        results().fact(Fact.PING, client.hear().equals("pong x") ? "answered" : "not answered");
    }

    @Test
    void framesWhenTheyComeWithTheHandshake() throws Exception {
        RawConnection client = connect();
        client.send(Handshake.to(PROPERTIES).bytes(), RawConnection.ping("early"));
        answerOf(client);
        client.hear();
        client.send(RawConnection.ping("late"));
        results().fact(Fact.EARLY_FRAMES, client.hear().equals("pong early") ? "read" : "lost");
    }

    @Test
    void filterWhenRegisteredLast() throws Exception {
        String status = status(Handshake.to("/plain"));
        results()
                .fact(
                        Fact.FILTER_APPENDED,
                        !container().hasServlets() ? "no servlets" : status.equals("418") ? "yes" : "no");
    }
}
