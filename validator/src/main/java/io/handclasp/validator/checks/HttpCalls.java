package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Single requests through the host's HTTP client, with bounded bodies, no redirects, and a deadline for all of it. */
final class HttpCalls {
    private HttpCalls() {}

    /**
     * Sends and waits.
     *
     * @throws VerifierUnavailableException when there is no whole answer in time; its message holds no secret
     */
    static TransportResponse send(VerifierTransport transport, TransportRequest request, Deadline deadline)
            throws InterruptedException, VerifierUnavailableException {
        CompletableFuture<TransportResponse> answer =
                transport.send(request, deadline).toCompletableFuture();
        try {
            return answer.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new VerifierUnavailableException(UnavailableReason.TIMEOUT, request + " was not answered in time");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof VerifierUnavailableException unavailable) {
                throw unavailable;
            }
            throw new IllegalStateException(request + " could not be sent", failed);
        } finally {
            answer.cancel(true);
        }
    }

    static URI requireHttp(String setting, URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.matches("https?") || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(setting
                    + " was refused, must be an absolute http or https URL with a host and without user information");
        }
        return uri;
    }

    /** What went wrong, for people. */
    static String words(VerifierUnavailableException failure) {
        String message = failure.getMessage();
        return failure.reason() + (message == null ? "" : ": " + message);
    }
}
