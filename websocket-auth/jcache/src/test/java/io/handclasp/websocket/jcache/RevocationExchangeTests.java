package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.revocation.Revocation;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RevocationExchangeTests {
    private static final int MORE = RevocationExchange.MOST_UNWRITTEN + 500;

    private final FakeCache engine = new FakeCache();
    private final KnownRevocations known = new KnownRevocations(100_000, Duration.ofHours(1), TimeSource.system());
    private final RevocationExchange exchange = new RevocationExchange(
            engine.node().cache(), Keys.ring(), known, 100_000, new Troubles("revocations"), revocation -> {});

    /** Nobody writes, as when the cache hangs. */
    @Test
    void enqueueWhenNobodyWritesThenSoManyWaitAndAllAreWrittenInTheEnd() {
        for (int i = 0; i < MORE; i++) {
            KnownRevocations.Added added = known.add(new Revocation.OfToken(Optional.empty(), "jti-" + i));
            assertThat(exchange.enqueue(added.now().key())).isEqualTo(i == 0);
        }
        assertThat(exchange.waiting()).isEqualTo(RevocationExchange.MOST_UNWRITTEN);

        exchange.write();
        assertThat(exchange.waiting()).isZero();
        assertThat(entries()).isEqualTo(RevocationExchange.MOST_UNWRITTEN);

        assertThat(exchange.exchange()).isTrue();
        assertThat(entries()).isEqualTo(MORE);
    }

    private int entries() {
        return engine.entries.size();
    }
}
