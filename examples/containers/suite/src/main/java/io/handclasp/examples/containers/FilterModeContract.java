package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.FilterModeConfigurator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.servlet.AuthenticationFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Filter mode: the servlet filter decides before the upgrade. */
public abstract class FilterModeContract extends Suite {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PATH = "/filtered/echo";
    private static final String SPY = "/filtered/spy";
    private static final String UNFILTERED = "/elsewhere/echo";
    private static final String GUARDED = "/filtered/guarded";
    private static final String APPENDED = "/appended/echo";

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocketAuthenticator authenticator = judge.authenticator(Duration.ofSeconds(10));
    private final AuthenticationFilter filter = new AuthenticationFilter(authenticator);
    private final AuthenticationFilter unregistered = new AuthenticationFilter(authenticator);
    private final AuthenticationFilter appended = new AuthenticationFilter(authenticator);

    /** For the modules. */
    protected FilterModeContract() {}

    @Override
    protected final Optional<Deployment> deployment() {
        return container().hasServlets()
                ? Optional.of(Deployment.empty()
                        .with(context -> filter.register(context, "/filtered/*"))
                        .with(this::append)
                        .with(behindTheFilter(PATH))
                        .with(new HandshakeConfigurator(authenticator)
                                .guard(() -> new EchoEndpoint(events), GUARDED)
                                .build())
                        .with(new FactEndpoint.Behaviour(new Events(), (session, config) -> {}).at(APPENDED))
                        .with(SpyEndpoint.behindTheFilter(SPY, events))
                        .with(behindTheFilter(UNFILTERED))
                        .with(AnnotatedEcho.class))
                : Optional.empty();
    }

