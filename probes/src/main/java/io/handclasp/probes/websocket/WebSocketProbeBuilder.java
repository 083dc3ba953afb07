package io.handclasp.probes.websocket;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.AddressResolvers;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * Makes probes that connect to a WebSocket endpoint as a client does: handshake with a token, subprotocol, ping and pong, an
 * echo where one is asked for, close. Not thread-safe; the probes are.
 *
 * <p>Containers answer a ping although the login is still pending, so only an echo shows that the endpoint itself answers.
 */
public final class WebSocketProbeBuilder {
    private final URI uri;
    private Optional<Supplier<Secret>> token = Optional.empty();
    private TokenPlace place = TokenPlace.AUTHORIZATION_HEADER;
    private List<String> subprotocols = List.of();
    private Optional<String> expectedSubprotocol = Optional.empty();
    private Optional<Echo> echo = Optional.empty();
    private Optional<Duration> refusedWithin = Optional.empty();
    private Optional<SSLContext> sslContext = Optional.empty();
    private AddressResolver resolver = AddressResolvers.system();

    private WebSocketProbeBuilder(URI uri) {
        this.uri = uri;
    }

    /**
     * Starts with where to connect to.
     *
     * @param uri an absolute URL with {@code ws} or {@code wss}, without user information and fragment
     * @return the builder
     * @throws IllegalArgumentException when it is another kind of URI
     */
    public static WebSocketProbeBuilder to(URI uri) {
        boolean known = "ws".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
        if (!known || uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("uri was " + Redaction.safeUri(uri)
                    + ", must be an absolute URL with ws or wss, a host, no user information and no fragment");
        }
        return new WebSocketProbeBuilder(uri);
    }

    /**
     * Sends a token. Default: none.
     *
     * @param token asked for at each run
     * @param place where it is put
     * @return this builder
     */
    public WebSocketProbeBuilder token(Supplier<Secret> token, TokenPlace place) {
        this.token = Optional.of(token);
        this.place = Objects.requireNonNull(place, "place");
        return this;
    }

    /**
     * Offers subprotocols beside those that carry the token. Default: none.
     *
     * @param offered in the order of preference
     * @return this builder
     * @throws IllegalArgumentException when one is blank
     */
    public WebSocketProbeBuilder subprotocols(String... offered) {
        List<String> all = List.of(offered);
        all.forEach(each -> Settings.requireText("subprotocols", each));
        this.subprotocols = all;
        return this;
    }

    /**
     * Demands that the server picks a subprotocol. Default: any will do.
     *
     * @param subprotocol the one, {@code bearer} for example
     * @return this builder
     * @throws IllegalArgumentException when it is blank
     */
    public WebSocketProbeBuilder expectSubprotocol(String subprotocol) {
        this.expectedSubprotocol = Optional.of(Settings.requireText("expectSubprotocol", subprotocol));
        return this;
    }

    /**
     * Sends a text and waits for an answer with another text in it. Messages without it are passed over. Default: none.
     *
     * @param sent the text to send
     * @param answered what a message must contain
     * @return this builder
     * @throws IllegalArgumentException when one is blank
     */
    public WebSocketProbeBuilder echo(String sent, String answered) {
        this.echo =
                Optional.of(new Echo(Settings.requireText("sent", sent), Settings.requireText("answered", answered)));
        return this;
    }

    /**
     * Turns the probe round: the token is a bad one, and the endpoint must refuse it: with status 401 or 403, or with one of
     * the close codes 1008, 3000, 3003, 4400, 4401 and 4403. A session that is still open after a while is DOWN.
     *
     * @param within how long after the handshake the session may stay open, since a server may judge later; 100 ms to
     *     1 minute, cut to the deadline
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public WebSocketProbeBuilder expectRefused(Duration within) {
        this.refusedWithin =
                Optional.of(Settings.requireWithin("within", within, Duration.ofMillis(100), Duration.ofMinutes(1)));
        return this;
    }

    /**
     * Sets what is trusted and who the client is. Default: the JDK's. The name is checked in any case.
     *
     * @param sslContext for wss
     * @return this builder
     */
    public WebSocketProbeBuilder sslContext(SSLContext sslContext) {
        this.sslContext = Optional.of(sslContext);
        return this;
    }

    /**
     * Sets who looks the name up before the handshake. Default: {@link AddressResolvers#system()}. The client itself asks the
     * JDK.
     *
     * @param resolver the resolver
     * @return this builder
     */
    public WebSocketProbeBuilder resolver(AddressResolver resolver) {
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     * @throws IllegalArgumentException when refusal is expected together with an echo or a subprotocol
     */
    public Probe build() {
        if (refusedWithin.isPresent() && (echo.isPresent() || expectedSubprotocol.isPresent())) {
            throw new IllegalArgumentException(
                    "expectRefused was set together with echo or expectSubprotocol, must be without them");
        }
        Dialling dialling = new Dialling(uri, token, place, subprotocols, sslContext, resolver);
        return new WebSocketProbe(dialling, expectedSubprotocol, echo, refusedWithin);
    }

    /** What is sent and what is awaited. */
    record Echo(String sent, String answered) {}
}
