package io.handclasp.websocket.revocation;

/**
 * Is told of revocations. One sink may be told by several feeds at once, so it is safe for use by many threads; and it may be
 * told of one revocation more than once.
 *
 * @see RevocationFeed
 */
@FunctionalInterface
public interface RevocationSink {
    /**
     * Revokes. What is revoked is refused from the moment at which this returns.
     *
     * @param revocation what must not be admitted any more
     * @return false when it could not be kept for want of room; whoever told of it should do so again later
     */
    boolean revoke(Revocation revocation);
}
