package io.handclasp.websocket.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.verify.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InMemoryRevocationsTests {
    private static final Instant ISSUED = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration KEEP = Duration.ofHours(1);

    private final ManualTimeSource time = new ManualTimeSource();
    private final InMemoryRevocations revocations = Revocations.inMemory(3, KEEP, time);

    private static Identity.Builder ada() {
        return Identity.builder("ada")
                .issuer("https://a.example")
                .tokenId("t1")
                .sessionId("s1")
                .issuedAt(ISSUED);
    }

    private static Revocation token(String id) {
        return new Revocation.OfToken(Optional.empty(), id);
    }

    @Test
    void isRevokedWhenNothingWasRevokedThenNot() {
        assertThat(revocations.isRevoked(ada().build())).isFalse();
        assertThat(revocations.complete()).isTrue();
    }

    @Test
    void revokeWhenTokenThenThatOneAndNoOther() {
        revocations.revoke(token("t1"));

        assertThat(revocations.isRevoked(ada().build())).isTrue();
        assertThat(revocations.isRevoked(ada().tokenId("t2").build())).isFalse();
        assertThat(revocations.isRevoked(Identity.builder("t1").build())).isFalse();
    }

    @Test
    void revokeWhenSessionThenAllItsTokens() {
        revocations.revoke(new Revocation.OfSession(Optional.empty(), "s1"));

        assertThat(revocations.isRevoked(ada().tokenId("t2").build())).isTrue();
        assertThat(revocations.isRevoked(ada().sessionId("s2").build())).isFalse();
    }

    @Test
    void revokeWhenSubjectThenTokensIssuedBeforeAndNotThoseAfter() {
        revocations.revoke(new Revocation.OfSubject(Optional.empty(), "ada", ISSUED.plusSeconds(1)));

        assertThat(revocations.isRevoked(ada().build())).isTrue();
        assertThat(revocations.isRevoked(ada().issuedAt(ISSUED.plusSeconds(1)).build()))
                .isFalse();
        assertThat(revocations.isRevoked(Identity.builder("ada").build()))
                .as("a token that does not say when it was issued")
                .isTrue();
    }

    @Test
    void revokeWhenItNamesAnIssuerThenOnlyItsTokens() {
        revocations.revoke(new Revocation.OfToken(Optional.of("https://b.example"), "t1"));

        assertThat(revocations.isRevoked(ada().build())).isFalse();
        assertThat(revocations.isRevoked(ada().issuer("https://b.example").build()))
                .isTrue();
        assertThat(revocations.isRevoked(Identity.builder("x").tokenId("t1").build()))
                .as("a token whose issuer is not known")
                .isTrue();
    }

    @Test
    void revokeWhenTheSameSubjectAgainThenTheLaterMomentHolds() {
        revocations.revoke(new Revocation.OfSubject(Optional.empty(), "ada", ISSUED.plusSeconds(10)));
        revocations.revoke(new Revocation.OfSubject(Optional.empty(), "ada", ISSUED.plusSeconds(5)));

        assertThat(revocations.isRevoked(ada().issuedAt(ISSUED.plusSeconds(7)).build()))
                .isTrue();
    }

    @Test
    void revokeWhenKeptLongEnoughThenForgotten() {
        revocations.revoke(token("t1"));
        time.advance(KEEP.dividedBy(2));
        revocations.revoke(token("t1"));

        time.advance(KEEP.dividedBy(2));
        assertThat(revocations.size()).isOne();
        assertThat(revocations.isRevoked(ada().build()))
                .as("revoked again meanwhile")
                .isTrue();
        time.advance(KEEP.dividedBy(2));
        assertThat(revocations.size()).isZero();
        assertThat(revocations.isRevoked(ada().build())).isFalse();
    }

    @Test
    void revokeWhenFullThenSaysSoUntilWhatWasDroppedWouldHaveEnded() {
        try (LogCapture log = LogCapture.start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(revocations.revoke(token("t" + i))).isTrue();
            }
            time.advance(KEEP.dividedBy(2));

            assertThat(revocations.revoke(token("t3"))).isFalse();
            assertThat(revocations.complete()).isFalse();
            assertThat(log.messages()).singleElement().asString().contains("WARN", "full");
        }
        time.advance(KEEP.dividedBy(2));
        assertThat(revocations.revoke(token("t4"))).as("there is room again").isTrue();
        assertThat(revocations.complete()).isFalse();
        time.advance(KEEP.dividedBy(2));
        assertThat(revocations.complete()).isTrue();
    }

    @Test
    void inMemoryWhenASettingIsOutOfRangeThenNamesIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Revocations.inMemory(0, KEEP, time))
                .withMessageContaining("capacity was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Revocations.inMemory(1, Duration.ZERO, time))
                .withMessageContaining("keepFor was PT0S");
    }

    @Test
    void toStringWhenPrintedThenCountsOnly() {
        revocations.revoke(new Revocation.OfSubject(Optional.empty(), "ada", ISSUED));

        assertThat(revocations.toString()).contains("size=1", "capacity=3").doesNotContain("ada");
    }

    @Test
    void revokeWhenTheSameAgainAndAgainThenItTakesOnePlace() {
        for (int i = 0; i < 100; i++) {
            assertThat(revocations.revoke(token("t1"))).isTrue();
            assertThat(revocations.revoke(new Revocation.OfSubject(Optional.empty(), "ada", ISSUED.plusSeconds(i))))
                    .isTrue();
        }

        assertThat(revocations.size()).isEqualTo(2);
        assertThat(revocations.complete()).isTrue();
    }

    @Test
    void revokeWhenFullThenOneThatIsThereAlreadyIsKeptLonger() {
        for (int i = 0; i < 3; i++) {
            revocations.revoke(token("t" + i));
        }
        time.advance(KEEP.dividedBy(2));

        assertThat(revocations.revoke(token("t1"))).isTrue();
        time.advance(KEEP.dividedBy(2));

        assertThat(revocations.isRevoked(ada().build())).isTrue();
        assertThat(revocations.complete()).isTrue();
    }
}
