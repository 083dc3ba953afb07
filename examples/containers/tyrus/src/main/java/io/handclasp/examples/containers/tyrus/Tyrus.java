package io.handclasp.examples.containers.tyrus;

import io.handclasp.examples.containers.ContainerUnderTest;
import io.handclasp.examples.containers.Deployment;
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
public final class Tyrus implements ContainerUnderTest {
    private static final String CONTEXT = "/";

    /** For the service loader. */
    public Tyrus() {}

    @Override
    public String name() {
        return "Tyrus 2.2";
    }

    @Override
    public boolean hasServlets() {
        return false;
    }

    @Override
    public Running start(Deployment deployment) throws Exception {
        Container container = new Container();
        for (ServerEndpointConfig endpoint : deployment.endpoints()) {
            container.register(endpoint);
        }
        for (Class<?> endpoint : deployment.annotated()) {
            container.register(endpoint);
        }
        container.start(CONTEXT, 0);
        HttpServer server = new HttpServer();
        NetworkListener listener = new NetworkListener("ws", "127.0.0.1", 0);
        listener.registerAddOn(new WebSocketAddOn(container, CONTEXT));
        server.addListener(listener);
        server.start();
        return new Running() {
            @Override
            public int port() {
                return listener.getPort();
            }

            @Override
            public String accessLog() {
                return "";
            }

            @Override
            public void stop() {
                container.stop();
                server.shutdownNow();
            }
        };
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
