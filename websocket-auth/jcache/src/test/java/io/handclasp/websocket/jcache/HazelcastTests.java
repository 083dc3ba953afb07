package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.cache.Cache;
import org.junit.jupiter.api.Test;

/** Two real members on loopback, and what becomes of them. */
class HazelcastTests {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.payload-of-the-token.signature";

    private static Revocation revocation(String token) {
        return new Revocation.OfToken(Optional.empty(), "jti-" + token);
    }

    @Test
    void revokeWhenOnNodeAThenSessionOnNodeBIsClosedWithinASecondAndThreadsEnd() throws Exception {
        ThreadCensus census = ThreadCensus.take();
        List<Integer> ports = Loopback.ports(3);
        try (HazelcastMember memberA = new HazelcastMember("closes", ports.get(0), ports);
                HazelcastMember memberB = new HazelcastMember("closes", ports.get(1), ports)) {
            assertThat(memberA.members()).isEqualTo(2);
            ThreadCensus ofEngine = ThreadCensus.take();
            try (TestNode a = memberA.node();
                    TestNode b = memberB.node()) {
                assertThat(TestNode.becomes(() -> a.revocations.complete() && b.revocations.complete()))
                        .isTrue();
                judgedOnceForBoth(a, b);
                nothingReadableIn(memberB.cache("verdicts"));

                assertThat(b.closedByRevocationAt(a, TOKEN)).isLessThan(Duration.ofSeconds(1));
                assertThat(b.ask(TOKEN)).isEqualTo(new AuthOutcome.Rejected(RejectReason.REVOKED));
                nothingReadableIn(memberB.cache("revocations"));
            }
            // A thread of a node's own may just be on its way out.
            assertThat(TestNode.becomes(() -> ofEngine.added().stream()
                            .allMatch(thread -> thread.getName().startsWith("hz."))))
                    .as("threads left: %s", ofEngine.added())
                    .isTrue();
            aNodeThatJoinsLaterKnows(ports, memberA);
        }
        census.assertNoneLeft(Duration.ofSeconds(20));
    }

    private static void judgedOnceForBoth(TestNode a, TestNode b) throws InterruptedException {
        assertThat(source(a.ask(TOKEN))).isEqualTo(Evidence.Source.FRESH);
        // It is written behind the answer.
        assertThat(TestNode.becomes(() -> source(b.ask(TOKEN + b.judge.calls())) == Evidence.Source.FRESH))
                .isTrue();
        assertThat(TestNode.becomes(() -> found(b))).isTrue();
        assertThat(source(b.ask(TOKEN))).isEqualTo(Evidence.Source.SHARED_CACHE);
    }

    private static boolean found(TestNode node) {
        return node.verdicts
                .find(BearerToken.of(TOKEN))
                .toCompletableFuture()
                .join()
                .isPresent();
    }

    private static Evidence.Source source(AuthOutcome outcome) {
        return ((AuthOutcome.Authenticated) outcome).evidence().source();
    }

    private static void nothingReadableIn(Cache<String, byte[]> cache) {
        int count = 0;
        for (Cache.Entry<String, byte[]> entry : cache) {
            count++;
            assertThat(entry.getKey() + new String(entry.getValue(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("payload-of-the-token")
                    .doesNotContain("alice")
                    .doesNotContain("jti-")
                    .doesNotContain("email");
        }
        assertThat(count).isPositive();
    }

    /** One that joins and one that is killed; then the other leaves, and what was revoked is still there. */
    private static void aNodeThatJoinsLaterKnows(List<Integer> ports, HazelcastMember first) throws Exception {
        try (HazelcastMember memberC = new HazelcastMember("closes", ports.get(2), ports);
                TestNode c = memberC.node()) {
            assertThat(TestNode.becomes(c.revocations::complete)).isTrue();
            assertThat(c.ask(TOKEN)).isEqualTo(new AuthOutcome.Rejected(RejectReason.REVOKED));
            first.kill();
            assertThat(c.revocations.revoke(revocation("other"))).isTrue();
            assertThat(c.ask("other")).isEqualTo(new AuthOutcome.Rejected(RejectReason.REVOKED));
            assertThat(TestNode.becomes(() -> memberC.members() == 2)).isTrue();
            assertThat(TestNode.becomes(c.revocations::complete)).isTrue();
        }
    }

    @Test
    void revokeWhenClusterIsInTwoPartsThenBothKnowAllAfterTheyAreJoined() throws Exception {
        List<Integer> ports = Loopback.ports(2);
        // The first to start does not know of the other, and is not looked for by it until both are there: two
        // clusters.
        try (HazelcastMember memberB = new HazelcastMember("parts", ports.get(1), List.of(ports.get(0)));
                HazelcastMember memberA = new HazelcastMember("parts", ports.get(0), List.of());
                TestNode a = memberA.node();
                TestNode b = memberB.node()) {
            a.revocations.revoke(revocation("told-to-a"));
            b.revocations.revoke(revocation("told-to-b"));
            assertThat(a.ask("told-to-a")).isEqualTo(new AuthOutcome.Rejected(RejectReason.REVOKED));

            assertThat(TestNode.becomes(() -> memberA.members() == 2 && memberB.members() == 2))
                    .isTrue();
            assertThat(TestNode.becomes(() -> isRevoked(a, "told-to-b") && isRevoked(b, "told-to-a")))
                    .isTrue();
        }
    }

    private static boolean isRevoked(TestNode node, String token) {
        return node.ask(token).equals(new AuthOutcome.Rejected(RejectReason.REVOKED));
    }

    @Test
    void askWhenEngineIsGoneThenJudgeAnswersAndStoreIsNotComplete() throws Exception {
        List<Integer> ports = Loopback.ports(1);
        try (HazelcastMember member = new HazelcastMember("gone", ports.get(0), ports);
                TestNode node =
                        new TestNode(member.cache("verdicts"), member.cache("revocations"), Duration.ofMillis(500))) {
            assertThat(TestNode.becomes(node.revocations::complete)).isTrue();
            node.revocations.revoke(revocation("revoked"));
            member.kill();

            assertThat(TestNode.becomes(() -> !node.revocations.complete())).isTrue();
            assertThat(source(node.ask("t1"))).isEqualTo(Evidence.Source.FRESH);
            assertThat(source(node.ask("t1"))).isEqualTo(Evidence.Source.FRESH);
            assertThat(isRevoked(node, "revoked")).isTrue();
            assertThat(node.revocations.findings()).isNotEmpty();
        }
    }
}
