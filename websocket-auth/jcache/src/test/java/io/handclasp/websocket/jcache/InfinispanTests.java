package io.handclasp.websocket.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real Infinispan nodes on loopback. */
class InfinispanTests {
    private static final String TOKEN = "one-token";

    @TempDir
    private Path directory;

    @Test
    void fleetWhenOnInfinispanThenVerdictsAndRevocationsAreShared() throws Exception {
        List<Integer> ports = Loopback.ports(2);
        try (InfinispanMember memberA = new InfinispanMember(directory, "fleet", ports.get(0), ports);
                InfinispanMember memberB = new InfinispanMember(directory, "fleet", ports.get(1), ports);
                TestNode a = memberA.node();
                TestNode b = memberB.node()) {
            assertThat(TestNode.becomes(() -> a.revocations.complete() && b.revocations.complete()))
                    .isTrue();
            assertThat(a.ask(TOKEN)).isInstanceOf(AuthOutcome.Authenticated.class);
            assertThat(TestNode.becomes(() -> b.verdicts
                            .find(BearerToken.of(TOKEN))
                            .toCompletableFuture()
                            .join()
                            .isPresent()))
                    .isTrue();
            AuthOutcome.Authenticated shared = (AuthOutcome.Authenticated) b.ask(TOKEN);
            assertThat(shared.evidence().source()).isEqualTo(Evidence.Source.SHARED_CACHE);
            assertThat(shared.identity()).isEqualTo(((AuthOutcome.Authenticated) a.ask(TOKEN)).identity());

            assertThat(b.closedByRevocationAt(a, TOKEN)).isLessThan(Duration.ofSeconds(1));

            assertThat(b.ask(TOKEN)).isEqualTo(new AuthOutcome.Rejected(RejectReason.REVOKED));
            assertThat(b.ask("another")).isInstanceOf(AuthOutcome.Authenticated.class);
        }
    }

    /** Of two members none has a majority, so both are denied the cache; each goes on by itself, and only the judge admits. */
    @Test
    void revokeWhenMembersAreCutOffThenNeitherIsCompleteAndEachRefusesWhatItKnows() throws Exception {
        List<Integer> ports = Loopback.ports(2);
        try (InfinispanMember memberA = new InfinispanMember(directory, "parts", ports.get(0), ports);
                InfinispanMember memberB = new InfinispanMember(directory, "parts", ports.get(1), ports);
                TestNode a = memberA.node();
                TestNode b = memberB.node()) {
            assertThat(TestNode.becomes(() -> a.revocations.complete() && b.revocations.complete()))
                    .isTrue();
            assertThat(a.ask(TOKEN)).isInstanceOf(AuthOutcome.Authenticated.class);

            memberA.cut(true);
            assertThat(TestNode.becomes(() -> !a.revocations.complete() && !b.revocations.complete()))
                    .isTrue();
            a.revocations.revoke(new Revocation.OfToken(Optional.empty(), "jti-cut"));
            assertThat(a.ask("cut")).isEqualTo(new AuthOutcome.Rejected(RejectReason.REVOKED));
            AuthOutcome.Authenticated judged = (AuthOutcome.Authenticated) a.ask(TOKEN);
            assertThat(judged.evidence().source()).isEqualTo(Evidence.Source.FRESH);
            assertThat(b.ask("new")).isInstanceOf(AuthOutcome.Authenticated.class);

            memberA.cut(false); // so that both can leave at once
        }
    }
}
