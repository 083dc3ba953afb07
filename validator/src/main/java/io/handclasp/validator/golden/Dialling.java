package io.handclasp.validator.golden;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * How a journey connects.
 *
 * @param uri where to
 * @param client the host's client
 * @param carrier how the token goes along
 * @param subprotocols what else is offered
 * @param headers what else is sent
 */
record Dialling(
        URI uri, HttpClient client, TokenCarrier carrier, List<String> subprotocols, Map<String, String> headers) {
    private static final Duration SHORTEST = Duration.ofMillis(1);

    /** Connects in time or throws; a connection that comes too late is ended when it comes. */
    WebSocket connect(String step, Conversation conversation, Secret token, Deadline deadline)
            throws JourneyException, InterruptedException {
        CompletableFuture<WebSocket> dialled = dial(step, conversation, token, deadline);
        boolean handedOver = false;
        try {
            if (!conversation.await(dialled, deadline)) {
                throw new JourneyException(step, expected(), "no answer to the handshake in time");
            }
            WebSocket socket = dialled.join();
            handedOver = true;
            return socket;
        } catch (CompletionException | CancellationException e) {
            throw refused(step, Stages.unwrap(e), token);
        } finally {
            if (!handedOver) {
                dialled.cancel(true);
                Stages.onDone(dialled, (late, failure) -> {
                    if (late != null) {
                        late.abort();
                    }
                });
            }
        }
    }

    private CompletableFuture<WebSocket> dial(String step, Conversation conversation, Secret token, Deadline deadline)
            throws JourneyException {
        Duration left = deadline.remaining();
        WebSocket.Builder builder =
                client.newWebSocketBuilder().connectTimeout(left.compareTo(SHORTEST) < 0 ? SHORTEST : left);
        headers.forEach(builder::header);
        List<String> offered = new ArrayList<>();
        if (carrier == TokenCarrier.SUBPROTOCOL_PAIR) {
            offered.add("bearer");
            offered.add(token.reveal());
        } else {
            builder.header("Authorization", "Bearer " + token.reveal());
        }
        offered.addAll(subprotocols);
        if (!offered.isEmpty()) {
            builder.subprotocols(
                    offered.get(0), offered.subList(1, offered.size()).toArray(String[]::new));
        }
        try {
            return builder.buildAsync(uri, conversation);
        } catch (IllegalArgumentException refused) {
            // Its text quotes what was refused, which may be the token.
            throw new JourneyException(step, expected(), "a token that cannot be sent this way");
        }
    }

    private String expected() {
        return "an open connection to " + Redaction.safeUri(uri);
    }

    private JourneyException refused(String step, Throwable failure, Secret token) {
        if (failure instanceof WebSocketHandshakeException handshake && handshake.getResponse() != null) {
            return new JourneyException(
                    step, expected(), "status " + handshake.getResponse().statusCode());
        }
        return new JourneyException(step, expected(), "a failure: " + Shown.failure(failure, token));
    }
}
