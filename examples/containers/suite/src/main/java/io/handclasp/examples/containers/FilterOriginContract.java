package io.handclasp.examples.containers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.FilterModeConfigurator;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.origin.TrustedProxies;
import io.handclasp.websocket.servlet.AuthenticationFilter;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Filter mode: which pages may connect, over plain HTTP from this machine, as from a proxy or from nobody who is trusted. */
public abstract class FilterOriginContract extends Suite {
    private static final String DIRECT = "/direct/echo";
    private static final String FORWARDED = "/forwarded/echo";
    private static final String X_FORWARDED = "/x-forwarded/echo";
    private static final String STRANGER = "/stranger/echo";
    private static final String APP = "https://app.example";
    private static final String EVIL = "https://evil.example";

    private final Events events = new Events();
    private final Judge judge = new Judge();
    private final List<WebSocketAuthenticator> authenticators = new ArrayList<>();

    /** For the modules. */
    protected FilterOriginContract() {}

    @Override
    protected final Optional<Deployment> deployment() {
        OriginPolicy same = OriginPolicy.sameOrigin();
        return container().hasServlets()
                ? Optional.of(Deployment.empty()
                        .with(behindAFilter(DIRECT))
                        .with(filter(DIRECT, same))
                        .with(behindAFilter(FORWARDED))
                        .with(filter(FORWARDED, same.withTrustedProxies(TrustedProxies.forwarded("127.0.0.1"))))
                        .with(behindAFilter(X_FORWARDED))
                        .with(filter(X_FORWARDED, same.withTrustedProxies(TrustedProxies.xForwarded("127.0.0.0/8"))))
                        .with(behindAFilter(STRANGER))
                        .with(filter(STRANGER, same.withTrustedProxies(TrustedProxies.forwarded("10.0.0.0/8")))))
                : Optional.empty();
    }

    private Deployment.Filters filter(String path, OriginPolicy policy) {
        WebSocketAuthenticator authenticator =
                judge.builder(Duration.ofSeconds(10)).originPolicy(policy).build();
        authenticators.add(authenticator);
        return context -> new AuthenticationFilter(authenticator).register(context, path);
    }

    private ServerEndpointConfig behindAFilter(String path) {
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

    @Override
    protected final void endPart() {
        authenticators.forEach(WebSocketAuthenticator::close);
    }

    /** The status that a page of this origin gets, with a good token and the lines that somebody wrote on the way. */
    private int status(String path, String origin, String... headers) throws Exception {
        Handshake handshake =
                Handshake.to(path).bearer(Judge.Kind.GOOD.token("page")).header("Origin", origin);
        for (int i = 0; i < headers.length; i += 2) {
            handshake = handshake.header(headers[i], headers[i + 1]);
        }
        return answerOf(send(handshake)).status();
    }

    @Test
    @Shows(Promise.FILTER_ORIGIN)
    void connectWhenConnectionIsPlainThenOnlyPlainPagesOfThisHostAreTheSame() throws Exception {
        assertThat(status(DIRECT, "http://127.0.0.1")).isEqualTo(101);
        assertThat(status(DIRECT, "https://127.0.0.1")).isEqualTo(403);
        assertThat(status(DIRECT, "http://127.0.0.1:81")).isEqualTo(403);
        assertThat(status(DIRECT, "http://localhost")).isEqualTo(403);
        assertThat(status(DIRECT, "null")).isEqualTo(403);
    }

    @Test
    @Shows(Promise.FILTER_ORIGIN)
    void connectWhenNobodyIsTrustedThenForwardedHeadersChangeNothing() throws Exception {
        for (String path : new String[] {DIRECT, STRANGER}) {
            assertThat(status(path, EVIL, "Forwarded", "host=evil.example;proto=https"))
                    .isEqualTo(403);
            assertThat(status(path, EVIL, "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https"))
                    .isEqualTo(403);
            assertThat(status(path, "http://127.0.0.1", "Forwarded", "host=evil.example;proto=https"))
                    .isEqualTo(101);
        }
    }

    @Test
    @Shows(Promise.FILTER_ORIGIN)
    void connectWhenProxyIsTrustedThenItsWordCounts() throws Exception {
        String said = "for=192.0.2.1;host=app.example;proto=https";

        assertThat(status(FORWARDED, APP, "Forwarded", said)).isEqualTo(101);
        assertThat(status(FORWARDED, EVIL, "Forwarded", said)).isEqualTo(403);
        assertThat(status(FORWARDED, "http://app.example", "Forwarded", said)).isEqualTo(403);
        assertThat(status(FORWARDED, "null", "Forwarded", said)).isEqualTo(403);
        assertThat(status(FORWARDED, APP)).isEqualTo(403);
        assertThat(status(FORWARDED, APP, "Forwarded", "nonsense")).isEqualTo(403);
    }

    @Test
    @Shows(Promise.FILTER_ORIGIN)
    void connectWhenClientWroteTheHeaderBeforeTheProxyThenItDoesNotCount() throws Exception {
        String chain = "host=evil.example;proto=https, for=192.0.2.1;host=app.example;proto=https";

        assertThat(status(FORWARDED, EVIL, "Forwarded", chain)).isEqualTo(403);
        assertThat(status(FORWARDED, APP, "Forwarded", chain)).isEqualTo(101);
        // The other header than the one that this proxy writes is the client's.
        assertThat(status(FORWARDED, EVIL, "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https"))
                .isEqualTo(403);
    }

    @Test
    @Shows(Promise.FILTER_ORIGIN)
    void connectWhenThereAreTwoTrustedProxiesThenTheOutermostIsRead() throws Exception {
        String chain = "for=192.0.2.1;host=app.example;proto=https, for=127.0.0.1;host=inner.example;proto=http";

        assertThat(status(FORWARDED, APP, "Forwarded", chain)).isEqualTo(101);
        assertThat(status(FORWARDED, "http://inner.example", "Forwarded", chain))
                .isEqualTo(403);
    }

    @Test
    @Shows(Promise.FILTER_ORIGIN)
    void connectWhenProxyWritesTheOlderHeadersThenTheirLastValuesCount() throws Exception {
        assertThat(status(X_FORWARDED, APP, "X-Forwarded-Host", "app.example", "X-Forwarded-Proto", "https"))
                .isEqualTo(101);
        assertThat(status(
                        X_FORWARDED,
                        EVIL,
                        "X-Forwarded-Host",
                        "evil.example, app.example",
                        "X-Forwarded-Proto",
                        "https, https"))
                .isEqualTo(403);
        assertThat(status(X_FORWARDED, EVIL, "Forwarded", "host=evil.example;proto=https"))
                .isEqualTo(403);
    }
}
