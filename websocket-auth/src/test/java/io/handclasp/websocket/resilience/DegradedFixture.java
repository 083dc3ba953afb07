package io.handclasp.websocket.resilience;

import static io.handclasp.websocket.resilience.ResilienceFixture.assertValid;

import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.UnavailableReason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A judge that is away, and a local one. */
abstract class DegradedFixture {
    static final Duration TTL = CachePolicy.standard().ttl();

    final ResilienceFixture fixture = new ResilienceFixture();
    final ManualJudge local = new ManualJudge();

    void use(DegradedPolicy policy) {
        fixture.policy = fixture.policy.withDegraded(policy);
    }

    /** Asks while the judge is away, and lets the attempts run out. */
    CompletableFuture<Judgement> askInOutage(String token) {
        fixture.judge.failing(UnavailableReason.CONNECTION_FAILED);
        CompletableFuture<Judgement> asked = fixture.ask(token);
        fixture.advance(Duration.ofMillis(900));
        return asked;
    }

    void admitted(String token, Duration life) {
        fixture.judge.answering(ManualJudge.valid(token, fixture.in(life)));
        assertValid(fixture.ask(token), Evidence.Source.FRESH);
    }
}
