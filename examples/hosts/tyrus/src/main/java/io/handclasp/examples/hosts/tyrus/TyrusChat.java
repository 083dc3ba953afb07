package io.handclasp.examples.hosts.tyrus;

import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.hosts.ChatService;
import io.handclasp.examples.hosts.ChatSettings;
import io.handclasp.examples.hosts.RunningChat;
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

/** The chat on Tyrus with Grizzly. Tyrus's own {@code Server} would listen on all addresses, whatever it is told. */
public final class TyrusChat implements RunningChat {
    private static final String ROOT = "/";

    private final ChatService service;
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener;
    private final Container container = new Container();

    private TyrusChat(ChatService service, ChatSettings settings) {
        this.service = service;
        this.listener = new NetworkListener("chat", settings.host(), settings.port());
    }

    private void start() throws IOException, DeploymentException {
        // tag::host-tyrus[]
        container.register(service.endpoint());
        container.start(ROOT, 0);
        listener.registerAddOn(new WebSocketAddOn(container, ROOT));
        server.addListener(listener);
        server.getServerConfiguration().addHttpHandler(new HealthHandler(service), HealthHandler.PATH);
        server.start();
        // end::host-tyrus[]
    }

    /** Runs it with the settings of the environment. */
    public static void main(String[] args) throws Exception {
        RunningChat.run(TyrusChat::start);
    }

    /** Starts it; see {@link RunningChat.Starter}. */
    public static RunningChat start(ChatSettings settings, TimeSource timeSource) throws Exception {
        TyrusChat chat = new TyrusChat(new ChatService(settings, timeSource), settings);
        try {
            chat.start();
        } catch (IOException | DeploymentException | RuntimeException failure) {
            chat.close();
            throw failure;
        }
        return chat;
    }

    @Override
    public int port() {
        return listener.getPort();
    }

    @Override
    public void close() {
        container.stop();
        server.shutdownNow();
        service.close();
    }

    private static final class Container extends TyrusServerContainer {
        private final TyrusWebSocketEngine engine =
                TyrusWebSocketEngine.builder(this).build();

        Container() {
            super(Set.<Class<?>>of());
        }

        @Override
        public void register(Class<?> endpointClass) throws DeploymentException {
            engine.register(endpointClass, ROOT);
        }

        @Override
        public void register(ServerEndpointConfig endpoint) throws DeploymentException {
            engine.register(endpoint, ROOT);
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
