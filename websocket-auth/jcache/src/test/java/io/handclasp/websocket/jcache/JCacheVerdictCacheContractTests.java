package io.handclasp.websocket.jcache;

import io.handclasp.websocket.resilience.VerdictCache;
import io.handclasp.websocket.testing.VerdictCacheContract;

class JCacheVerdictCacheContractTests extends VerdictCacheContract {
    private final FakeCache engine = new FakeCache();
    private final VerdictCache one = node(Keys.ring());
    private final VerdictCache other = node(CacheKeyRing.of(Keys.key("k1", 1), Keys.key("older", 2)));

    private VerdictCache node(CacheKeyRing keys) {
        return JCacheVerdictCache.builder(engine.node().cache(), keys, "rules", Runnable::run)
                .build();
    }

    @Override
    protected VerdictCache cache() {
        return one;
    }

    @Override
    protected VerdictCache otherNode() {
        return other;
    }

    @Override
    protected void settle() {
        // The operations run on the calling thread.
    }
}
