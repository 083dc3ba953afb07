package io.handclasp.examples.openid;

import io.handclasp.core.concurrent.NamedThreads;
import io.handclasp.examples.hosts.ChatEndpoint;
import io.handclasp.examples.hosts.RunningChat;
import io.handclasp.examples.hosts.tomcat.TomcatServer;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.feed.SecurityEvents;
import io.handclasp.websocket.jakarta.EnforcementSettings;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.revocation.Revocations;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A chat whose users log in, and out, at an OpenID provider. Tokens are verified here, with the provider's keys. */
public final class OpenIdChat implements RunningChat {
    private static final int THREADS = 4;

    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("openid-chat"));
    private final WebSocketAuthenticator authenticator;
    private final SessionGuard guard;
    private final TomcatServer server;

    private OpenIdChat(String host, int port, URI issuer, String audience, String clientId) throws Exception {
        HttpClient httpClient = HttpClient.newBuilder().executor(executor).build();
        // tag::host-openid[]
        authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.issuer(issuer)
                        .audiences(audience)
                        .httpClient(httpClient)
                        .build())
                .revocations(Revocations.inMemory())
                .build();
        SecurityEvents providersFeed = SecurityEvents.builder(
                        TokenVerifiers.issuer(issuer)
                                .audiences(clientId)
                                .httpClient(httpClient)
                                .buildForStatements(),
                        authenticator.execution())
                .build();
        guard = SessionGuard.builder(authenticator).feed(providersFeed).build();
        // end::host-openid[]
        try {
            server = TomcatServer.start(
                    host,
                    port,
                    new HandshakeConfigurator(
                                    authenticator,
                                    EnforcementSettings.standard().withSessionGuard(guard))
                            .guard(ChatEndpoint::new, ChatEndpoint.PATH)
                            .build(),
                    Map.of(LogoutServlet.PATH, new LogoutServlet(providersFeed)));
        } catch (Exception failure) {
            endAll();
            throw failure;
        }
    }

    /**
     * Starts it.
     *
     * @param host the address to listen on
     * @param port the port, 0 for one that is free
     * @param issuer the provider, which is asked for its discovery document and keys when the first token comes
     * @param audience whom tokens must be for
     * @param clientId whom logout tokens must be for
     * @return the running chat, to be closed
     * @throws Exception when it does not start; nothing is left then
     */
    public static OpenIdChat start(String host, int port, URI issuer, String audience, String clientId)
            throws Exception {
        return new OpenIdChat(host, port, issuer, audience, clientId);
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        endAll();
    }

    private void endAll() {
        guard.close();
        authenticator.close();
        executor.shutdownNow();
    }
}
