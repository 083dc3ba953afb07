package io.handclasp.examples.benchmarks.fleet;

import io.handclasp.websocket.resilience.SharedVerdict;
import io.handclasp.websocket.resilience.VerdictCache;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;

/** The part of a distributed cache that a simulation needs: one map for all nodes, asked on an executor. Not for production. */
final class FleetCache {
    private final Map<BearerToken, SharedVerdict> verdicts = new ConcurrentHashMap<>();
    private final LongAdder lookups = new LongAdder();

    long lookups() {
        return lookups.sum();
    }

    /** One node's way to it. */
    VerdictCache on(Executor executor) {
        return new VerdictCache() {
            @Override
            public CompletionStage<Optional<SharedVerdict>> find(BearerToken token) {
                lookups.increment();
                return CompletableFuture.supplyAsync(() -> Optional.ofNullable(verdicts.get(token)), executor);
            }

            @Override
            public void put(BearerToken token, SharedVerdict verdict) {
                verdicts.put(token, verdict);
            }

            @Override
            public void remove(BearerToken token) {
                verdicts.remove(token);
            }

            @Override
            public Duration patience() {
                // A burst of thousands in one process: what is counted is calls, and not this machine's scheduling.
                return Duration.ofSeconds(1);
            }
        };
    }
}
