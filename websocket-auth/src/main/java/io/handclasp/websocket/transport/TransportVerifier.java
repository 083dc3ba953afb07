package io.handclasp.websocket.transport;

import io.handclasp.websocket.verify.TokenVerifier;
import java.util.function.UnaryOperator;

/**
 * A verifier that reaches its auth service through a {@link VerifierTransport} and nothing else, so that a copy of it can be
 * rehearsed with: faults are put around the copy's transport, and the original never notices.
 */
public interface TransportVerifier extends TokenVerifier {
    /**
     * Copies this verifier over another transport.
     *
     * @param decorator gets the transport of the original, which keeps working for the original as it is
     * @return a verifier with the same settings and none of the original's state: keys are fetched anew
     */
    TransportVerifier withTransport(UnaryOperator<VerifierTransport> decorator);
}
