package io.handclasp.websocket.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.observe.AuthEvent;
import io.handclasp.websocket.observe.AuthEvent.CallResult;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What listeners hear of the calls behind handshakes. */
class ResilienceEventsTests {
    private final ResilienceFixture fixture = new ResilienceFixture();
    private final List<AuthEvent> events = new ArrayList<>();

    @BeforeEach
    void listen() {
        fixture.listeners.add(events::add);
        fixture.policy = fixture.policy.withRetry(RetryPolicy.standard().withMaxAttempts(1));
    }

    private static AuthEvent call(CallResult result, Optional<UnavailableReason> reason, Duration took) {
        return new AuthEvent.CallFinished("manual", result, reason, took);
    }

    @Test
    void judgeWhenCallsEndThenEachIsToldOnceWithItsResult() {
        fixture.judge.answering(ManualJudge.valid("ada"));
        fixture.ask("good");
        fixture.ask("good"); // from memory: no call
        fixture.judge.answering(new Verification.Invalid(RejectReason.REVOKED));
        fixture.ask("bad");
        fixture.judge.failing(UnavailableReason.MISCONFIGURED);
        fixture.ask("unjudged");
        fixture.judge.answering((token, deadline) -> {
            throw new IllegalStateException("bug");
        });
        fixture.ask("bug");
        fixture.judge.holding();
        fixture.ask("hung");
        fixture.advance(Duration.ofMillis(250));

        assertThat(events)
                .containsExactly(
                        call(CallResult.VALID, Optional.empty(), Duration.ZERO),
                        call(CallResult.INVALID, Optional.empty(), Duration.ZERO),
                        call(CallResult.UNAVAILABLE, Optional.of(UnavailableReason.MISCONFIGURED), Duration.ZERO),
                        call(CallResult.FAILED, Optional.empty(), Duration.ZERO),
                        call(CallResult.UNAVAILABLE, Optional.of(UnavailableReason.TIMEOUT), Duration.ofMillis(250)));
    }

    @Test
    void judgeWhenTheBreakerOpensAndClosesThenEachChangeIsTold() {
        fixture.policy = fixture.policy.withBreaker(
                new BreakerPolicy(0.5, Duration.ofSeconds(5), 1, Duration.ofSeconds(1), Duration.ofSeconds(2), 1));
        fixture.judge.failing(UnavailableReason.SERVER_ERROR);
        fixture.ask("token-1");
        fixture.advance(Duration.ofSeconds(3));
        fixture.judge.answering(ManualJudge.valid("ada"));
        fixture.ask("token-2");

        assertThat(events.stream().filter(AuthEvent.BreakerChanged.class::isInstance))
                .containsExactly(
                        new AuthEvent.BreakerChanged("manual", "CLOSED", "OPEN"),
                        new AuthEvent.BreakerChanged("manual", "OPEN", "HALF_OPEN"),
                        new AuthEvent.BreakerChanged("manual", "HALF_OPEN", "CLOSED"));
    }

    @Test
    void judgeWhenThereIsNoRoomThenToldOnceForEachWhoIsTurnedAway() {
        fixture.policy = fixture.policy.withAdmission(new AdmissionPolicy(1, 0, 2));
        fixture.ask("token-1");
        fixture.ask("token-2"); // no place among the calls

        assertThat(events).containsExactly(new AuthEvent.LoadShed("manual"));
    }
}
