package io.handclasp.validator.drill;

/**
 * What a host promises its users while nobody can judge their tokens, as it set it by
 * {@link io.handclasp.websocket.resilience.DegradedPolicy}. Whatever it is: a good token is never called bad, a bad one never admitted,
 * and every handshake has its answer in time.
 */
public enum Degradation {
    /** Nobody is admitted without a verdict: clients are told to come back later, unless their verdict is still remembered. */
    FAIL_CLOSED,
    /** Users who were admitted a while ago come back; new ones are told to come back later. */
    REUSE_VERDICT,
    /** Another verifier judges: users with good tokens are admitted, known or new. */
    VERIFY_LOCALLY
}
