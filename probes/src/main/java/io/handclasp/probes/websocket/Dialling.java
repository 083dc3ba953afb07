package io.handclasp.probes.websocket;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.ProbeConnections;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;
import org.glassfish.tyrus.client.ThreadPoolConfig;
import org.glassfish.tyrus.container.jdk.client.JdkClientContainer;

/** How to connect. */
record Dialling(
        URI uri,
        Optional<Supplier<Secret>> token,
        TokenPlace place,
        List<String> subprotocols,
        Optional<SSLContext> sslContext,
        AddressResolver resolver) {
    private static final String NOBODY = "";

    /**
     * Opens a connection and closes it again. Tyrus has no timeout for connecting and for TLS, and does not tell why they
     * failed; this has and does.
     */
    void reach(Deadline deadline) throws IOException, InterruptedException {
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        boolean tls = "wss".equalsIgnoreCase(uri.getScheme());
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80;
        Socket socket = tls
                ? ProbeConnections.openTls(host, port, resolver, sslContext, deadline)
                : ProbeConnections.open(host, port, resolver, deadline);
        socket.close();
    }

    /** Does the handshake with a client of its own; the host's is not touched. */
    void connect(Visit visit, Deadline deadline) throws DeploymentException, IOException {
        ClientManager client = ClientManager.createClient(JdkClientContainer.class.getName());
        Map<String, Object> properties = client.getProperties();
        properties.put(ClientProperties.HANDSHAKE_TIMEOUT, (int)
                Math.min(Integer.MAX_VALUE, Math.max(1, deadline.remaining().toMillis())));
        // The threads end with the last connection, not half a minute later.
        properties.put(ClientProperties.SHARED_CONTAINER_IDLE_TIMEOUT, 0);
        properties.put(
                ClientProperties.WORKER_THREAD_POOL_CONFIG,
                ThreadPoolConfig.defaultConfig().setDaemon(true).setMaxPoolSize(4));
        sslContext.ifPresent(context -> properties.put(
                ClientProperties.SSL_ENGINE_CONFIGURATOR, new SslEngineConfigurator(context, true, false, false)));
        client.connectToServer(visit, config(visit), uri);
    }

    private ClientEndpointConfig config(Visit visit) {
        String secret = token.map(supplier -> supplier.get().reveal()).orElse(NOBODY);
        boolean pair = place == TokenPlace.SUBPROTOCOL_PAIR && !secret.isEmpty();
        List<String> offered = new ArrayList<>(pair ? List.of("bearer", secret) : List.of());
        offered.addAll(subprotocols);
        return ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(offered)
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        if (!pair && !secret.isEmpty()) {
                            headers.put("Authorization", List.of("Bearer " + secret));
                        }
                    }

                    @Override
                    public void afterResponse(jakarta.websocket.HandshakeResponse response) {
                        visit.answered();
                    }
                })
                .build();
    }

    /** Without whatever may be secret. */
    @Override
    public String toString() {
        return Redaction.safeUri(uri);
    }
}
