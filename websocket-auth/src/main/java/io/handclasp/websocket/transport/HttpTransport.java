package io.handclasp.websocket.transport;

import io.handclasp.core.Settings;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.SocketException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.StringJoiner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLException;

/**
 * {@link VerifierTransport} over {@code java.net.http}.
 *
 * <p>The response is completed by {@link CappedBody} on a thread of the client's own executor. What the client's own
 * future does is of no interest but for failures: that future completes on the common pool, so failures are handed back to
 * the executor that the host gave to the client.
 */
final class HttpTransport implements VerifierTransport {
    private static final int LARGEST_LIMIT_BYTES = 16 << 20;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final int MAX_CAUSES = 4;

    private final HttpClient client;
    private final int maxBodyBytes;
    private final Executor executor;

    HttpTransport(HttpClient client, int maxBodyBytes) {
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("httpClient.followRedirects was " + client.followRedirects()
                    + ", must be NEVER: a redirect would carry the token to another address");
        }
        this.client = client;
        this.executor = client.executor().orElse(Runnable::run);
        this.maxBodyBytes = Settings.requireRange("maxBodyBytes", maxBodyBytes, 1, LARGEST_LIMIT_BYTES);
    }

    @Override
    public CompletionStage<TransportResponse> send(TransportRequest request, Deadline deadline) {
        CompletableFuture<TransportResponse> response = new CompletableFuture<>();
        Duration remaining = deadline.remaining();
        if (remaining.compareTo(SHORTEST_TIMEOUT) < 0) {
            response.completeExceptionally(timeout(request));
            return response;
        }
        CompletableFuture<?> exchange;
        try {
            exchange = client.sendAsync(
                    httpRequest(request, remaining), info -> new CappedBody(info, maxBodyBytes, response));
        } catch (IllegalArgumentException refused) {
            // Its text quotes the header that was refused, with the secret in it.
            response.completeExceptionally(new VerifierUnavailableException(
                    UnavailableReason.MISCONFIGURED,
                    request + " cannot be sent: the HTTP client does not accept its address or one of its headers"));
            return response;
        } catch (RejectedExecutionException shutDown) {
            response.completeExceptionally(new VerifierUnavailableException(
                    UnavailableReason.SHUT_DOWN, request + " cannot be sent: the HTTP client's executor refuses it"));
            return response;
        }
        Stages.onDone(exchange, (ignored, failure) -> {
            if (failure != null && !response.isDone()) {
                fail(response, asUnavailable(request, failure));
            }
        });
        Stages.onDone(response, (ignored, failure) -> {
            if (failure != null) {
                Stages.cancel(exchange);
            }
        });
        return response;
    }

    private static HttpRequest httpRequest(TransportRequest request, Duration remaining) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                // Covers the wait for the headers only; the caller's own timeout cancels a body that stalls.
                .timeout(remaining)
                .method(
                        request.method(),
                        request.body().isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body(), StandardCharsets.UTF_8));
        request.headers().forEach(builder::header);
        return builder.build();
    }

    private void fail(CompletableFuture<TransportResponse> response, VerifierUnavailableException failure) {
        Runnable completion = () -> response.completeExceptionally(failure);
        try {
            executor.execute(completion);
        } catch (RuntimeException | OutOfMemoryError refusal) { // it is shut down, or there is no memory for a thread
            completion.run();
        }
    }

    private static VerifierUnavailableException asUnavailable(TransportRequest request, Throwable cause) {
        if (cause instanceof VerifierUnavailableException unavailable) {
            return unavailable;
        }
        if (cause instanceof HttpTimeoutException) {
            return timeout(request);
        }
        return new VerifierUnavailableException(
                UnavailableReason.CONNECTION_FAILED, request + " failed: " + describe(cause));
    }

    /**
     * Names the causes, and keeps the messages of those that speak of this end only: the JDK quotes what a peer sent where
     * HTTP was expected, and a peer may send back the token.
     */
    private static String describe(Throwable failure) {
        StringJoiner causes = new StringJoiner(", caused by ");
        Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            boolean quotesNoPeer = cause instanceof SocketException || cause instanceof SSLException;
            String name = cause.getClass().getSimpleName();
            causes.add(quotesNoPeer && cause.getMessage() != null ? name + ": " + cause.getMessage() : name);
            cause = cause.getCause();
        }
        return causes.toString();
    }

    private static VerifierUnavailableException timeout(TransportRequest request) {
        return new VerifierUnavailableException(UnavailableReason.TIMEOUT, request + " was not answered in time");
    }
}
