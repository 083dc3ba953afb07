package io.handclasp.validator.drill;

import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.resilience.Execution;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.TransportResponse;
import io.handclasp.websocket.transport.VerifierTransport;
import java.util.concurrent.CompletionStage;

/**
 * A trouble on the way to the auth service. It is put around the transport of a rehearsal, never around the one that serves users.
 * Safe for use by many threads.
 *
 * @see TransportFaults
 */
public interface TransportFault {
    /**
     * What is wrong, for people.
     *
     * @return for example {@code the auth service refuses connections}
     */
    String description();

    /**
     * Answers a call in the place of the auth service, or after it. Must not block, and keeps to the contract of
     * {@link VerifierTransport}.
     *
     * @param request the call
     * @param deadline when the caller stops waiting
     * @param real the way to the auth service
     * @param execution has timers
     * @return the response, or a {@link io.handclasp.websocket.verify.VerifierUnavailableException}
     */
    CompletionStage<TransportResponse> meet(
            TransportRequest request, Deadline deadline, VerifierTransport real, Execution execution);
}
