package io.handclasp.examples.containers;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/** An endpoint without Handclasp that shows what the container does. What it does itself is set when it is made. */
public final class FactEndpoint extends Endpoint {
    private final BiConsumer<Session, EndpointConfig> onOpen;

    private FactEndpoint(BiConsumer<Session, EndpointConfig> onOpen) {
        this.onOpen = onOpen;
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        onOpen.accept(session, config);
    }

    /** Closes with a code. */
    static void close(Session session, int code) {
        try {
            session.close(new CloseReason(() -> code, "reason " + code));
        } catch (IOException gone) {
            throw new IllegalStateException("the session cannot be closed", gone);
        }
    }

    /** What a host decides in a handshake; each method tells the events, under the endpoint's path, that it was called. */
    static class Behaviour extends ServerEndpointConfig.Configurator {
        private final Events calls;
        private final BiConsumer<Session, EndpointConfig> onOpen;
        private BiFunction<List<String>, List<String>, String> subprotocol = (supported, requested) -> "";
        private BiConsumer<ServerEndpointConfig, HandshakeRequest> handshake = (config, request) -> {};
        private boolean originIsGood = true;
        private String path = "";

        Behaviour(Events calls, BiConsumer<Session, EndpointConfig> onOpen) {
            this.calls = calls;
            this.onOpen = onOpen;
        }

        Behaviour refuseOrigin() {
            originIsGood = false;
            return this;
        }

        Behaviour answer(BiFunction<List<String>, List<String>, String> choice) {
            subprotocol = choice;
            return this;
        }

        Behaviour onHandshake(BiConsumer<ServerEndpointConfig, HandshakeRequest> action) {
            handshake = action;
            return this;
        }

        ServerEndpointConfig at(String where) {
            path = where;
            return ServerEndpointConfig.Builder.create(FactEndpoint.class, where)
                    .configurator(this)
                    .build();
        }

        @Override
        public boolean checkOrigin(String origin) {
            calls.add(path, "checkOrigin");
            return originIsGood;
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            calls.add(path, "getNegotiatedSubprotocol");
            return subprotocol.apply(supported, requested);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            calls.add(path, "getNegotiatedExtensions");
            return List.of();
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            calls.add(path, "modifyHandshake");
            handshake.accept(config, request);
        }

        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            calls.add(path, "getEndpointInstance");
            return endpointClass.cast(new FactEndpoint((session, config) -> {
                calls.add(path, "onOpen");
                onOpen.accept(session, config);
            }));
        }
    }
}
