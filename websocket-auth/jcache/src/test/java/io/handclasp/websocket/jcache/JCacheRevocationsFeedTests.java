package io.handclasp.websocket.jcache;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.revocation.RevocationFeed;
import io.handclasp.websocket.testing.RevocationFeedContract;
import java.util.Optional;

class JCacheRevocationsFeedTests extends RevocationFeedContract {
    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeCache engine = new FakeCache();
    private final JCacheRevocations one = node();
    private final JCacheRevocations other = node();

    private JCacheRevocations node() {
        return JCacheRevocations.builder(engine.node().cache(), Keys.ring(), Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .start();
    }

    @Override
    protected RevocationFeed feed() {
        return other;
    }

    @Override
    protected Revocation send(String sessionId) {
        Revocation revocation = new Revocation.OfSession(Optional.of("https://issuer.example"), sessionId);
        one.revoke(revocation);
        return revocation;
    }
}
