package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * Two nodes with shared verdicts and revocations; handshakes, answers, hand-overs, cache operations, events, failures of the cache
 * and time in random order, in one thread. A token that a node knew as revoked in an earlier step than that of a handshake's
 * outcome there must not be admitted; and after a last exchange both nodes know all that either was told.
 */
class ClusterInterleavingsTests {
    private static final int INTERLEAVINGS = 1_000;
    private static final int STEPS = 25;

    @Test
    void authenticateWhenRevocationsTravelAtAnyMomentThenNoAdmissionAfterOneReachedTheNode() {
        Map<String, Integer> seen = new TreeMap<>();
        for (int seed = 0; seed < INTERLEAVINGS; seed++) {
            new Interleaving(seed, seen).run();
        }

        assertThat(seen.keySet())
                .contains(
                        Evidence.Source.FRESH.name(),
                        Evidence.Source.CACHED.name(),
                        Evidence.Source.SHARED_CACHE.name(),
                        Evidence.Source.SHARED_FLIGHT.name(),
                        "refused where it was told",
                        "refused where it arrived",
                        "unavailable");
        assertThat(seen.values()).allMatch(times -> times > 10);
    }

    private static final class Node {
        final FakeCache.Node cache;
        final JCacheRevocations revocations;
        final WebSocketAuthenticator authenticator;
        final Set<String> toldHere = new HashSet<>();

        Node(FakeCache engine, ManualJudge judge, List<Runnable> handedOver, ManualScheduler scheduler) {
            cache = engine.node();
            cache.delivery = handedOver::add;
            revocations = JCacheRevocations.builder(cache.cache(), Keys.ring(), handedOver::add, scheduler)
                    .timeSource(scheduler.time())
                    .start();
            authenticator = WebSocketAuthenticator.builder()
                    .verifier(judge)
                    .revocations(revocations)
                    .verdictCache(JCacheVerdictCache.builder(
                                    engineOf(engine, handedOver), Keys.ring(), "rules", handedOver::add)
                            .timeSource(scheduler.time())
                            .build())
                    .execution(handedOver::add, scheduler)
                    .timeSource(scheduler.time())
                    .resilience(ResiliencePolicy.standard()
                            .withRetry(RetryPolicy.standard().withMaxAttempts(2)))
                    .build();
        }

        private static javax.cache.Cache<String, byte[]> engineOf(FakeCache engine, List<Runnable> handedOver) {
            FakeCache.Node verdicts = engine.verdicts().node();
            verdicts.delivery = handedOver::add;
            return verdicts.cache();
        }
    }

    private record Asked(Node node, String token, CompletableFuture<AuthOutcome> outcome) {}

    private static final class Interleaving {
        private final Random random;
        private final Map<String, Integer> seen;
        private final ManualScheduler scheduler = new ManualScheduler();
        private final List<Runnable> handedOver = new ArrayList<>();
        private final ManualJudge judge = new ManualJudge();
        private final FakeCache engine = new FakeCache();
        private final List<Node> nodes;
        private final List<Asked> open = new ArrayList<>();
        private final Set<String> revoked = new HashSet<>();

        Interleaving(int seed, Map<String, Integer> seen) {
            this.random = new Random(seed);
            this.seen = seen;
            this.nodes = List.of(
                    new Node(engine, judge, handedOver, scheduler), new Node(engine, judge, handedOver, scheduler));
            drain();
        }

        private Identity identity(String token) {
            return Identity.builder("owner-of-" + token)
                    .tokenId(token)
                    .issuedAt(scheduler.time().now().minusSeconds(60))
                    .expiresAt(scheduler.time().now().plusSeconds(3_600))
                    .build();
        }

        void run() {
            for (int step = 0; step < STEPS; step++) {
                checkedStep(this::step);
            }
            nodes.forEach(node -> node.cache.gone = false);
            for (int i = 0; i < 3; i++) {
                checkedStep(() -> scheduler.advance(Duration.ofSeconds(2)));
                while (!handedOver.isEmpty()) {
                    checkedStep(() -> handedOver.remove(0).run());
                }
            }
            assertThat(open).as("each handshake has its outcome").isEmpty();
            for (Node node : nodes) {
                assertThat(revoked).allMatch(token -> node.revocations.isRevoked(identity(token)));
            }
        }

        private void checkedStep(Runnable step) {
            List<Set<String>> reached = nodes.stream().map(this::reached).toList();
            step.run();
            check(reached);
        }

        private Set<String> reached(Node node) {
            Set<String> reached = new HashSet<>();
            for (String token : revoked) {
                if (node.revocations.isRevoked(identity(token))) {
                    reached.add(token);
                }
            }
            return reached;
        }

        private void step() {
            Node node = nodes.get(random.nextInt(2));
            String token = "token-" + random.nextInt(3);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> ask(node, token);
                case 3, 4 -> answer();
                case 5, 6, 7, 8 -> runSomeHandedOver();
                case 9 -> revoke(node, token);
                case 10 -> node.cache.gone = random.nextInt(3) == 0;
                default -> scheduler.advance(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 100 : 20_000)));
            }
        }

        private void ask(Node node, String token) {
            HandshakeRequest request = HandshakeRequest.builder()
                    .header("Authorization", "Bearer " + token)
                    .build();
            open.add(new Asked(
                    node, token, node.authenticator.authenticateAsync(request).toCompletableFuture()));
        }

        private void answer() {
            if (judge.calls() == 0) {
                return;
            }
            ManualJudge.Call call = judge.call(random.nextInt(judge.calls()));
            if (random.nextInt(4) == 0) {
                call.unavailable(UnavailableReason.CONNECTION_FAILED);
            } else {
                BearerToken token = call.token();
                call.answer().complete(new Verification.Valid(identity(token.reveal())));
            }
        }

        private void runSomeHandedOver() {
            for (int i = random.nextInt(4); i >= 0 && !handedOver.isEmpty(); i--) {
                handedOver.remove(random.nextInt(handedOver.size())).run();
            }
        }

        private void drain() {
            while (!handedOver.isEmpty()) {
                handedOver.remove(0).run();
            }
        }

        private void revoke(Node node, String token) {
            node.revocations.revoke(
                    random.nextBoolean()
                            ? new Revocation.OfToken(Optional.empty(), token)
                            : new Revocation.OfSubject(
                                    Optional.empty(),
                                    "owner-of-" + token,
                                    scheduler.time().now().plusSeconds(7_200)));
            node.toldHere.add(token);
            revoked.add(token);
        }

        private void check(List<Set<String>> reachedBefore) {
            open.removeIf(asked -> {
                AuthOutcome outcome = asked.outcome().getNow(null);
                if (outcome == null) {
                    return false;
                }
                if (outcome instanceof AuthOutcome.Authenticated admitted) {
                    assertThat(reachedBefore.get(nodes.indexOf(asked.node()))).doesNotContain(asked.token());
                    assertThat(admitted.identity().subject()).isEqualTo("owner-of-" + asked.token());
                    count(admitted.evidence().source().name());
                } else if (outcome instanceof AuthOutcome.Rejected rejected) {
                    assertThat(rejected.reason()).isEqualTo(RejectReason.REVOKED);
                    assertThat(revoked).contains(asked.token());
                    count(
                            asked.node().toldHere.contains(asked.token())
                                    ? "refused where it was told"
                                    : "refused where it arrived");
                } else {
                    assertThat(outcome).isInstanceOf(AuthOutcome.Unavailable.class);
                    count("unavailable");
                }
                return true;
            });
        }

        private void count(String kind) {
            seen.merge(kind, 1, Integer::sum);
        }
    }
}
