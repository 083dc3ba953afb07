package io.handclasp.websocket.faults;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * A bench whose authenticator verifies tokens itself, with keys that it fetches from the service. The age of keys is moved by
 * hand, all else is in real time.
 */
final class KeyBench implements AutoCloseable {
    static final Duration REFRESH_AFTER = Duration.ofMinutes(5);
    static final Duration KEEP_FOR = Duration.ofHours(1);
    static final Duration REFRESH_INTERVAL = Duration.ofSeconds(30);
    static final Duration FAILURE_INTERVAL = Duration.ofSeconds(1);
    /** Longer than the standard 2 s: no fetch is given up in real time while the clock of the keys stands still. */
    static final Duration FETCH_TIMEOUT = Duration.ofSeconds(20);

    private static final Duration LIFETIME = Duration.ofDays(1);

    private final ManualTimeSource clock = new ManualTimeSource();
    private final Queue<String> made = new ConcurrentLinkedQueue<>();
    private final FaultBench bench;

    KeyBench(HostHttp http) throws IOException {
        bench = FaultBench.over(
                http.client(),
                (uri, transport) -> TokenVerifiers.jwks(uri.resolve("jwks"))
                        .issuer(TestTokens.ISSUER)
                        .audiences(TestTokens.AUDIENCE)
                        .refreshAfter(REFRESH_AFTER)
                        .keepFor(KEEP_FOR)
                        .refreshInterval(REFRESH_INTERVAL)
                        .failureInterval(FAILURE_INTERVAL)
                        .fetchTimeout(FETCH_TIMEOUT)
                        .executor(http.executor())
                        .transport(transport)
                        .timeSource(clock)
                        .build());
    }

    FaultBench bench() {
        return bench;
    }

    void publish(TestKey... keys) {
        bench.honest().publish(TestTokens.jwks(keys));
    }

    /** So much time passes for the keys. */
    void pass(Duration time) {
        clock.advance(time);
    }

    /** How often the keys were asked for so far. */
    int fetches() {
        return bench.transport().calls();
    }

    /** New tokens, each of a user of its own. */
    List<String> tokens(TestKey key, int count) {
        List<String> tokens = new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> TestTokens.signedBy(key)
                        .claim("sub", "user-" + i)
                        .claim("jti", key.kid() + "-" + made.size() + "-" + i)
                        .claim("exp", ManualTimeSource.START.plus(LIFETIME))
                        .build()
                        .reveal())
                .toList());
        made.addAll(tokens);
        return tokens;
    }

    /** The tokens, and the part of each that proves it: neither may be seen anywhere. */
    String[] secrets() {
        return made.stream()
                .flatMap(token -> List.of(token, token.substring(token.lastIndexOf('.') + 1)).stream())
                .toArray(String[]::new);
    }

    @Override
    public void close() throws IOException {
        bench.close();
    }
}
