package io.handclasp.docs.snippets;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What many services have before they have Handclasp. */
final class HandWrittenCheck {
    private HandWrittenCheck() {}

    // tag::migrate-before[]
    static final class CheckingConfigurator extends ServerEndpointConfig.Configurator {
        private final HttpClient client = HttpClient.newHttpClient();
        private final URI validate;

        CheckingConfigurator(URI validate) {
            this.validate = validate;
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            String header = request.getHeaders().get("Authorization").get(0);
            try {
                int status = client.send(
                                HttpRequest.newBuilder(validate)
                                        .header("Authorization", header)
                                        .timeout(Duration.ofSeconds(10))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("not authorized");
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
    // end::migrate-before[]
}
