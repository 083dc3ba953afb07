package io.handclasp.examples.containers.wire;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.core.HandshakeException;

/** One visit of a Tyrus client; made by name, in a class loader that has Tyrus. */
public final class TyrusVisit implements BiFunction<URI, String, String> {
    private static final long LIMIT_SECONDS = 20;
    private static final String CONTAINER = "org.glassfish.tyrus.container.jdk.client.JdkClientContainer";

    /** Made by name. */
    public TyrusVisit() {}

    @Override
    public String apply(URI uri, String token) {
        CompletableFuture<String> first = new CompletableFuture<>();
        ClientManager client = ClientManager.createClient(CONTAINER);
        try {
            Session session = client.connectToServer(new First(first), config(token), uri);
            String seen = first.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            session.close();
            return "open, " + seen;
        } catch (DeploymentException failed) {
            return refusal(failed);
        } catch (IOException | ExecutionException | TimeoutException | InterruptedException failed) {
            throw new AssertionError("the Tyrus client failed", failed);
        } finally {
            client.shutdown();
        }
    }

    private static String refusal(Throwable failed) {
        Throwable cause = failed;
        while (cause != null) {
            if (cause instanceof HandshakeException refused) {
                return "refused " + refused.getHttpStatusCode();
            }
            cause = cause.getCause();
        }
        throw new AssertionError("the Tyrus client failed", failed);
    }

    private static ClientEndpointConfig config(String token) {
        return ClientEndpointConfig.Builder.create()
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.put("Authorization", List.of("Bearer " + token));
                    }
                })
                .build();
    }

    private static final class First extends Endpoint {
        private final CompletableFuture<String> happened;

        First(CompletableFuture<String> happened) {
            this.happened = happened;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(
                    String.class, (MessageHandler.Whole<String>) text -> happened.complete("text " + text));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            happened.complete("close " + reason.getCloseCode().getCode() + " " + reason.getReasonPhrase());
        }
    }
}
