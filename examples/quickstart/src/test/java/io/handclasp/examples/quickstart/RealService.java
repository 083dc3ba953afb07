package io.handclasp.examples.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** An auth service and a guarded endpoint, both well, and files that describe them to {@code --config}. */
final class RealService implements AutoCloseable {
    final AuthService authService;
    private final Saboteur saboteur;
    private final AuthNetwork network;
    private final GuardedServer server;
    private final Path directory;
    private final Map<String, String> settings = new TreeMap<>();

    RealService(Path directory) throws IOException {
        this.directory = directory;
        saboteur = Saboteur.start(1);
        authService = AuthService.start();
        network = new AuthNetwork(new FaultSchedule(1), saboteur);
        server = GuardedServer.start(authService, network);
        Files.writeString(
                directory.resolve("client.secret"), authService.clientSecret().reveal() + "\n");
        set("websocket.url", server.url());
        set("websocket.expect", "message");
        set("handshakes", 40);
        set("concurrency", 4);
    }

    RealService set(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    RealService withClientCredentials() {
        return set("token.endpoint", authService.tokenEndpoint())
                .set("token.client-id", AuthService.CLIENT_ID)
                .set("token.client-secret-file", "client.secret");
    }

    RealService withIssuer() {
        return set("issuer", authService.issuer()).set("audience", TokenIssuer.AUDIENCE);
    }

    RealService withIntrospection() {
        return set("introspection.endpoint", authService.introspectionEndpoint())
                .set("introspection.client-id", AuthService.CLIENT_ID)
                .set("introspection.client-secret-file", "client.secret");
    }

    void write(String file, String text) throws IOException {
        Files.writeString(directory.resolve(file), text);
    }

    Ran run() throws IOException {
        Properties properties = new Properties();
        properties.putAll(settings);
        Path file = directory.resolve("service.properties");
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
        return Ran.with("--config", file.toString());
    }

    @Override
    public void close() throws IOException {
        server.close();
        network.close();
        authService.close();
        saboteur.close();
    }
}
