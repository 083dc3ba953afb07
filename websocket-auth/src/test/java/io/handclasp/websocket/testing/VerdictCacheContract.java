package io.handclasp.websocket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.resilience.SharedVerdict;
import io.handclasp.websocket.resilience.VerdictCache;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What each {@link VerdictCache} has to keep to. */
public abstract class VerdictCacheContract {
    private static final Instant JUDGED = Instant.parse("2025-01-01T00:00:00.123456789Z");

    /** The cache of one node; the same in all calls of one test. */
    protected abstract VerdictCache cache();

    /** The cache of another node with the same keys and rules; the same in all calls of one test. */
    protected abstract VerdictCache otherNode();

    /** Returns when what was put or removed has been done. */
    protected abstract void settle() throws Exception;

    /** Waits for an answer. */
    protected static Optional<SharedVerdict> found(VerdictCache cache, String token) throws Exception {
        return cache.find(BearerToken.of(token)).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static Identity full() {
        return Identity.builder("alice")
                .issuer("https://issuer.example")
                .audience(List.of("chat", "mail"))
                .scopes(List.of("read", "write"))
                .tenant("acme")
                .tokenId("jti-1")
                .sessionId("sid-1")
                .issuedAt(JUDGED.minusSeconds(60))
                .expiresAt(JUDGED.plusSeconds(3_600))
                .claims(Map.of(
                        "sub",
                        "alice",
                        "level",
                        3L,
                        "share",
                        0.5,
                        "vip",
                        true,
                        "groups",
                        List.of("a", Map.of("b", "ü"))))
                .build();
    }

    /** Nothing is found of a token that nobody put. */
    @Test
    void findWhenNothingWasPutThenEmpty() throws Exception {
        assertThat(found(cache(), "never-seen")).isEmpty();
    }

    /** What one node puts, both find, with all its parts. */
    @Test
    void findWhenPutByOneNodeThenFoundByBothUnchanged() throws Exception {
        SharedVerdict verdict = new SharedVerdict(full(), JUDGED);
        cache().put(BearerToken.of("token-1"), verdict);
        settle();

        assertThat(found(cache(), "token-1")).contains(verdict);
        assertThat(found(otherNode(), "token-1")).contains(verdict);
        assertThat(found(otherNode(), "token-2")).isEmpty();
    }

    /** The smallest identity travels, too. */
    @Test
    void findWhenIdentityHasOnlyItsSubjectThenFoundUnchanged() throws Exception {
        SharedVerdict verdict = new SharedVerdict(Identity.builder("bob").build(), JUDGED);
        cache().put(BearerToken.of("token-3"), verdict);
        settle();

        assertThat(found(otherNode(), "token-3")).contains(verdict);
    }

    /** What is put later counts. */
    @Test
    void findWhenPutTwiceThenTheLaterVerdictIsFound() throws Exception {
        cache().put(BearerToken.of("token-4"), new SharedVerdict(full(), JUDGED));
        settle();
        SharedVerdict later = new SharedVerdict(full(), JUDGED.plusSeconds(5));
        otherNode().put(BearerToken.of("token-4"), later);
        settle();

        assertThat(found(cache(), "token-4")).contains(later);
    }

    /** What is removed is gone for both. */
    @Test
    void findWhenRemovedThenEmpty() throws Exception {
        cache().put(BearerToken.of("token-5"), new SharedVerdict(full(), JUDGED));
        settle();
        otherNode().remove(BearerToken.of("token-5"));
        settle();

        assertThat(found(cache(), "token-5")).isEmpty();
        assertThat(found(otherNode(), "token-5")).isEmpty();
    }

    /** The patience is a time. */
    @Test
    void patienceWhenAskedThenMoreThanZero() {
        assertThat(cache().patience()).isGreaterThan(Duration.ZERO);
    }
}
