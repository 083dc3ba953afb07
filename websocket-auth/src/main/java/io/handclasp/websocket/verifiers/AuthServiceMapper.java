package io.handclasp.websocket.verifiers;

import io.handclasp.websocket.verify.Verification;
import java.util.Optional;

/**
 * Answers: is this the auth service speaking, and what is its verdict? Called by many threads at once; must not block.
 *
 * <p>A gateway in front of the auth service answers 401 and 403, too, and 200 with a page of its own. Only an answer that the
 * mapper recognises as the service's own is a verdict.
 */
@FunctionalInterface
public interface AuthServiceMapper {
    /**
     * Reads a verdict.
     *
     * @param answer an answer with the status 200, 401 or 403
     * @return the verdict; empty when the answer is not recognised. A {@link Verification.Valid} counts with the status 200
     *     only.
     */
    Optional<Verification> map(AuthServiceAnswer answer);
}
