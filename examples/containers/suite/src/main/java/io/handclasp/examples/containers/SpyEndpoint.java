package io.handclasp.examples.containers;

import io.handclasp.websocket.jakarta.FilterModeConfigurator;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Tells all that an endpoint can see of a handshake. One connection at a time. */
public final class SpyEndpoint extends Endpoint {
    private final Events events;
    private final AtomicReference<String> handshake;

    SpyEndpoint(Events events, AtomicReference<String> handshake) {
        this.events = events;
        this.handshake = handshake;
    }

    /** One that stands behind the filter. */
    static ServerEndpointConfig behindTheFilter(String path, Events events) {
        AtomicReference<String> seen = new AtomicReference<>("");
        return ServerEndpointConfig.Builder.create(SpyEndpoint.class, path)
                .configurator(new FilterModeConfigurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> endpointClass) {
                        return endpointClass.cast(new SpyEndpoint(events, seen));
                    }

                    @Override
                    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
                        seen.set("offered=" + String.join(",", requested));
                        return super.getNegotiatedSubprotocol(supported, requested);
                    }

                    @Override
                    public void modifyHandshake(
                            ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
                        super.modifyHandshake(config, request, response);
                        seen.accumulateAndGet(
                                " headers=" + request.getHeaders() + " uri=" + request.getRequestURI() + " query="
                                        + request.getQueryString() + " parameters=" + request.getParameterMap(),
                                String::concat);
                    }
                })
                .build();
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        events.add(
                "spied",
                handshake.get() + " session uri=" + session.getRequestURI() + " query=" + session.getQueryString()
                        + " parameters=" + session.getRequestParameterMap() + " properties="
                        + session.getUserProperties()
                        + " principal=" + session.getUserPrincipal().getName() + " " + session.getUserPrincipal());
    }
}
