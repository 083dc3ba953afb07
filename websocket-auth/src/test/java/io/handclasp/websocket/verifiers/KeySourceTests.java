package io.handclasp.websocket.verifiers;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.FakeTransport;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When keys are fetched, joined, kept, given up: seen through a verifier with the default timing. */
class KeySourceTests {
    private static final Duration REFRESH_AFTER = Duration.ofMinutes(5);
    private static final Duration KEEP_FOR = Duration.ofHours(1);
    private static final Duration REFRESH_INTERVAL = Duration.ofSeconds(30);
    private static final Duration FAILURE_INTERVAL = Duration.ofSeconds(1);
    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration TICK = Duration.ofNanos(1);
    private static final TestKey NEW_KEY = TestTokens.RSA.withKid("rsa-2");
    private static final String OLD_SET = TestTokens.jwks(TestTokens.RSA);
    private static final String NEW_SET = TestTokens.jwks(TestTokens.RSA, NEW_KEY);
    private static final BearerToken GOOD = TestTokens.signedBy(TestTokens.RSA)
            .claim("exp", ManualTimeSource.START.plus(Duration.ofDays(2)))
            .build();
    private static final BearerToken NEW = TestTokens.good(NEW_KEY);
    private static final BearerToken JUNK = TestTokens.good(TestTokens.RSA.withKid("junk"));

    private final JwksFixture issuer = new JwksFixture();
    private final TokenVerifier verifier = issuer.verifier();

