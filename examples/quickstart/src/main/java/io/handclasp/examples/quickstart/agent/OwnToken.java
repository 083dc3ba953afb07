package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/** A service's own token, fetched when it is first needed and again at half of its life. Thread-safe. */
final class OwnToken implements Supplier<Secret> {
    private final TokenEndpoint endpoint;
    private final TimeSource clock;
    private final Duration freshFor;
    private Secret token = Secret.of("none yet");
    private boolean fetched;
    private long fetchedNanos;

    OwnToken(TokenEndpoint endpoint, Duration lifetime, TimeSource clock) {
        this.endpoint = endpoint;
        this.clock = clock;
        this.freshFor = lifetime.dividedBy(2);
    }

    @Override
    public synchronized Secret get() {
        long now = clock.nanoTime();
        if (!fetched || now - fetchedNanos > freshFor.toNanos()) {
            try {
                token = endpoint.fetch();
            } catch (IOException away) {
                throw new UncheckedIOException("no token of its own", away);
            }
            fetched = true;
            fetchedNanos = now;
        }
        return token;
    }
}
