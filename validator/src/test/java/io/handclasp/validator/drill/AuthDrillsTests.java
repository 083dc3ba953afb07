package io.handclasp.validator.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ThreadCensus;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.validator.golden.Login;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.validator.model.Measurement;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.DegradedPolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.verify.TokenVerifier;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AuthDrillsTests {
    private ThreadCensus before;
    private AuthFixture auth;

    @BeforeEach
    void countThreads() {
        // Here and not sooner: JUnit starts a thread of its own for timeouts.
        before = ThreadCensus.take();
        auth = new AuthFixture();
    }

    @AfterEach
    void noThreadIsLeft() {
        before.assertNoneLeft(Duration.ofSeconds(10));
    }

    private static CheckOutcome run(
            TokenVerifier verifier,
            ResiliencePolicy policy,
            Login login,
            Degradation degradation,
            Function<AuthDrills, Drill> drill)
            throws InterruptedException {
        try (WebSocketAuthenticator host = AuthFixture.host(verifier, policy)) {
            AuthDrills drills = AuthDrills.of(host, login, degradation).sized(3, Duration.ofSeconds(10));
            CheckOutcome outcome = drill.apply(drills).run(Deadline.after(Duration.ofSeconds(30), TimeSource.system()));
            assertThat(host.health().counts().handshakes())
                    .as("handshakes of the authenticator that serves users")
                    .isZero();
            assertThat(outcome.toString()).doesNotContain("good-token", "eyJ");
            return outcome;
        }
    }

    private CheckOutcome asked(ResiliencePolicy policy, Degradation degradation, Function<AuthDrills, Drill> drill)
            throws InterruptedException {
        return run(auth.introspection(), policy, AuthFixture.opaque(), degradation, drill);
    }

    private CheckOutcome withKeys(Login login, Function<AuthDrills, Drill> drill) throws InterruptedException {
        return run(auth.keySet(), AuthFixture.policy(), login, Degradation.FAIL_CLOSED, drill);
    }

    private static void assertState(CheckOutcome outcome, CheckState state) {
        assertThat(outcome.state())
                .as(outcome.message() + " " + outcome.drill())
                .isEqualTo(state);
    }

    /** With the deadline of a handshake: short where each one is waited for until then. */
    static Stream<Arguments> faults() {
        return Stream.of(
                arguments(TransportFaults.refused(), AuthFixture.PATIENT),
                arguments(TransportFaults.reset(), AuthFixture.PATIENT),
                arguments(TransportFaults.status(500), AuthFixture.PATIENT),
                arguments(TransportFaults.status(503), AuthFixture.IMPATIENT),
                arguments(TransportFaults.status(429), AuthFixture.IMPATIENT),
                arguments(TransportFaults.garbage(), AuthFixture.PATIENT),
                arguments(TransportFaults.hang(), AuthFixture.IMPATIENT));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void authDownWhenHostFailsClosedThenPassedForEachFault(TransportFault fault, Duration deadline) throws Exception {
        ResiliencePolicy policy = AuthFixture.policy().withDeadline(deadline);
        CheckOutcome outcome = asked(policy, Degradation.FAIL_CLOSED, drills -> drills.authDown(fault));

        assertState(outcome, CheckState.PASSED);
        assertThat(outcome.message()).contains("known users: 3 admitted (CACHED); new users: 3 told to come back");
        assertThat(outcome.measurements())
                .extracting(Measurement::name)
                .containsExactly("drill.detection", "drill.recovery");
    }

    @Test
    void authDownWhenHostReusesVerdictsThenKnownUsersComeBack() throws Exception {
        ResiliencePolicy policy =
                AuthFixture.policy().withDegraded(DegradedPolicy.reuseVerdict(Duration.ofMinutes(10)));

        assertState(
                asked(policy, Degradation.REUSE_VERDICT, drills -> drills.authDown(TransportFaults.refused())),
                CheckState.PASSED);
    }

    @Test
    void authDownWhenReuseIsPromisedAndNothingIsRememberedThenFailed() throws Exception {
        ResiliencePolicy policy = AuthFixture.policy().withCache(CachePolicy.none());

        CheckOutcome outcome =
                asked(policy, Degradation.REUSE_VERDICT, drills -> drills.authDown(TransportFaults.refused()));

        assertState(outcome, CheckState.FAILED);
        assertThat(outcome.message()).contains("a known user did not come back in: it was told to come back");
    }

    @Test
    void authDownWhenHostVerifiesLocallyThenNewUsersAreAdmitted() throws Exception {
        ResiliencePolicy policy = AuthFixture.policy().withDegraded(DegradedPolicy.verifyLocally(auth.keySet()));
        CheckOutcome outcome = run(
                goodForSigned(),
                policy,
                AuthFixture.signed("today"),
                Degradation.VERIFY_LOCALLY,
                drills -> drills.authDown(TransportFaults.status(502)));

        assertState(outcome, CheckState.PASSED);
        assertThat(outcome.message()).contains("new users: 3 admitted (LOCAL)");
    }

    @Test
    void authDownWhenHostAdmitsWithoutAVerdictAgainstItsPromiseThenFailed() throws Exception {
        ResiliencePolicy policy = AuthFixture.policy().withDegraded(DegradedPolicy.verifyLocally(auth.keySet()));
        CheckOutcome outcome = run(
                goodForSigned(),
                policy,
                AuthFixture.signed("today"),
                Degradation.FAIL_CLOSED,
                drills -> drills.authDown(TransportFaults.refused()));

        assertState(outcome, CheckState.FAILED);
        assertThat(outcome.message()).contains("a new user was not told to come back: it was admitted (LOCAL)");
    }

    /** Asks about signed tokens, as a host does that could also verify them itself. */
    private TokenVerifier goodForSigned() {
        return new AuthFixture().introspectionOf("token=eyJ");
    }

    @Test
    void authDownWhenHostIsDownAlreadyThenUnknownAndNothingBroken() throws Exception {
        CheckOutcome outcome = run(
                auth.introspection(),
                AuthFixture.policy(),
                (user, deadline) -> Secret.of("bad-token-" + user),
                Degradation.FAIL_CLOSED,
                drills -> drills.authDown(TransportFaults.refused()));

        assertState(outcome, CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("nothing was broken", "called bad (INACTIVE)");
    }

    @Test
    void authDownWhenLoginHandsOutOneTokenThenUnknownSinceNobodyIsNew() throws Exception {
        CheckOutcome outcome = run(
                auth.introspection(),
                AuthFixture.policy(),
                (user, deadline) -> Secret.of("good-token-for-everybody"),
                Degradation.FAIL_CLOSED,
                drills -> drills.authDown(TransportFaults.refused()));

        assertState(outcome, CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("one token twice");
    }

    @Test
    void authDownWhenHostJudgesWithKeysThenSkipped() throws Exception {
        CheckOutcome outcome =
                withKeys(AuthFixture.signed("today"), drills -> drills.authDown(TransportFaults.refused()));

        assertState(outcome, CheckState.SKIPPED);
        assertThat(outcome.message()).contains("keys at hand");
    }

    @Test
    void slowAuthWhenSlowerThanAttemptsThenEveryHandshakeHasItsAnswer() throws Exception {
        CheckOutcome outcome = asked(
                AuthFixture.policy().withDeadline(AuthFixture.IMPATIENT),
                Degradation.FAIL_CLOSED,
                drills -> drills.slowAuth(Duration.ofSeconds(5)));

        assertState(outcome, CheckState.PASSED);
        assertThat(outcome.message()).contains("new users: 20 told to come back (TIMEOUT)");
    }

    @Test
    void authFlappingWhenRetriesCarryOverThenPassedAndWithoutRetriesFailed() throws Exception {
        CheckOutcome carried = asked(AuthFixture.policy(), Degradation.FAIL_CLOSED, drills -> drills.authFlapping(0.9));
        assertState(carried, CheckState.PASSED);

        ResiliencePolicy once =
                AuthFixture.policy().withRetry(RetryPolicy.standard().withMaxAttempts(1));
        CheckOutcome dropped = asked(once, Degradation.FAIL_CLOSED, drills -> drills.authFlapping(0.9));
        assertState(dropped, CheckState.FAILED);
        assertThat(dropped.message()).contains("of new users were admitted, promised are 90 %");
    }

    @Test
    void keySetOutageWhenReplicaHasKeysThenItGoesOnAndANewOneAdmitsNobody() throws Exception {
        CheckOutcome outcome = withKeys(AuthFixture.signed("today"), AuthDrills::keySetOutage);

        assertState(outcome, CheckState.PASSED);
        assertThat(outcome.message())
                .contains("on one that started now, new users: 3 told to come back (KEYS_UNAVAILABLE)");
    }

    @Test
    void keySetOutageWhenHostAsksAboutEachTokenThenSkipped() throws Exception {
        assertState(asked(AuthFixture.policy(), Degradation.FAIL_CLOSED, AuthDrills::keySetOutage), CheckState.SKIPPED);
    }

    @Test
    void keyRotationWhenTheKeyIsPublishedThenUsersAreAdmittedSoonAfter() throws Exception {
        CheckOutcome outcome = withKeys(AuthFixture.signed("today"), AuthDrills::keyRotation);

        assertState(outcome, CheckState.PASSED);
        assertThat(outcome.drill().orElseThrow().recoveredAfter())
                .hasValueSatisfying(after -> assertThat(after).isLessThan(Duration.ofSeconds(10)));
    }

    @Test
    void keyRotationWhenTokensNameNoKeyThenUnknownSinceTheFaultShowsNoEffect() throws Exception {
        CheckOutcome outcome = withKeys(AuthFixture.signed(""), AuthDrills::keyRotation);

        assertState(outcome, CheckState.UNKNOWN);
        assertThat(outcome.message()).contains("do the tokens name their key?");
    }

    @Test
    void reconnectStormWhenFlightsAreSharedThenPassedAndWithoutFailed() throws Exception {
        ReconnectStorm storm = new ReconnectStorm(20, 4, Duration.ofMillis(20), 1.5, 0.99);
        CheckOutcome shared =
                asked(AuthFixture.policy(), Degradation.FAIL_CLOSED, drills -> drills.reconnectStorm(storm));
        assertState(shared, CheckState.PASSED);
        assertThat(shared.message()).contains("80 handshakes of 20 users, 20 calls to the auth service");

        CheckOutcome alone = asked(
                AuthFixture.policy().withCache(CachePolicy.none()),
                Degradation.FAIL_CLOSED,
                drills -> drills.reconnectStorm(storm));
        assertState(alone, CheckState.FAILED);
        assertThat(alone.message()).contains("asked more than 1.5 times for each user");
    }

    @Test
    void checksWhenUsedAsASourceThenAllDrillsWithTheirDependencies() {
        try (WebSocketAuthenticator host = AuthFixture.host(auth.introspection(), AuthFixture.policy())) {
            AuthDrills drills = AuthDrills.of(host, AuthFixture.opaque(), Degradation.FAIL_CLOSED)
                    .dependsOn("auth.good-token");

            assertThat(drills.checks())
                    .extracting(CheckDefinition::id)
                    .containsExactly(
                            "drill.slow-auth",
                            "drill.auth-down",
                            "drill.auth-flapping",
                            "drill.key-set-outage",
                            "drill.key-rotation",
                            "drill.reconnect-storm");
            assertThat(drills.checks()).allMatch(check -> check.dependsOn().contains("auth.good-token"));
        }
    }
}
