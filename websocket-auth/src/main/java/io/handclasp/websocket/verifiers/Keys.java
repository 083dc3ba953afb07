package io.handclasp.websocket.verifiers;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Where the keys come from that verify signatures. */
interface Keys {
    /** The keys that serve now; null when there are none. Never waits. */
    @Nullable
    KeySet current();

    /** Whether the keys are so new that a key which they lack does not exist. */
    boolean isFresh(KeySet keys);

    /** Newer keys; what is returned is the caller's own, to be cancelled without harm to others. */
    CompletableFuture<KeySet> refresh();
}
