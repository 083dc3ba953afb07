package io.handclasp.websocket.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.RenewalResult;
import io.handclasp.websocket.revocation.Revocation;
import io.handclasp.websocket.session.SessionFixture.Handle;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionRenewalTests {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SessionFixture fixture =
            new SessionFixture(GuardPolicy.standard().withWarnBefore(MINUTE));
    private final Handle handle = new Handle();
    private final LogCapture log = LogCapture.start();
    private SessionGate gate;

    @BeforeEach
    void open() {
        gate = fixture.open(fixture.token("alice").tokenId("t0").build(), handle);
        fixture.pass(Duration.ofMinutes(50));
    }

    @AfterEach
    void close() {
        fixture.close();
        log.close();
        log.assertDoesNotContain("fresh-", "bad-token");
    }

    @Test
    void renewWhenSameSubjectThenLivesAsLongAsTheNewToken() {
        Identity fresh = fixture.token("alice").tokenId("t1").build();

        Renewal renewal = fixture.renew(gate, fresh);

        assertThat(renewal).isInstanceOf(Renewal.Renewed.class);
        assertThat(gate.identity()).isEqualTo(fresh);
        fixture.pass(HOUR.minusSeconds(1));
        assertThat(gate.isOpen()).isTrue();
        assertThat(handle.closes).isEmpty();
        fixture.pass(Duration.ofSeconds(2));
        assertThat(handle.closes).containsExactly("4401 the token expired");
        assertThat(fixture.events(AuthEvent.SessionRenewal.class))
                .containsExactly(new AuthEvent.SessionRenewal(RenewalResult.RENEWED, "", "alice"));
    }

    @Test
    void renewWhenDoneThenWarnedAgainAndFoundByTheNewTokenOnly() {
        fixture.pass(Duration.ofMinutes(9).plusSeconds(30));
        assertThat(handle.warnings).hasSize(1);
        fixture.renew(gate, fixture.token("alice").tokenId("t1").build());

        fixture.guard.revoke(new Revocation.OfToken(Optional.empty(), "t0"));
        assertThat(gate.isOpen()).as("t0 is not its token any more").isTrue();
        fixture.pass(HOUR.minusSeconds(30));
        assertThat(handle.warnings).hasSize(2);
        fixture.guard.revoke(new Revocation.OfToken(Optional.empty(), "t1"));

        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4401 the token was revoked");
    }

    @Test
    void renewWhenAnotherSubjectThenCloses() {
        Renewal renewal = fixture.renew(gate, fixture.token("mallory").build());

        assertThat(renewal).isInstanceOf(Renewal.OtherSubject.class);
        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4403 the token is another subject's");
        assertThat(gate.identity().subject()).isEqualTo("alice");
    }

    @Test
    void renewWhenAnotherIssuerThenCloses() {
        Identity sameName = Identity.builder("alice")
                .issuer("https://other.example")
                .expiresAt(fixture.time.now().plus(HOUR))
                .build();

        assertThat(fixture.renew(gate, sameName)).isInstanceOf(Renewal.OtherSubject.class);
        assertThat(handle.closes).hasSize(1);
    }

    @Test
    void renewWhenTokenIsBadThenTheOldOneHolds() {
        fixture.judge.answering(new Verification.Invalid(RejectReason.BAD_SIGNATURE));

        Renewal renewal = fixture.renew(gate, "bad-token");

        assertThat(renewal).isEqualTo(new Renewal.Refused(RejectReason.BAD_SIGNATURE));
        assertThat(gate.isOpen()).isTrue();
        fixture.pass(Duration.ofMinutes(11));
        assertThat(handle.closes).containsExactly("4401 the token expired");
    }

    @Test
    void renewWhenAuthServiceIsAwayThenNotClosedBeforeTheTokenExpires() {
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);

        for (int i = 0; i < 20; i++) {
            assertThat(fixture.renew(gate, "fresh-" + i)).isInstanceOf(Renewal.NotJudged.class);
            assertThat(gate.isOpen()).isTrue();
        }

        assertThat(handle.closes).isEmpty();
        assertThat(fixture.events(AuthEvent.SessionRenewal.class))
                .hasSize(20)
                .allMatch(event -> event.result() == RenewalResult.UNAVAILABLE);
        fixture.pass(Duration.ofMinutes(11));
        assertThat(handle.closes).as("the token itself expired").containsExactly("4401 the token expired");
    }

    @Test
    void renewWhenServiceComesBackInTimeThenLivesOn() {
        fixture.judge.failing(UnavailableReason.SERVER_ERROR);
        fixture.renew(gate, "fresh-a");
        fixture.pass(MINUTE);

        Renewal renewal = fixture.renew(gate, fixture.token("alice").build());

        assertThat(renewal).isInstanceOf(Renewal.Renewed.class);
        fixture.pass(Duration.ofMinutes(30));
        assertThat(gate.isOpen()).isTrue();
    }

    @Test
    void renewWhenAnotherIsUnderWayThenBusy() {
        fixture.judge.holding();
        CompletionStage<Renewal> first = gate.renew(BearerToken.of("fresh-1"));

        assertThat(gate.renew(BearerToken.of("fresh-2")).toCompletableFuture().join())
                .isEqualTo(new Renewal.Busy());
        fixture.judge
                .last()
                .answer()
                .complete(new Verification.Valid(fixture.token("alice").build()));

        assertThat(first.toCompletableFuture().join()).isInstanceOf(Renewal.Renewed.class);
    }

    @Test
    void renewWhenSessionEndsMeanwhileThenEnded() {
        fixture.judge.holding();
        CompletionStage<Renewal> renewal = gate.renew(BearerToken.of("fresh-1"));

        fixture.time.advance(Duration.ofMinutes(11)); // the old token expires, no timer runs
        fixture.judge
                .last()
                .answer()
                .complete(new Verification.Valid(fixture.token("alice").build()));

        assertThat(renewal.toCompletableFuture().join()).isEqualTo(new Renewal.Ended());
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.renew(BearerToken.of("fresh-2")).toCompletableFuture().join())
                .isEqualTo(new Renewal.Ended());
    }

    @Test
    void renewWhenNewTokenIsRevokedThenTheSessionKeepsWhatItHad() {
        fixture.revocations.revoke(new Revocation.OfToken(Optional.empty(), "t1"));

        Renewal renewal =
                fixture.renew(gate, fixture.token("alice").tokenId("t1").build());

        assertThat(renewal).isEqualTo(new Renewal.Refused(RejectReason.REVOKED));
        assertThat(gate.isOpen()).isTrue();
        assertThat(gate.identity().tokenId()).contains("t0");
    }

    @Test
    void renewWhenSubjectIsRevokedWhileItIsJudgedThenClosed() {
        fixture.judge.holding();
        CompletionStage<Renewal> renewal = gate.renew(BearerToken.of("fresh-1"));

        fixture.guard.revoke(new Revocation.OfSubject(
                Optional.empty(), "alice", fixture.time.now().plusSeconds(1)));
        fixture.judge
                .last()
                .answer()
                .complete(new Verification.Valid(fixture.token("alice").build()));

        assertThat(renewal.toCompletableFuture().join()).isNotInstanceOf(Renewal.Renewed.class);
        assertThat(gate.isOpen()).isFalse();
        assertThat(handle.closes).containsExactly("4401 the token was revoked");
    }

    @Test
    void renewWhenAuthenticatorFailsThenNotJudged() {
        fixture.judge.answering((token, deadline) -> {
            throw new IllegalStateException("a bug");
        });

        assertThat(fixture.renew(gate, "fresh-1")).isInstanceOf(Renewal.NotJudged.class);
        assertThat(gate.isOpen()).isTrue();
    }
}
