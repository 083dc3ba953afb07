package io.handclasp.examples.quickstart.service;

import io.handclasp.examples.quickstart.Ran;
import io.handclasp.examples.quickstart.agent.AgentSystem;
import io.handclasp.examples.quickstart.agent.AuthService;
import io.handclasp.examples.quickstart.agent.TokenIssuer;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** A system that is well, and files that describe it to {@code --config}. */
final class RealService implements AutoCloseable {
    final AgentSystem system = start();
    private final Path directory;
    private final Map<String, String> settings = new TreeMap<>();

    RealService(Path directory) throws IOException {
        this.directory = directory;
        write("client.secret", system.authService().clientSecret().reveal() + "\n");
        set("websocket.url", system.chat());
        set("journeys", 20);
        set("samples", 20);
        set("concurrency", 4);
    }

    private static AgentSystem start() {
        try {
            return AgentSystem.start(ResiliencePolicy.standard());
        } catch (IOException | SQLException failure) {
            throw new IllegalStateException("the system did not start", failure);
        }
    }

    RealService set(String name, Object value) {
        settings.put(name, value.toString());
        return this;
    }

    RealService withClientCredentials() {
        return set("token.endpoint", system.authService().tokenEndpoint())
                .set("token.client-id", AuthService.CLIENT_ID)
                .set("token.client-secret-file", "client.secret");
    }

    RealService withIssuer() {
        return set("issuer", system.authService().issuer()).set("audience", TokenIssuer.AUDIENCE);
    }

    RealService withIntrospection() {
        return set("introspection.endpoint", system.authService().introspectionEndpoint())
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
        return Ran.with("--config", file.toString(), "--reports", directory.toString());
    }

    @Override
    public void close() throws SQLException {
        system.close();
    }
}
