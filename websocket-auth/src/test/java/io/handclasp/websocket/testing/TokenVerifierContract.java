package io.handclasp.websocket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link TokenVerifier} must do, whoever wrote it. Extend it, say what a good and a bad token are, and how to make
 * the judge go away; the tests come with it.
 */
public abstract class TokenVerifierContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A verifier whose judge is well. */
    protected abstract TokenVerifier verifier() throws Exception;

    /** A verifier whose judge cannot be asked: refused, failing, or without keys. */
    protected abstract TokenVerifier verifierWithoutJudge() throws Exception;

    /** A verifier whose judge says nothing; the stage of its verdict must stay open. */
    protected abstract TokenVerifier verifierWithSilentJudge() throws Exception;

    /** A token that the judge calls good. */
    protected abstract BearerToken goodToken();

    /** A token that the judge calls bad. */
    protected abstract BearerToken badToken();

    private static Deadline deadline() {
        return Deadline.after(PATIENCE, TimeSource.system());
    }

    private static Verification await(CompletionStage<Verification> stage) throws Exception {
        return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void verifyWhenTokenIsGoodThenValidWithASubject() throws Exception {
        assertThat(await(verifier().verify(goodToken(), deadline())))
                .isInstanceOfSatisfying(
                        Verification.Valid.class,
                        valid -> assertThat(valid.identity().subject()).isNotBlank());
    }

    @Test
    void verifyWhenTokenIsBadThenInvalidAndNoFailure() throws Exception {
        assertThat(await(verifier().verify(badToken(), deadline()))).isInstanceOf(Verification.Invalid.class);
    }

    @Test
    void verifyWhenTokenIsGarbageThenNeverValid() throws Exception {
        TokenVerifier verifier = verifier();
        for (String garbage :
                List.of("a", "...", "a.b.c", "~", "A".repeat(8_000), "e30.e30.e30", "-_-", "==".repeat(1) + "")) {
            BearerToken.parse(garbage)
                    .ifPresent(token -> assertThat(verdictOrFailure(verifier, token))
                            .as("verdict on %s characters of garbage", garbage.length())
                            .isInstanceOf(Verification.Invalid.class));
        }
    }

    private static Object verdictOrFailure(TokenVerifier verifier, BearerToken token) {
        try {
            return await(verifier.verify(token, deadline()));
        } catch (Exception failure) {
            return failure;
        }
    }

    @Test
    void verifyWhenThereIsNoJudgeThenUnavailableAndNeverAVerdict() throws Exception {
        TokenVerifier verifier = verifierWithoutJudge();

        for (BearerToken token : List.of(goodToken(), badToken())) {
            assertThat(failureOf(verifier.verify(token, deadline()))).isInstanceOf(VerifierUnavailableException.class);
        }
    }

    private static Throwable failureOf(CompletionStage<Verification> stage) throws Exception {
        try {
            throw new AssertionError("a verdict without a judge: " + await(stage));
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            return cause instanceof CompletionException ? cause.getCause() : cause;
        }
    }

    @Test
    void verifyWhenJudgeIsSilentThenCallerIsNotHeldAndMayCancel() throws Exception {
        CompletableFuture<Verification> stage =
                verifierWithSilentJudge().verify(goodToken(), deadline()).toCompletableFuture();

        assertThat(stage).isNotDone();
        assertThat(stage.cancel(true)).isTrue();
    }

    @Test
    void verifyWhenManyAskAtOnceThenEachGetsHisOwnVerdict() throws Exception {
        TokenVerifier verifier = verifier();
        List<CompletionStage<Verification>> asked = IntStream.range(0, 200)
                .mapToObj(i -> verifier.verify(i % 2 == 0 ? goodToken() : badToken(), deadline()))
                .toList();

        for (int i = 0; i < asked.size(); i++) {
            assertThat(await(asked.get(i)) instanceof Verification.Valid)
                    .as("token %d is good", i)
                    .isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void endpointsWhenAskedThenAtLeastOneAndAllAreNamed() throws Exception {
        assertThat(verifier().endpoints())
                .isNotEmpty()
                .allSatisfy(endpoint -> assertThat(endpoint.name()).isNotBlank().doesNotContain("\n"));
    }

    @Test
    void verifyWhenAnythingHappensThenTheTokenIsShownNowhere() throws Exception {
        try (LogCapture log = LogCapture.start()) {
            StringBuilder shown = new StringBuilder();
            for (TokenVerifier verifier : List.of(verifier(), verifierWithoutJudge())) {
                for (BearerToken token : List.of(goodToken(), badToken())) {
                    shown.append(verifier).append(verifier.name());
                    shown.append(verdictOrFailure(verifier, token));
                }
            }

            assertThat(shown.toString())
                    .doesNotContain(goodToken().reveal(), badToken().reveal());
            log.assertDoesNotContain(goodToken().reveal(), badToken().reveal());
        }
    }
}
