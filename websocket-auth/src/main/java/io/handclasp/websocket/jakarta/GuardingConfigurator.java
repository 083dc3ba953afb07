package io.handclasp.websocket.jakarta;

import jakarta.websocket.Endpoint;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** What is deployed for one guarded endpoint: the host's configurator, and where the endpoint's instances come from. */
final class GuardingConfigurator extends ServerEndpointConfig.Configurator {
    private final HandshakeConfigurator host;
    private final EndpointFactory endpoints;

    /** Makes the endpoint of one connection. */
    @FunctionalInterface
    interface EndpointFactory {
        Endpoint create() throws InstantiationException;
    }

    GuardingConfigurator(HandshakeConfigurator host, EndpointFactory endpoints) {
        this.host = host;
        this.endpoints = endpoints;
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        return endpointClass.cast(endpoints.create());
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return host.getNegotiatedSubprotocol(supported, requested);
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return host.getNegotiatedExtensions(installed, requested);
    }

    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return host.checkOrigin(originHeaderValue);
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        host.modifyHandshake(config, request, response);
    }
}
