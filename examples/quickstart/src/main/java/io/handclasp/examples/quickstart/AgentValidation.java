package io.handclasp.examples.quickstart;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.validator.Validator;
import io.handclasp.validator.drill.AuthDrills;
import io.handclasp.validator.drill.Degradation;
import io.handclasp.validator.drill.Drill;
import io.handclasp.validator.drill.Fault;
import io.handclasp.validator.drill.Observation;
import io.handclasp.validator.drill.Sighting;
import io.handclasp.validator.golden.GoldenPathBuilder;
import io.handclasp.validator.golden.GoldenPaths;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.report.ReportFormats;
import io.handclasp.validator.report.TextStyle;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a host writes to have itself validated: checks of what it runs on, a golden path, and drills. */
final class AgentValidation {
    private static final String DATABASE = "database.answers";
    private static final String AUTH_SERVICE = "auth-service.answers";
    private static final String GOOD_TOKEN = "auth.good-token";
    private static final String GOLDEN_PATH = "golden.ask";

    private final AgentSystem system;
    private final AtomicInteger users = new AtomicInteger();

    AgentValidation(AgentSystem system) {
        this.system = system;
    }

    Validator validator(int journeys, PrintStream out) {
        return Validator.builder()
                .title("quickstart")
                .check(critical(
                        ValidationPhase.INFRASTRUCTURE_HEALTH, DATABASE, "the database answers", this::database))
                .check(critical(
                        ValidationPhase.INFRASTRUCTURE_HEALTH,
                        AUTH_SERVICE,
                        "the auth service answers",
                        this::authService))
                .check(authCheck(GOOD_TOKEN, "a good token is admitted", this::good, AuthOutcome.Authenticated.class))
                .check(authCheck(
                        "auth.expired-token", "an expired token is refused", this::expired, AuthOutcome.Rejected.class))
                .check(authCheck(
                        "auth.forged-token", "a forged token is refused", this::forged, AuthOutcome.Rejected.class))
                .checks(journey()
                        .runs(journeys)
                        .sideBySide(system.executor(), 4)
                        .dependsOn(GOOD_TOKEN, DATABASE)
                        .build())
                .checks(AuthDrills.of(
                                system.authenticator(), (user, deadline) -> Secret.of(good()), Degradation.FAIL_CLOSED)
                        .dependsOn(GOOD_TOKEN))
                .checks(databaseAway())
                .listener(ReportFormats.liveText(out, TextStyle.plain()))
                .build();
    }

    private static CheckDefinition critical(ValidationPhase phase, String id, String title, Check check) {
        return CheckDefinition.builder(phase, id, check)
                .title(title)
                .severity(Severity.CRITICAL)
                .deadline(Duration.ofSeconds(5))
                .build();
    }

    private static CheckDefinition authCheckOf(String id, String title, Check check) {
        return CheckDefinition.builder(ValidationPhase.WEBSOCKET_AUTH, id, check)
                .title(title)
                .severity(Severity.CRITICAL)
                .dependsOn(AUTH_SERVICE)
                .build();
    }

    private CheckDefinition authCheck(
            String id, String title, Supplier<String> token, Class<? extends AuthOutcome> expected) {
        return authCheckOf(id, title, deadline -> {
            AuthOutcome outcome = system.authenticator()
                    .authenticate(HandshakeRequest.builder()
                            .header("Authorization", "Bearer " + token.get())
                            .build());
            String seen = outcome.getClass().getSimpleName()
                    + (outcome instanceof AuthOutcome.Unavailable unavailable ? " (" + unavailable.cause() + ")" : "");
            return expected.isInstance(outcome)
                    ? CheckOutcome.passed(seen)
                    : CheckOutcome.failed("the handshake was " + seen);
        });
    }

    private CheckOutcome database(Deadline deadline) {
        try {
            return system.database().answer("What is a handclasp?").isPresent()
                    ? CheckOutcome.passed("it knows the answer")
                    : CheckOutcome.failed("it has lost its facts");
        } catch (SQLException away) {
            return CheckOutcome.failed("no connection (SQL state " + away.getSQLState() + ")")
                    .withHint("start the database");
        }
    }

    private CheckOutcome authService(Deadline deadline) throws InterruptedException {
        HttpRequest discovery = HttpRequest.newBuilder(
                        system.authService().issuer().resolve("/.well-known/openid-configuration"))
                .build();
        try {
            int status = system.httpClient()
                    .sendAsync(discovery, HttpResponse.BodyHandlers.discarding())
                    .get(deadline.remainingNanos(), TimeUnit.NANOSECONDS)
                    .statusCode();
            return status == 200 ? CheckOutcome.passed("status 200") : CheckOutcome.failed("status " + status);
        } catch (ExecutionException | TimeoutException away) {
            return CheckOutcome.failed("no answer").withHint("start the auth service");
        }
    }

    private String good() {
        return system.authService().tokens().valid("user-" + users.incrementAndGet());
    }

    private String expired() {
        return system.authService().tokens().expired("user");
    }

    private String forged() {
        return system.authService().tokens().forged("user");
    }

    private GoldenPathBuilder journey() {
        return GoldenPaths.agentChat(
                GOLDEN_PATH,
                system.chat(),
                system.httpClient(),
                (user, deadline) -> Secret.of(good()),
                "What is a handclasp?",
                Duration.ofSeconds(5));
    }

    private Drill databaseAway() {
        return Drill.builder("drill.database-away")
                .title("the agent answers from memory while its database is away")
                .dependsOn(GOLDEN_PATH)
                .steadyState(Observation.up(this::probe))
                .fault(Fault.of(
                        "the database is stopped",
                        () -> system.database().stop(),
                        () -> system.database().startAgain()))
                .effect(Observation.down(this::probe))
                .promise(this::answers)
                .build();
    }

    private ProbeOutcome probe(Deadline deadline) {
        try (Connection connection = system.database().connect()) {
            return connection.isValid(1) ? ProbeOutcome.up("it answers") : ProbeOutcome.down("it does not answer");
        } catch (SQLException away) {
            return ProbeOutcome.down("no connection");
        }
    }

    private Sighting answers(Deadline deadline) throws InterruptedException {
        String seen = journey().build().run(deadline).message();
        return seen.startsWith("1 of 1") ? Sighting.asExpected(seen) : Sighting.notAsExpected(seen);
    }
}
