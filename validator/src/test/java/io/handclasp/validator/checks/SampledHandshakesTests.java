package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.Environment;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A slow service is found; one stop of the machine is not taken for one. */
class SampledHandshakesTests {
    private static final int SLOW_MILLIS = 900;

    private final AuthHost host = new AuthHost();
    private final AtomicInteger tokens = new AtomicInteger();

    SampledHandshakesTests() throws Exception {}

    @AfterEach
    void end() {
        host.close();
    }

    /** The predicate tells whether the service is slow from the token of this number on, counted from 1. */
    private CheckOutcome sampled(int samples, IntPredicate slow) throws Exception {
        TestTokens good = TestTokens.of(() -> {
            host.server.answerAfterMillis = slow.test(tokens.incrementAndGet()) ? SLOW_MILLIS : 0;
            return host.server.good();
        });
        AuthCheckSettings settings = new AuthCheckSettings(
                host.authenticator(host.authService()),
                good,
                List.of(HandshakeCarriers.authorizationHeader()),
                Optional.empty(),
                UnaryOperator.identity(),
                samples,
                Duration.ofSeconds(5),
                Environment.PRODUCTION);
        return new SampledHandshakes(settings).run(Deadline.after(Duration.ofSeconds(60), TimeSource.system()));
    }

    private static int measured(CheckOutcome outcome) {
        return outcome.measurements().stream()
                .filter(measured -> measured.name().equals(Objectives.AUTH_LATENCY))
                .mapToInt(measured -> (int) measured.n())
                .sum();
    }

    @Test
    void runWhenOneWaveIsHeldUpThenItIsJudgedAgainAndTold() throws Exception {
        CheckOutcome outcome = sampled(8, number -> number <= 8);

        assertThat(outcome.state()).as(outcome.message()).isEqualTo(CheckState.PASSED);
        assertThat(outcome.message()).startsWith("8 of 8 good handshakes were admitted");
        assertThat(outcome.details().get("judged again"))
                .matches("the slowest wave, 8 handshakes that took .* on average");
        assertThat(measured(outcome)).isEqualTo(8);
        assertThat(tokens).hasValue(16);
    }

    @Test
    void runWhenTwoOfThreeWavesAreSlowAndTheNextOneTooThenFailed() throws Exception {
        CheckOutcome outcome = sampled(24, number -> number <= 16 || number > 24);

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).startsWith("24 of 24 good handshakes were admitted");
        assertThat(measured(outcome)).isEqualTo(24);
    }

    @Test
    void runWhenTheServiceIsQuickThenNothingIsJudgedAgain() throws Exception {
        CheckOutcome outcome = sampled(10, number -> false);

        assertThat(outcome.state()).as(outcome.message()).isEqualTo(CheckState.PASSED);
        assertThat(outcome.measurements()).contains(new Measurement.Rate(Objectives.WEBSOCKET_SUCCESS, 10, 10));
    }

    @Test
    void runWhenTheWaveThatIsJudgedAgainIsRefusedThenFailed() throws Exception {
        TestTokens good = TestTokens.of(() -> {
            boolean first = tokens.incrementAndGet() <= 8;
            host.server.answerAfterMillis = first ? SLOW_MILLIS : 0;
            return first ? host.server.good() : Secret.of("unknown-token");
        });
        AuthCheckSettings settings = new AuthCheckSettings(
                host.authenticator(host.authService()),
                good,
                List.of(HandshakeCarriers.authorizationHeader()),
                Optional.empty(),
                UnaryOperator.identity(),
                8,
                Duration.ofSeconds(5),
                Environment.PRODUCTION);

        CheckOutcome outcome =
                new SampledHandshakes(settings).run(Deadline.after(Duration.ofSeconds(60), TimeSource.system()));

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).startsWith("0 of 8 good handshakes were admitted");
    }
}
