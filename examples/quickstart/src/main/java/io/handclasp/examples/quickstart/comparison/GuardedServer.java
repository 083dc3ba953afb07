package io.handclasp.examples.quickstart.comparison;

import io.handclasp.examples.quickstart.agent.AuthService;
import io.handclasp.examples.quickstart.agent.LoopbackServer;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.Handclasp;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;

/** What a host writes to have its handshakes judged by Handclasp: an authenticator, and a guard before the endpoint. */
final class GuardedServer implements WelcomeServer {
    private final WebSocketAuthenticator authenticator;
    private final LoopbackServer server;

    private GuardedServer(WebSocketAuthenticator authenticator, LoopbackServer server) {
        this.authenticator = authenticator;
        this.server = server;
    }

    static GuardedServer start(AuthService authService, AuthNetwork network) {
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.introspection(authService.introspectionEndpoint())
                        .clientSecretBasic(AuthService.CLIENT_ID, authService.clientSecret())
                        .httpClient(network.httpClient())
                        .build())
                .build();
        ServerEndpointConfig endpoint = new HandshakeConfigurator(authenticator)
                .guard(Welcome::new, PATH)
                .build();
        return new GuardedServer(authenticator, LoopbackServer.start(endpoint, LoopbackServer.DEFAULT_THREADS));
    }

    @Override
    public URI url() {
        return server.url(PATH);
    }

    @Override
    public void close() {
        server.stop();
        authenticator.close();
    }

    /** Meets admitted clients only; Handclasp closes the others before they get here. */
    private static final class Welcome extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            Handclasp.identity(session).ifPresent(identity -> WelcomeServer.greet(session, identity.subject()));
        }
    }
}
