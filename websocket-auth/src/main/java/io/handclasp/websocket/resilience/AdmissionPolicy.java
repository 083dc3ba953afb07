package io.handclasp.websocket.resilience;

import io.handclasp.core.Settings;

/**
 * How much is asked of the auth service at once (load shedding). What is beyond it is refused at once with "try again later"
 * instead of waiting for an answer that would come too late. Verifiers that judge without a call for each token are not bound
 * by it.
 *
 * @param maxCalls how many calls may be under way at once, 1 to 100,000, over all endpoints
 * @param maxQueue how many may wait for their turn, 0 to 1,000,000; each leaves when it could not be answered in time any more
 * @param maxPending how many questions may be open at once, those that wait for their next attempt included, 1 to 10,000,000
 */
public record AdmissionPolicy(int maxCalls, int maxQueue, int maxPending) {
    /** Checks each setting. */
    public AdmissionPolicy {
        Settings.requireRange("maxCalls", maxCalls, 1, 100_000);
        Settings.requireRange("maxQueue", maxQueue, 0, 1_000_000);
        Settings.requireRange("maxPending", maxPending, 1, 10_000_000);
    }

    /**
     * 64 calls at once, 2,000 that wait, 10,000 questions open. 64 calls of 20 ms are 3,200 a second, more than one host is
     * asked for, and a queue of 2,000 is worked off within the standard deadline even when a call takes 90 ms. More calls at
     * once only queue up in the auth service, until they no longer end within their attempt.
     *
     * @return the standard policy
     */
    public static AdmissionPolicy standard() {
        return new AdmissionPolicy(64, 2_000, 10_000);
    }
}
