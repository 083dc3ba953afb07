package io.handclasp.probes.testing;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus on Grizzly, bound to loopback only: the stock server binds all addresses. */
public final class LoopbackTyrus implements AutoCloseable {
    private static final String CONTEXT = "/";

    private final Container container = new Container();
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("ws", "127.0.0.1", 0);

    public LoopbackTyrus(ServerEndpointConfig... endpoints) throws Exception {
        for (ServerEndpointConfig endpoint : endpoints) {
            container.register(endpoint);
        }
        container.start(CONTEXT, 0);
        listener.registerAddOn(new WebSocketAddOn(container, CONTEXT));
        server.addListener(listener);
        server.start();
    }

    public int port() {
        return listener.getPort();
    }

    @Override
    public void close() {
        container.stop();
        server.shutdownNow();
    }

    private static final class Container extends TyrusServerContainer {
        private final TyrusWebSocketEngine engine =
                TyrusWebSocketEngine.builder(this).build();

        Container() {
            super(Set.<Class<?>>of());
        }

        @Override
        public void register(Class<?> endpointClass) throws DeploymentException {
            engine.register(endpointClass, CONTEXT);
        }

        @Override
        public void register(ServerEndpointConfig endpoint) throws DeploymentException {
            engine.register(endpoint, CONTEXT);
        }

        @Override
        public Map<String, Object> getProperties() {
            return Map.of();
        }

        @Override
        public WebSocketEngine getWebSocketEngine() {
            return engine;
        }
    }
}
