package io.handclasp.examples.containers.stall;

import io.handclasp.examples.containers.ContainerUnderTest;
import io.handclasp.examples.containers.Deployment;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.jakarta.FilterModeConfigurator;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.jakarta.JakartaHandshakes;
import io.handclasp.websocket.servlet.AuthenticationFilter;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a container is made to wait for verdicts. */
enum Mode {
    /** A thread of the container waits: in the filter, or, where there are no servlets, in {@code modifyHandshake}. */
    BLOCKING {
        @Override
        Deployment deployment(ContainerUnderTest container, WebSocketAuthenticator authenticator) {
            if (container.hasServlets()) {
                return Deployment.empty()
                        .with(context -> new AuthenticationFilter(authenticator).register(context, PATH))
                        .with(ServerEndpointConfig.Builder.create(Echo.class, PATH)
                                .configurator(new FilterModeConfigurator())
                                .build());
            }
            return Deployment.empty()
                    .with(ServerEndpointConfig.Builder.create(Echo.class, PATH)
                            .configurator(new Waiting(authenticator))
                            .build());
        }
    },
    /** No thread waits. */
    DEFERRED {
        @Override
        Deployment deployment(ContainerUnderTest container, WebSocketAuthenticator authenticator) {
            return Deployment.empty()
                    .with(new HandshakeConfigurator(authenticator)
                            .guard(Echo.class, PATH)
                            .build());
        }
    };

    /** Where the endpoint is. */
    static final String PATH = "/echo";

    abstract Deployment deployment(ContainerUnderTest container, WebSocketAuthenticator authenticator);

    /** What hosts without Handclasp do. */
    private static final class Waiting extends ServerEndpointConfig.Configurator {
        private final WebSocketAuthenticator authenticator;

        Waiting(WebSocketAuthenticator authenticator) {
            this.authenticator = authenticator;
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            AuthOutcome outcome = authenticator.authenticate(JakartaHandshakes.from(request));
            if (!(outcome instanceof AuthOutcome.Authenticated)) {
                throw new IllegalStateException("refused");
            }
        }
    }

    /** Greets and echoes. */
    public static final class Echo extends Endpoint {
        /** Made by the container. */
        public Echo() {}

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> send(session, text));
            send(session, "welcome");
        }

        private static void send(Session session, String text) {
            try {
                session.getBasicRemote().sendText(text);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }
}
