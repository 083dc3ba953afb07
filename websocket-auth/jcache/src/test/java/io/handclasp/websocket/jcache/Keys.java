package io.handclasp.websocket.jcache;

import io.handclasp.core.Secret;
import java.util.Arrays;
import java.util.Base64;

/** Keys for tests. */
final class Keys {
    private Keys() {}

    static CacheKey key(String id, int seed) {
        byte[] bytes = new byte[CacheKey.BYTES];
        Arrays.fill(bytes, (byte) seed);
        return CacheKey.of(id, Secret.of(Base64.getEncoder().encodeToString(bytes)));
    }

    static CacheKeyRing ring() {
        return CacheKeyRing.of(key("k1", 1));
    }
}
