package io.handclasp.probes.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.auth.TokenJudge.Verdict;
import io.handclasp.probes.testing.Timed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AuthTokenProbeTests {
    private static final String GOOD = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwcm9iZSJ9.c2lnbmF0dXJlLW9mLWdvb2Q";

    private static Probe probe(TokenJudge judge) {
        return AuthTokenProbeBuilder.of(judge, () -> Secret.of(GOOD)).build();
    }

    private static CompletableFuture<Verdict> verdict(Verdict verdict) {
        return CompletableFuture.completedFuture(verdict);
    }

    @Test
    void checkWhenGoodIsAcceptedAndForgedRefusedThenUp() throws Exception {
        List<String> seen = new ArrayList<>();
        Probe probe = probe((token, deadline) -> {
            seen.add(token.reveal());
            return verdict(token.reveal().equals(GOOD) ? Verdict.ACCEPTED : Verdict.REFUSED);
        });

        ProbeOutcome outcome = Timed.check(probe);

        assertThat(outcome.state()).isEqualTo(ProbeState.UP);
        assertThat(probe.isRemote()).isTrue();
        assertThat(seen).hasSize(2);
        assertThat(seen.get(1))
                .startsWith("eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJwcm9iZSJ9.")
                .hasSameSizeAs(GOOD)
                .isNotEqualTo(GOOD);
    }

    @Test
    void checkWhenServiceSaysYesToEverythingThenDown() throws Exception {
        ProbeOutcome outcome = Timed.check(probe((token, deadline) -> verdict(Verdict.ACCEPTED)));

        assertThat(outcome.state()).isEqualTo(ProbeState.DOWN);
        assertThat(outcome.message()).contains("says yes to everything");
        assertThat(outcome.hint().orElseThrow()).contains("#forged-token-accepted");
    }

    @Test
    void checkWhenServiceSaysNoToEverythingThenDown() throws Exception {
        assertThat(Timed.check(probe((token, deadline) -> verdict(Verdict.REFUSED)))
                        .hint()
                        .orElseThrow())
                .contains("#good-token-refused");
    }

    @Test
    void checkWhenNobodyCanJudgeThenDownAndTheTokenIsNotShown() throws Exception {
        ProbeOutcome outcome = Timed.check(probe((token, deadline) ->
                CompletableFuture.failedFuture(new IOException("refused for Bearer " + token.reveal()))));

        assertThat(outcome.hint().orElseThrow()).contains("#no-verdict");
        assertThat(outcome.toString()).doesNotContain(GOOD);
    }

    @Test
    void checkWhenJudgeThrowsThenDown() throws Exception {
        assertThat(Timed.check(probe((token, deadline) -> {
                            throw new IllegalStateException("closed");
                        }))
                        .state())
                .isEqualTo(ProbeState.DOWN);
    }

    @Test
    void checkWhenJudgeHangsThenDownAtTheDeadlineAndItsCallsAreCancelled() throws Exception {
        List<CompletableFuture<Verdict>> hung = new ArrayList<>();

        ProbeOutcome outcome = Timed.atDeadline(
                probe((token, deadline) -> {
                    hung.add(new CompletableFuture<>());
                    return hung.get(hung.size() - 1);
                }),
                Duration.ofMillis(200));

        assertThat(outcome.message()).isEqualTo("asked about the good token, the judge gave no verdict in time");
        assertThat(hung).hasSize(2).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void checkWhenThereIsNoTokenThenUnknown() throws Exception {
        ProbeOutcome outcome =
                Timed.check(AuthTokenProbeBuilder.of((token, deadline) -> verdict(Verdict.ACCEPTED), () -> {
                            throw new IllegalStateException("the issuer is away");
                        })
                        .build());

        assertThat(outcome.state()).isEqualTo(ProbeState.UNKNOWN);
        assertThat(outcome.hint().orElseThrow()).contains("#token-missing");
    }
}
