package io.handclasp.websocket.revocation;

/**
 * Where revocations come from: another node, a message broker, an identity provider. A feed tells its subscribers of each
 * revocation that reaches it while they are subscribed, on whatever thread it likes; it may tell of one more than once, and it
 * goes on when a subscriber fails. Safe for use by many threads.
 *
 * <p>A feed says in its documentation how long a revocation may take to reach its subscribers, and what it does about those
 * that came while it was cut off from its source. Implementations can be held against {@code RevocationFeedContract} in the
 * test sources of this module.
 */
@FunctionalInterface
public interface RevocationFeed {
    /**
     * Begins to tell somebody.
     *
     * @param sink is told of what comes from now on
     * @return ends it
     */
    Subscription subscribe(RevocationSink sink);

    /** A subscriber's place at a feed. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        /** Ends it: what reaches the feed afterwards is not told any more. May be called twice; throws nothing. */
        @Override
        void close();
    }
}
