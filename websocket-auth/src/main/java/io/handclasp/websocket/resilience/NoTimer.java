package io.handclasp.websocket.resilience;

import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.VerifierUnavailableException;

/** What becomes of a question when a scheduler takes no timer, without which nothing may be waited for. */
final class NoTimer {
    private NoTimer() {}

    /**
     * Says why there is no verdict.
     *
     * @param refusal what the scheduler threw: it is shut down, or the process has no memory for a further thread
     */
    static VerifierUnavailableException unavailable(Throwable refusal) {
        return refusal instanceof OutOfMemoryError
                ? new VerifierUnavailableException(UnavailableReason.SHED, "this host has no thread for a timer")
                : new VerifierUnavailableException(UnavailableReason.SHUT_DOWN, "the scheduler is shut down");
    }
}