    @Test
    void verifyWhenTheFirstTokenComesThenItWaitsWithoutAThread() {
        CompletionStage<Verification> stage = verify(GOOD);
        Verdicts.assertPending(stage);
        answer(0, OLD_SET);
        assertValid(stage);
        assertValid(verify(GOOD));
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void verifyWhenManyFirstTokensComeThenOneFetchServesAll() {
        List<CompletionStage<Verification>> stages =
                IntStream.range(0, 1_000).mapToObj(i -> verify(GOOD)).toList();
        assertThat(issuer.fetches()).isEqualTo(1);
        answer(0, OLD_SET);
        assertThat(stages).allSatisfy(KeySourceTests::assertValid);
    }

    @Test
    void verifyWhenFirstTokensComeOnManyThreadsAtOnceThenOneFetch() throws Exception {
        int threads = 8;
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<CompletionStage<Verification>>> asked = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                asked.add(executor.submit(() -> {
                    assertThat(start.await(20, TimeUnit.SECONDS)).isTrue();
                    return verify(GOOD);
                }));
            }
            start.countDown();
            List<CompletionStage<Verification>> stages = new ArrayList<>();
            for (Future<CompletionStage<Verification>> stage : asked) {
                stages.add(stage.get(20, TimeUnit.SECONDS));
            }
            assertThat(issuer.fetches()).isEqualTo(1);
            answer(0, OLD_SET);
            assertThat(stages).allSatisfy(KeySourceTests::assertValid);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void refreshWhenAnotherCallersFetchEndedJustBeforeThenItsKeysServe() {
        KeySource source = issuer.keySource();
        assertThat(source.current()).isNull(); // and now another thread is faster
        CompletableFuture<KeySet> others = source.refresh();
        answer(0, OLD_SET);
        assertThat(source.refresh()).isCompletedWithValue(others.join());
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void refreshWhenThereIsNoThreadForAWaiterThenServedOnTheFetchsThread() {
        KeySource source = issuer.keySource(task -> {
            throw new OutOfMemoryError("unable to create native thread");
        });
        CompletableFuture<KeySet> waits = source.refresh();
        answer(0, OLD_SET);
        assertThat(waits).isCompletedWithValue(source.current());
    }

    @Test
    void cancelWhenOneCallerGivesUpThenTheOthersAreServed() {
        CompletionStage<Verification> first = verify(GOOD);
        CompletionStage<Verification> second = verify(GOOD);
        assertThat(first.toCompletableFuture().cancel(true)).isTrue();
        assertThat(issuer.transport.call(0).answer().isCancelled()).isFalse();
        answer(0, OLD_SET);
        assertValid(second);
    }

    @Test
    void verifyWhenTheFirstFetchFailsThenUnavailableAndTriedAgainAfterTheInterval() {
        issuer.transport.thenFail(UnavailableReason.CONNECTION_FAILED).then(200, OLD_SET);
        assertUnavailable(verify(GOOD), UnavailableReason.KEYS_UNAVAILABLE);
        issuer.time.advance(FAILURE_INTERVAL.minus(TICK));
        assertUnavailable(verify(GOOD), UnavailableReason.KEYS_UNAVAILABLE);
        assertThat(issuer.fetches()).isEqualTo(1);
        issuer.time.advance(TICK);
        assertValid(verify(GOOD));
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 302, 401, 404, 429, 500, 503})
    void verifyWhenTheKeysCannotBeFetchedThenNeverInvalid(int status) {
        issuer.transport.always(status, OLD_SET);
        assertUnavailable(verify(GOOD), UnavailableReason.KEYS_UNAVAILABLE);
        assertUnavailable(verify(JUNK), UnavailableReason.KEYS_UNAVAILABLE);
    }

    @Test
    void verifyWhenTheTokenIsBadInItselfThenInvalidAlsoWithoutKeys() {
        issuer.transport.alwaysFail(UnavailableReason.CONNECTION_FAILED);
        assertThat(Verdicts.invalid(issuer.verify(verifier, "opaque-4711"))).isEqualTo(RejectReason.MALFORMED_TOKEN);
        assertThat(issuer.fetches()).isZero();
    }

    @Test
    void verifyWhenTheKeyIsUnknownAndTheKeysAreFreshThenInvalidWithoutAFetch() {
        warmUp();
        issuer.time.advance(REFRESH_INTERVAL);
        assertThat(Verdicts.invalid(verify(JUNK))).isEqualTo(RejectReason.UNKNOWN_KEY);
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void verifyWhenTheKeyIsUnknownAndTheKeysAreOlderThenFetchedAnew() {
        warmUp();
        issuer.time.advance(REFRESH_INTERVAL.plus(TICK));
        CompletionStage<Verification> rotated = verify(NEW);
        CompletionStage<Verification> junk = verify(JUNK);
        Verdicts.assertPending(rotated);
        assertValid(verify(GOOD));
        answer(1, NEW_SET);
        assertValid(rotated);
        assertThat(Verdicts.invalid(junk)).isEqualTo(RejectReason.UNKNOWN_KEY);
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void verifyWhenTheKeyIsUnknownAndTheFetchFailsThenNotInvalid() {
        warmUp();
        issuer.time.advance(REFRESH_INTERVAL.plus(TICK));
        issuer.transport.alwaysFail(UnavailableReason.TIMEOUT);
        assertUnavailable(verify(NEW), UnavailableReason.KEYS_UNAVAILABLE);
        assertUnavailable(verify(NEW), UnavailableReason.KEYS_STALE);
        assertValid(verify(GOOD));
        assertThat(issuer.fetches()).isEqualTo(2);
        issuer.time.advance(FAILURE_INTERVAL);
        issuer.transport.always(200, NEW_SET);
        assertValid(verify(NEW));
    }

    @Test
    void verifyWhenAFloodOfUnknownKeysComesThenAtMostOneFetchInAnInterval() {
        warmUp();
        issuer.transport.always(200, OLD_SET);
        for (int interval = 1; interval <= 3; interval++) {
            issuer.time.advance(REFRESH_INTERVAL.plus(TICK));
            for (int i = 0; i < 10_000; i++) {
                String text = "eyJhbGciOiJSUzI1NiIsImtpZCI6ImEifQ.e30." + "A".repeat(4 + 4 * (i % 8));
                assertThat(Verdicts.invalid(issuer.verify(verifier, text))).isEqualTo(RejectReason.UNKNOWN_KEY);
            }
            assertThat(issuer.fetches()).isEqualTo(1 + interval);
        }
    }

    @Test
    void verifyWhenAFloodOfUnknownKeysMeetsAnOutageThenAtMostOneFetchInAFailureInterval() {
        warmUp();
        issuer.transport.alwaysFail(UnavailableReason.CONNECTION_FAILED);
        issuer.time.advance(REFRESH_INTERVAL.plus(TICK));
        for (int second = 1; second <= 3; second++) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(Verdicts.unavailable(verify(JUNK)).reason().counted())
                        .isFalse();
            }
            assertThat(issuer.fetches()).isEqualTo(1 + second);
            issuer.time.advance(FAILURE_INTERVAL);
        }
        assertValid(verify(GOOD));
    }

    @Test
    void verifyWhenTheKeysGrowOldThenTheyServeWhileNewOnesAreFetched() {
        warmUp();
        issuer.time.advance(REFRESH_AFTER);
        assertValid(verify(GOOD));
        assertThat(issuer.fetches()).isEqualTo(1);
        issuer.time.advance(TICK);
        assertValid(verify(GOOD));
        assertValid(verify(GOOD));
        assertThat(issuer.fetches()).isEqualTo(2);
        answer(1, TestTokens.jwks(NEW_KEY));
        assertThat(Verdicts.invalid(verify(GOOD))).isEqualTo(RejectReason.UNKNOWN_KEY);
        assertValid(verify(NEW));
    }

    @Test
    void verifyWhenTheIssuerIsAwayThenTheKeysServeUntilTheirBoundAndNoLonger() {
        warmUp();
        issuer.transport.alwaysFail(UnavailableReason.CONNECTION_FAILED);
        issuer.time.advance(KEEP_FOR);
        assertValid(verify(GOOD));
        issuer.time.advance(TICK);
        for (int i = 0; i < 3; i++) {
            assertUnavailable(verify(GOOD), UnavailableReason.KEYS_UNAVAILABLE);
        }
        issuer.time.advance(FAILURE_INTERVAL);
        issuer.transport.always(200, OLD_SET);
        assertValid(verify(GOOD));
    }

    @Test
    void verifyWhenAFetchHangsThenItIsGivenUpAndReplaced() {
        CompletionStage<Verification> first = verify(GOOD);
        issuer.time.advance(FETCH_TIMEOUT);
        CompletionStage<Verification> second = verify(GOOD);
        assertUnavailable(first, UnavailableReason.KEYS_UNAVAILABLE);
        assertThat(issuer.transport.call(0).answer().isCancelled()).isTrue();
        assertUnavailable(second, UnavailableReason.KEYS_UNAVAILABLE);
        issuer.time.advance(FAILURE_INTERVAL);
        CompletionStage<Verification> third = verify(GOOD);
        answer(1, OLD_SET);
        assertValid(third);
    }

    @Test
    void verifyWhenAFetchHungLongAgoThenTheNextStartsAtOnce() {
        warmUp();
        issuer.time.advance(REFRESH_AFTER.plus(TICK));
        assertValid(verify(GOOD)); // starts a refresh, which hangs; then nobody comes for hours
        issuer.time.advance(KEEP_FOR);
        CompletionStage<Verification> morning = verify(GOOD);
        Verdicts.assertPending(morning);
        assertThat(issuer.fetches()).isEqualTo(3);
        answer(2, OLD_SET);
        assertValid(morning);
    }

    @Test
    void verifyWhenAGivenUpFetchAnswersAfterAllThenItChangesNothing() {
        Verdicts.assertPending(verify(GOOD));
        issuer.time.advance(FETCH_TIMEOUT.plus(FAILURE_INTERVAL));
        CompletionStage<Verification> second = verify(GOOD);
        assertThat(issuer.transport.call(0).answer().complete(FakeTransport.response(200, NEW_SET)))
                .isFalse();
        Verdicts.assertPending(second);
        answer(1, OLD_SET);
        assertValid(second);
    }

    @Test
    void verifyWhenTheTransportThrowsThenKeysAtHandServeAndTheNextFetchIsTried() {
        AtomicReference<RuntimeException> bug = new AtomicReference<>();
        TokenVerifier judge = issuer.builder()
                .transport((request, deadline) -> {
                    if (bug.get() != null) {
                        throw bug.get();
                    }
                    return CompletableFuture.completedFuture(FakeTransport.response(200, OLD_SET));
                })
                .build();
        bug.set(new IllegalStateException("closed"));
        assertUnavailable(issuer.verify(judge, GOOD), UnavailableReason.KEYS_UNAVAILABLE);
        bug.set(null);
        issuer.time.advance(FAILURE_INTERVAL);
        assertValid(issuer.verify(judge, GOOD));
        bug.set(new IllegalStateException("closed"));
        issuer.time.advance(REFRESH_AFTER.plus(TICK));
        assertValid(issuer.verify(judge, GOOD));
        issuer.time.advance(FAILURE_INTERVAL);
        assertValid(issuer.verify(judge, GOOD));
    }

    @Test
    void verifyWhenAnOverdueFetchIsGivenUpThenItsCallersAreNotCalledUnderTheLock() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            CompletionStage<Verification> first = verify(GOOD);
            CompletableFuture<Boolean> otherThreadCameThrough = new CompletableFuture<>();
            Stages.onDone(first, (verdict, failure) -> otherThreadCameThrough.complete(asksOn(executor)));
            issuer.time.advance(FETCH_TIMEOUT);
            assertUnavailable(verify(GOOD), UnavailableReason.KEYS_UNAVAILABLE);
            assertThat(otherThreadCameThrough.get(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            executor.shutdownNow();
        }
    }

    private boolean asksOn(ExecutorService executor) {
        try {
            return executor.submit(() -> verify(JUNK)).get(5, TimeUnit.SECONDS) != null;
        } catch (Exception blocked) {
            return false;
        }
    }

    @Test
    void verifyWhenManyTokensComeDuringABackgroundFetchThenItIsNotStartedAgain() {
        warmUp();
        issuer.time.advance(REFRESH_AFTER.plus(TICK));
        for (int i = 0; i < 1_000; i++) {
            assertValid(verify(GOOD));
        }
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void verifyWhenTheMonotonicClockOverflowsThenTimingGoesOn() {
        JwksFixture late = new JwksFixture(new ManualTimeSource(Long.MAX_VALUE - 1_000));
        late.transport.always(200, OLD_SET);
        TokenVerifier judge = late.verifier();
        assertValid(late.verify(judge, GOOD));
        late.time.advance(REFRESH_INTERVAL);
        assertThat(Verdicts.invalid(late.verify(judge, JUNK))).isEqualTo(RejectReason.UNKNOWN_KEY);
        assertThat(late.fetches()).isEqualTo(1);
        late.time.advance(REFRESH_AFTER);
        assertValid(late.verify(judge, GOOD));
        assertThat(late.fetches()).isEqualTo(2);
    }

    @Test
    void fetchWhenAskedThenAPlainGetWithinTheFetchTimeout() {
        Verdicts.assertPending(verify(GOOD));
        FakeTransport.Call call = issuer.transport.call(0);
        assertThat(call.request().method()).isEqualTo("GET");
        assertThat(call.request().uri()).isEqualTo(JwksFixture.JWKS);
        assertThat(call.request().headers()).containsOnlyKeys("Accept");
        assertThat(call.request().body()).isEmpty();
        assertThat(call.deadline().remaining()).isEqualTo(FETCH_TIMEOUT);
    }

    private void warmUp() {
        issuer.transport.then(200, OLD_SET);
        assertValid(verify(GOOD));
    }

    private CompletionStage<Verification> verify(BearerToken token) {
        return issuer.verify(verifier, token);
    }

    private void answer(int call, String keySet) {
        assertThat(issuer.transport.call(call).answer().complete(FakeTransport.response(200, keySet)))
                .isTrue();
    }

    private static void assertValid(CompletionStage<Verification> stage) {
        assertThat(Verdicts.valid(stage).subject()).isEqualTo(TestTokens.SUBJECT);
    }

    private static void assertUnavailable(CompletionStage<Verification> stage, UnavailableReason reason) {
        assertThat(Verdicts.unavailable(stage).reason()).isEqualTo(reason);
    }
}
