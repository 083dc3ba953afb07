package io.handclasp.examples.hostapp;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus on Grizzly with one endpoint, on loopback only: the stock server listens to everybody. */
final class ChatServer extends TyrusServerContainer {
    private static final String ROOT = "/";

    private final WebSocketEngine engine = TyrusWebSocketEngine.builder(this).build();
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("chat", "127.0.0.1", 0);

    private ChatServer() {
        super(Set.of());
    }

    static ChatServer start(ServerEndpointConfig endpoint) {
        ChatServer server = new ChatServer();
        server.listener.registerAddOn(new WebSocketAddOn(server, ROOT));
        server.server.addListener(server.listener);
        try {
            server.addEndpoint(endpoint);
            server.start(ROOT, 0);
            return server;
        } catch (DeploymentException | IOException failure) {
            server.stop();
            throw new IllegalStateException("the chat did not start", failure);
        }
    }

    int port() {
        return listener.getPort();
    }

    @Override
    public void start(String rootPath, int port) throws IOException, DeploymentException {
        server.start();
        super.start(rootPath, port);
    }

    @Override
    public void stop() {
        super.stop();
        server.shutdownNow();
    }

    @Override
    public void register(Class<?> endpointClass) throws DeploymentException {
        engine.register(endpointClass, ROOT);
    }

    @Override
    public void register(ServerEndpointConfig config) throws DeploymentException {
        engine.register(config, ROOT);
    }

    @Override
    public WebSocketEngine getWebSocketEngine() {
        return engine;
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of();
    }
}
