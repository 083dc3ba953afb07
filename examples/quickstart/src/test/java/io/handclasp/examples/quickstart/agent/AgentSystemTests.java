package io.handclasp.examples.quickstart.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.golden.GoldenPathBuilder;
import io.handclasp.validator.golden.GoldenPaths;
import io.handclasp.validator.golden.Login;
import io.handclasp.validator.golden.TokenCarrier;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.websocket.resilience.BreakerPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The golden path and the drills against real sockets: Tyrus, a guarded endpoint, an auth service and a database. */
class AgentSystemTests {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Others use this machine, too: what takes 20 ms on a quiet one may take a second. */
    private static final ResiliencePolicy PATIENT = ResiliencePolicy.standard()
            .withDeadline(Duration.ofSeconds(8))
            .withRetry(RetryPolicy.standard().withAttemptTimeout(Duration.ofMillis(1_500)))
            .withBreaker(new BreakerPolicy(
                    0.5, Duration.ofSeconds(5), 500, Duration.ofSeconds(5), Duration.ofMillis(100), 10));

    private static AgentSystem system;

    @BeforeAll
    static void start() throws Exception {
        system = AgentSystem.start(PATIENT);
    }

    @AfterAll
    static void stop() throws SQLException {
        system.close();
    }

    private static Login users() {
        AtomicInteger count = new AtomicInteger();
        return (user, deadline) -> Secret.of(system.authService().tokens().valid("user-" + count.incrementAndGet()));
    }

    private static GoldenPathBuilder journey(Login login) {
        return GoldenPaths.agentChat(
                "golden.ask", system.chat(), system.httpClient(), login, "What is a handclasp?", SOON);
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofMinutes(1), TimeSource.system());
    }

    @ParameterizedTest
    @EnumSource
    void goldenPathWhenSystemIsWellThenEachJourneyCompletes(TokenCarrier carrier) throws Exception {
        CheckOutcome outcome = journey(users())
                .carrier(carrier)
                .runs(40)
                .target(0.9, true)
                .build()
                .run(deadline());

        assertThat(outcome.state()).as(outcome.message()).isEqualTo(CheckState.PASSED);
        assertThat(outcome.message()).startsWith("40 of 40 journeys completed");
    }

    @Test
    void goldenPathWhenTokenIsExpiredThenTheStepAndTheCloseAreTold() throws Exception {
        CheckOutcome outcome = journey((user, deadline) ->
                        Secret.of(system.authService().tokens().expired("user")))
                .build()
                .run(deadline());

        assertThat(outcome.state()).isEqualTo(CheckState.FAILED);
        assertThat(outcome.message()).contains("4401").doesNotContain("eyJ");
    }

    @Test
    void factsWhenTheTokenIsForTheChatOnlyThenRefused() throws Exception {
        assertThat(status(system.authService().tokens().valid("alice"))).isEqualTo(401);
        assertThat(status(system.authService().tokens().ofService("agent"))).isEqualTo(200);
    }

    private static int status(String token) throws Exception {
        return system.httpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(system.facts().facts() + "?question=What+is+a+handclasp%3F"))
                                .header("Authorization", "Bearer " + token)
                                .timeout(SOON)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
