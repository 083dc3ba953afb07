package io.handclasp.websocket.verifiers;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Keys that the host configured: always there, always fresh. */
final class FixedKeys implements Keys {
    private final KeySet keys;

    FixedKeys(List<VerificationKey> keys) {
        this.keys = new KeySet(keys, 0);
    }

    @Override
    public KeySet current() {
        return keys;
    }

    @Override
    public boolean isFresh(KeySet asked) {
        return true;
    }

    @Override
    public CompletableFuture<KeySet> refresh() {
        return CompletableFuture.completedFuture(keys);
    }
}
