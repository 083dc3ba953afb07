package io.handclasp.examples.quickstart.comparison;

import io.handclasp.examples.quickstart.agent.AuthService;
import io.handclasp.examples.quickstart.agent.LoopbackServer;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The same server as it is often written by hand: one blocking call to the auth service in the handshake, and a close in
 * {@code onOpen} when it brought no subject. It cannot tell a bad token from an auth service that is away.
 */
final class PlainServer implements WelcomeServer {
    /** More than Tyrus has by default: each call holds one of them, and four would make this run take minutes. */
    static final int THREADS = 64;

    private static final String SUBJECT = "subject";

    private final LoopbackServer server;

    private PlainServer(LoopbackServer server) {
        this.server = server;
    }

    static PlainServer start(AuthService authService, AuthNetwork network) {
        PlainIntrospection introspection = new PlainIntrospection(
                network.httpClient(),
                authService.introspectionEndpoint(),
                AuthService.CLIENT_ID,
                authService.clientSecret());
        ServerEndpointConfig endpoint = ServerEndpointConfig.Builder.create(Welcome.class, PATH)
                .configurator(new PlainConfigurator(introspection))
                .build();
        return new PlainServer(LoopbackServer.start(endpoint, THREADS));
    }

    @Override
    public URI url() {
        return server.url(PATH);
    }

    @Override
    public void close() {
        server.stop();
    }

    private static final class PlainConfigurator extends ServerEndpointConfig.Configurator {
        private static final String SCHEME = "Bearer ";

        private final PlainIntrospection introspection;

        PlainConfigurator(PlainIntrospection introspection) {
            this.introspection = introspection;
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            bearerToken(request.getHeaders())
                    .flatMap(introspection::subjectOf)
                    .ifPresent(subject -> config.getUserProperties().put(SUBJECT, subject));
        }

        private static Optional<String> bearerToken(Map<String, List<String>> headers) {
            return headers.getOrDefault("Authorization", List.of()).stream()
                    .filter(line -> line.startsWith(SCHEME))
                    .map(line -> line.substring(SCHEME.length()))
                    .findFirst();
        }
    }

    /** Opens for everybody, and closes again where no subject was found. */
    public static final class Welcome extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            if (session.getUserProperties().get(SUBJECT) instanceof String subject) {
                WelcomeServer.greet(session, subject);
                return;
            }
            try {
                session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, "not authorized"));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
