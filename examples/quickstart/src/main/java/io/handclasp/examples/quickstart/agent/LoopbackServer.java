package io.handclasp.examples.quickstart.agent;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.grizzly.http.server.NetworkListener;
import org.glassfish.grizzly.nio.transport.TCPNIOTransport;
import org.glassfish.grizzly.nio.transport.TCPNIOTransportBuilder;
import org.glassfish.grizzly.strategies.WorkerThreadIOStrategy;
import org.glassfish.grizzly.threadpool.ThreadPoolConfig;
import org.glassfish.tyrus.container.grizzly.server.WebSocketAddOn;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.server.TyrusServerContainer;
import org.glassfish.tyrus.spi.WebSocketEngine;

/** Tyrus on Grizzly, set up as its own standalone server is, but on 127.0.0.1 only: that one listens to everybody. */
public final class LoopbackServer extends TyrusServerContainer {
    /** As many threads as Tyrus has when nobody asks for more. */
    public static final int DEFAULT_THREADS = 0;

    private static final String HOST = "127.0.0.1";
    private static final String ROOT = "/";

    private final WebSocketEngine engine = TyrusWebSocketEngine.builder(this).build();
    private final HttpServer server = new HttpServer();
    private final NetworkListener listener = new NetworkListener("websocket", HOST, 0);

    private LoopbackServer() {
        super(Set.of());
    }

    /** Starts a server with one endpoint on a port that is free. */
    public static LoopbackServer start(ServerEndpointConfig endpoint, int threads) {
        LoopbackServer server = new LoopbackServer();
        server.listener.setTransport(transport(threads));
        server.listener.getKeepAlive().setIdleTimeoutInSeconds(-1);
        server.listener.registerAddOn(new WebSocketAddOn(server, ROOT));
        server.server.addListener(server.listener);
        try {
            server.addEndpoint(endpoint);
            server.start(ROOT, 0);
            return server;
        } catch (DeploymentException | IOException failure) {
            server.stop();
            throw new IllegalStateException("the WebSocket server did not start", failure);
        }
    }

    private static TCPNIOTransport transport(int threads) {
        TCPNIOTransportBuilder builder = TCPNIOTransportBuilder.newInstance();
        if (threads != DEFAULT_THREADS) {
            builder.setWorkerThreadPoolConfig(ThreadPoolConfig.defaultConfig()
                    .setPoolName("plain-server")
                    .setCorePoolSize(threads)
                    .setMaxPoolSize(threads));
        }
        return builder.setIOStrategy(WorkerThreadIOStrategy.getInstance()).build();
    }

    public URI url(String path) {
        return URI.create("ws://" + HOST + ":" + listener.getPort() + path);
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
