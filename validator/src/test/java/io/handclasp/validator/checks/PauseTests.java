package io.handclasp.validator.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.Environment;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A check that pauses leaves no timer on the host's scheduler, however the pause ends. */
class PauseTests {
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final AuthHost host = new AuthHost();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final WebSocketAuthenticator authenticator =
            host.authenticator(host.jwks(), builder -> builder.execution(Runnable::run, scheduler));
    private final AuthCheckSettings settings = new AuthCheckSettings(
            authenticator,
            host.server.tokens(),
            List.of(HandshakeCarriers.authorizationHeader()),
            Optional.empty(),
            UnaryOperator.identity(),
            1,
            PAUSE,
            Environment.PRODUCTION);

    PauseTests() throws Exception {}

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void pauseWhenInterruptedThenItsTimerIsGone() {
        int before = scheduler.pending();

        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> settings.pause(PAUSE, Deadline.after(PAUSE, TimeSource.system())))
                .isInstanceOf(InterruptedException.class);
        assertThat(scheduler.pending()).isEqualTo(before);
    }

    @Test
    void pauseWhenTheDeadlineComesFirstThenItsTimerIsGone() {
        int before = scheduler.pending();

        assertThatIllegalStateException()
                .isThrownBy(() -> settings.pause(PAUSE, Deadline.after(Duration.ZERO, TimeSource.system())))
                .withMessageContaining("did not fire in time");
        assertThat(scheduler.pending()).isEqualTo(before);
    }
}
