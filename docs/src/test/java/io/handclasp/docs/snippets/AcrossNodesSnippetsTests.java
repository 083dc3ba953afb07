package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cache.HazelcastCachingProvider;
import com.hazelcast.cache.impl.HazelcastServerCachingProvider;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import io.handclasp.core.Secret;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.jcache.CacheKey;
import io.handclasp.websocket.jcache.CacheKeyRing;
import io.handclasp.websocket.jcache.JCacheRevocations;
import io.handclasp.websocket.jcache.JCacheVerdictCache;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.session.SessionGuard;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ModifiedExpiryPolicy;
import org.junit.jupiter.api.Test;

class AcrossNodesSnippetsTests {
    private final TokenVerifier verifier = (token, deadline) -> CompletableFuture.completedFuture(
            new Verification.Valid(Identity.builder("alice").build()));

    @Test
    void fleetWhenSetUpAsShownThenAdmitsAndRevokes() {
        HazelcastInstance instance = Hazelcast.newHazelcastInstance(alone());
        ExecutorService executor = Executors.newFixedThreadPool(4);
        ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
        try {
            // tag::across-caches[]
            CacheManager manager = new HazelcastServerCachingProvider(instance)
                    .getCacheManager(null, null, HazelcastCachingProvider.propertiesByInstanceItself(instance));
            MutableConfiguration<String, byte[]> types =
                    new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class);
            Cache<String, byte[]> revocationCache = manager.createCache("handclasp-revocations", types);
            types.setExpiryPolicyFactory(ModifiedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, 5)));
            Cache<String, byte[]> verdictCache = manager.createCache("handclasp-verdicts", types);
            // end::across-caches[]
            Secret current = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));
            Secret older = Secret.of(Base64.getEncoder().encodeToString(new byte[32]));

            // tag::across-parts[]
            CacheKeyRing keys = CacheKeyRing.of(CacheKey.of("2026-11", current), CacheKey.of("2026-10", older));
            JCacheVerdictCache verdicts = JCacheVerdictCache.builder(
                            verdictCache, keys, "iss=https://issuer.example aud=chat", executor)
                    .build();
            JCacheRevocations revocations = JCacheRevocations.builder(revocationCache, keys, executor, scheduler)
                    .start();
            WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                    .verifier(verifier)
                    .verdictCache(verdicts)
                    .revocations(revocations)
                    .build();
            SessionGuard guard =
                    SessionGuard.builder(authenticator).feed(revocations).build();
            // end::across-parts[]
            HandshakeRequest request = HandshakeRequest.builder()
                    .header("Authorization", "Bearer some-token")
                    .build();
            assertThat(authenticator.authenticate(request)).isInstanceOf(AuthOutcome.Authenticated.class);
            assertThat(guard.revoke(
                            new Revocation.OfSubject(Optional.empty(), "alice", Instant.parse("2100-01-01T00:00:00Z"))))
                    .isTrue();
            assertThat(authenticator.authenticate(request)).isEqualTo(new AuthOutcome.Rejected(RejectReason.REVOKED));
            guard.close();
            revocations.close();
            authenticator.close();
        } finally {
            executor.shutdownNow();
            scheduler.shutdownNow();
            instance.getLifecycleService().terminate();
        }
    }

    private static Config alone() {
        Config config = new Config();
        config.setClusterName("docs");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.partition.count", "11");
        config.getNetworkConfig().setPort(0).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        return config;
    }
}
