package io.handclasp.websocket.transport;

import io.handclasp.core.time.Deadline;
import java.util.concurrent.CompletionStage;

/**
 * Answers: what does the auth service say to this request? Called by many threads at once; must not block. Any HTTP
 * answer is a response, whatever its status; no answer is a
 * {@link io.handclasp.websocket.verify.VerifierUnavailableException}. Cancelling the stage's future ends the exchange.
 *
 * @see VerifierTransports
 */
@FunctionalInterface
public interface VerifierTransport {
    /**
     * Sends one request, once.
     *
     * @param request the request
     * @param deadline when the caller stops waiting
     * @return the response
     */
    CompletionStage<TransportResponse> send(TransportRequest request, Deadline deadline);
}
