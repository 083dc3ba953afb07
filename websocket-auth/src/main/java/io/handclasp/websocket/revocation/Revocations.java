package io.handclasp.websocket.revocation;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;

/** The revocation stores that come with Handclasp. */
public final class Revocations {
    private static final RevocationStore NONE = new RevocationStore() {
        @Override
        public boolean isRevoked(Identity identity) {
            return false;
        }

        @Override
        public boolean complete() {
            return true;
        }

        @Override
        public String toString() {
            return "Revocations.none()";
        }
    };

    private Revocations() {}

    /**
     * Knows of no revocation: tokens are good until they expire or until the auth service says otherwise.
     *
     * @return the store
     */
    public static RevocationStore none() {
        return NONE;
    }

    /**
     * Keeps up to 100,000 revocations in memory, each for 24 hours.
     *
     * @return an empty store
     */
    public static InMemoryRevocations inMemory() {
        return inMemory(100_000, Duration.ofHours(24), TimeSource.system());
    }

    /**
     * Keeps revocations in memory.
     *
     * @param capacity how many at once, 1 to 10,000,000; when there are more, the store is not complete until what it dropped
     *     would have ended
     * @param keepFor how long each is kept, 1 s to 365 days: at least as long as the longest life of a token
     * @param timeSource the clock
     * @return an empty store
     * @throws IllegalArgumentException when a setting is out of range
     */
    public static InMemoryRevocations inMemory(int capacity, Duration keepFor, TimeSource timeSource) {
        return new InMemoryRevocations(capacity, keepFor, timeSource);
    }
}
