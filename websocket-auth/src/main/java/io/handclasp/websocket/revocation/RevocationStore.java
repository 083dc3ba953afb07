package io.handclasp.websocket.revocation;

import io.handclasp.websocket.verify.Identity;

/**
 * Answers: was this token revoked before its time? It is asked for every admission, by many threads at once, and after every
 * source of a verdict; so it must answer from memory and must not block.
 *
 * @see Revocations
 */
public interface RevocationStore {
    /**
     * Whether a token was revoked, as far as this store knows.
     *
     * @param identity the identity that the token's verdict gave
     * @return true when it must not be admitted
     */
    boolean isRevoked(Identity identity);

    /**
     * Whether this store knows of all revocations that it was told. While it does not, only the auth service's own verdict
     * admits: remembered, local and stale verdicts stop.
     *
     * @return false when something was dropped for want of room, or when what it knows is older than its bound
     */
    boolean complete();
}