    /** Registers a filter as a host might that does not use {@code register}. */
    private void append(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter("appended", appended);
        registration.setAsyncSupported(true);
        registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, APPENDED);
    }

    private ServerEndpointConfig behindTheFilter(String path) {
        return ServerEndpointConfig.Builder.create(EchoEndpoint.class, path)
                .configurator(new FilterModeConfigurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> endpointClass) {
                        Endpoint endpoint = new EchoEndpoint(events);
                        return endpointClass.cast(endpoint);
                    }
                })
                .build();
    }

    @Override
    protected final Events events() {
        return events;
    }

    /** The query is in the access log before any filter is asked. */
    @Override
    protected final String withoutKnownExposure(String accessLog) {
        String exposed = accessLog.lines().filter(line -> line.contains(SPY)).collect(Collectors.joining("\n"));
        results().fact(Fact.QUERY_IN_ACCESS_LOG, exposed.contains(Judge.MARK) ? "yes" : "no");
        return accessLog.replace(exposed, "");
    }

    @Override
    protected final void endPart() {
        if (!container().hasServlets()) {
            results().fact(Fact.QUERY_IN_ACCESS_LOG, "no access log");
        }
        authenticator.close();
    }

    @Test
    @Shows(Promise.FILTER_ADMITS)
    void connectWhenTokenIsGoodThenProgrammaticEndpointIsReached() throws Exception {
        RawConnection client = upgrade(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token("ada")));

        assertThat(client.hear()).isEqualTo("text welcome ada");
        client.send(RawConnection.text("hi"));
        assertThat(client.hear()).isEqualTo("text echo hi");
        client.send(RawConnection.close(1000));
        assertThat(client.hearAll()).containsExactly("close 1000");
        assertThat(events.next("ada")).isEqualTo("open");
        assertThat(events.next("ada")).isEqualTo("text hi");
        assertThat(events.next("ada")).isEqualTo("closed");
    }

    @Test
    @Shows(Promise.FILTER_ADMITS)
    void connectWhenTokenIsGoodThenAnnotatedEndpointIsReached() throws Exception {
        RawConnection client = upgrade(Handshake.to(AnnotatedEcho.PATH).bearer(Judge.Kind.GOOD.token("grace")));

        assertThat(client.hear()).isEqualTo("text welcome grace");
        client.send(RawConnection.text("hi"));
        assertThat(client.hear()).isEqualTo("text echo hi");
    }

    @Test
    @Shows(Promise.FILTER_ADMITS)
    void connectWhenEndpointIsGuardedAsWellThenTheFiltersVerdictCounts() throws Exception {
        int asked = judge.asked();
        RawConnection client = upgrade(Handshake.to(GUARDED).bearer(Judge.Kind.GOOD.token("twice")));

        assertThat(client.hear()).isEqualTo("text welcome twice");
        assertThat(judge.asked()).isEqualTo(asked + 1);
    }

    @Test
    @Shows(Promise.FILTER_ANSWERS_BEARER)
    void connectWhenPageOffersThePairThenBearerIsAnswered() throws Exception {
        for (String path : new String[] {PATH, AnnotatedEcho.PATH}) {
            RawConnection client = send(Handshake.to(path).browser(Judge.Kind.GOOD.token("page")));
            Response response = answerOf(client);

            assertThat(response.status()).isEqualTo(101);
            assertThat(response.header("Sec-WebSocket-Protocol")).isEqualTo("bearer");
            assertThat(client.hear()).isEqualTo("text welcome page");
        }
    }

    @Test
    @Shows(Promise.FILTER_REFUSES)
    void connectWhenRefusedThenStatusHeadersAndNoBody() throws Exception {
        for (String path : new String[] {PATH, AnnotatedEcho.PATH}) {
            Response expired = refused(Handshake.to(path).bearer(Judge.Kind.EXPIRED.token("x")), 401);
            assertThat(expired.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
            Response missing = refused(Handshake.to(path), 401);
            assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"websocket\"");
            Response forbidden = refused(Handshake.to(path).bearer(Judge.Kind.FORBIDDEN.token("x")), 403);
            assertThat(forbidden.header("WWW-Authenticate")).contains("insufficient_scope");
            refused(Handshake.to(path).header("Authorization", "Bearer !?"), 400);
            Response unjudged = refused(Handshake.to(path).bearer(Judge.Kind.UNJUDGED.token("x")), 503);
            assertThat(Integer.parseInt(unjudged.header("Retry-After"))).isBetween(1, 3);
            refused(Handshake.to(path).bearer(Judge.Kind.BROKEN.token("x")), 500);
        }
    }

    private Response refused(Handshake handshake, int status) throws Exception {
        Response response = answerOf(send(handshake));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEmpty();
        assertThat(response.header("Content-Length")).isEqualTo("0");
        assertThat(response.header("Cache-Control")).isEqualTo("no-store");
        return response;
    }

    @Test
    @Shows(Promise.FILTER_HIDES_TOKEN)
    void connectWhenTokenIsInManyPlacesThenNoneIsSeenBehindTheFilter() throws Exception {
        String token = Judge.Kind.GOOD.token("spied");
        RawConnection client = send(Handshake.to(SPY + "?room=7&access_token=" + token)
                .bearer(token)
                .header("Sec-WebSocket-Protocol", "bearer, " + token + ", chat")
                .header("Cookie", "theme=dark; session=" + token)
                .header("X-Copied-By-A-Proxy", token));
        Response response = answerOf(client);

        assertThat(response.status()).isEqualTo(101);
        String seen = events.next("spied");
        assertThat(seen).doesNotContain(Judge.MARK);
        assertThat(seen)
                .contains("principal=spied", "theme=dark", "room=7", "offered=chat,bearer", "parameters={room=[7]}");
    }

    @Test
    @Shows(Promise.FILTER_NO_GHOST)
    void connectWhenRefusedClientGoesOnThenNothingIsProcessed() throws Exception {
        RawConnection client = send(Handshake.to(PATH).bearer(Judge.Kind.EXPIRED.token("ghost")));
        assertThat(answerOf(client).status()).isEqualTo(401);
        client.sendRegardless(RawConnection.text("boo"), RawConnection.close(1000));
        client.finishOutput();

        // Whatever the server makes of frames in place of a request: it ends, and no endpoint was there.
        client.waitForEnd();
        assertUnseen("ghost");
    }

    @Test
    @Shows(Promise.FILTER_MISSING_DENIES)
    void connectWhenNoFilterStandsBeforeThenNobodyGetsIn() throws Exception {
        RawConnection client = send(Handshake.to(UNFILTERED).bearer(Judge.Kind.GOOD.token("stranger")));

        assertThat(answerOf(client).status()).isEqualTo(500);
        client.sendRegardless(RawConnection.text("boo"));
        client.finishOutput();
        client.waitForEnd();
        assertUnseen("stranger");
        awaitLogged("no AuthenticationFilter judged this handshake", UNFILTERED);
    }

    @Test
    @Shows(Promise.FILTER_VERIFIES)
    void verifyInstalledWhenFilterStandsBeforeTheUpgradeThenPasses() {
        assertThatCode(() -> filter.verifyInstalled(uri(PATH), http, LIMIT)).doesNotThrowAnyException();
        assertThatCode(() -> filter.verifyInstalled(uri(AnnotatedEcho.PATH), http, LIMIT))
                .doesNotThrowAnyException();
    }

    @Test
    @Shows(Promise.FILTER_VERIFIES)
    void verifyInstalledWhenFilterDoesNotStandThereThenSaysSo() {
        assertThatIllegalStateException()
                .isThrownBy(() -> filter.verifyInstalled(uri(UNFILTERED), http, LIMIT))
                .withMessageContaining("was answered with 500 and did not come by the AuthenticationFilter");
        assertThatIllegalStateException()
                .isThrownBy(() -> unregistered.verifyInstalled(uri(PATH), http, LIMIT))
                .withMessageContaining("was answered with 401 and did not come by the AuthenticationFilter");
    }

    @Test
    @Shows(Promise.FILTER_VERIFIES)
    void verifyInstalledWhenUpgradeStandsBeforeTheFilterThenSaysSo() throws Exception {
        boolean upgraded = answerOf(send(Handshake.to(APPENDED))).status() == 101;
        if (upgraded) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> appended.verifyInstalled(uri(APPENDED), http, LIMIT))
                    .withMessageContaining("the upgrade stands before it");
        } else {
            assertThatCode(() -> appended.verifyInstalled(uri(APPENDED), http, LIMIT))
                    .doesNotThrowAnyException();
        }
    }

    private URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + port() + path);
    }

    @Test
    @Shows(Promise.UNFINISHED_IS_NOT_JUDGED)
    void connectWhenHandshakeDoesNotEndThenItIsNotJudged() throws Exception {
        int asked = judge.asked();
        RawConnection client = connect();
        client.send(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token("slow")).unfinished());
        RawConnection other = upgrade(Handshake.to(PATH).bearer(Judge.Kind.GOOD.token("other")));

        assertThat(other.hear()).isEqualTo("text welcome other");
        assertThat(judge.asked()).isEqualTo(asked + 1);
        client.reset();
    }
}
