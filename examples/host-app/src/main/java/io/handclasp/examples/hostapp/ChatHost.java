package io.handclasp.examples.hostapp;

import io.handclasp.core.Secret;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.net.URI;

/** The host: an authenticator, and a chat behind it. Its auth service shares a secret with it. */
final class ChatHost implements AutoCloseable {
    static final String ISSUER = "https://auth.example";
    static final String AUDIENCE = "chat";

    private final WebSocketAuthenticator authenticator;
    private final ChatServer server;

    /** Starts it on a free port of loopback, for tokens of one audience. */
    ChatHost(Secret secret, String audience) {
        authenticator = WebSocketAuthenticator.builder()
                .verifier(TokenVerifiers.sharedSecret(secret, "HS256")
                        .issuer(ISSUER)
                        .audiences(audience)
                        .build())
                .build();
        server = ChatServer.start(new HandshakeConfigurator(authenticator)
                .guard(Chat::new, Chat.PATH)
                .build());
    }

    WebSocketAuthenticator authenticator() {
        return authenticator;
    }

    URI chat() {
        return URI.create("ws://127.0.0.1:" + port() + Chat.PATH);
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
        authenticator.close();
    }
}
