package io.handclasp.examples.quickstart.validation;

import io.handclasp.core.time.Deadline;
import io.handclasp.examples.quickstart.agent.AgentSystem;
import io.handclasp.examples.quickstart.agent.PrivateZone;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.validator.ValidationListener;
import io.handclasp.validator.Validator;
import io.handclasp.validator.checks.AuthenticationChecks;
import io.handclasp.validator.checks.HealthChecks;
import io.handclasp.validator.checks.IntegrationChecks;
import io.handclasp.validator.checks.PrivatePath;
import io.handclasp.validator.checks.PrivatePathChecks;
import io.handclasp.validator.checks.ServiceCall;
import io.handclasp.validator.golden.GoldenPathBuilder;
import io.handclasp.validator.golden.GoldenPaths;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Measurement;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What a host writes to have itself validated: what it has, phase by phase, and which check holds up which others. So the trouble
 * is told once, where it is, and not by all that it takes along.
 */
final class AgentValidation {
    private static final String AUTH_SERVICE = "probe." + AgentHealth.AUTH_SERVICE;
    private static final String DATABASE = "probe." + AgentHealth.DATABASE;
    private static final String FACTS = "probe." + AgentHealth.FACTS;
    private static final String KEYS = "keys.issuer";
    private static final String FACTS_CALL = "service.facts";
    private static final String GOOD_TOKEN = "auth.good-token";
    private static final String GOLDEN_PATH = "golden.ask";

    private static final String QUESTION = "What is a handclasp?";
    private static final int DATABASE_CALLS = 4_000;
    private static final int SIDE_BY_SIDE = 4;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final AgentSystem system;
    private final Executor executor;
    private final AgentUsers users;
    private final HealthMonitor monitor;

    AgentValidation(AgentSystem system, Executor executor) {
        this.system = system;
        this.executor = executor;
        this.users = new AgentUsers(system.authService());
        this.monitor = AgentHealth.monitor(system, users::newUser, executor);
    }

    Validator validator(int journeys, ValidationListener listener) {
        AgentDrills drills = new AgentDrills(system, users, monitor);
        return Validator.builder()
                .title("quickstart")
                .checks(HealthChecks.of(monitor))
                .check(databaseCalls())
                .checks(PrivatePathChecks.of(privatePath()))
                .checks(AuthenticationChecks.of(system.authenticator(), users.testTokens())
                        .dependingOn(AUTH_SERVICE))
                .checks(drift())
                .checks(clock().dependingOn(AUTH_SERVICE))
                .checks(keys().dependingOn(AUTH_SERVICE))
                .checks(factsCall().dependingOn(KEYS, FACTS, DATABASE))
                .checks(journey()
                        .runs(journeys)
                        .sideBySide(executor, SIDE_BY_SIDE)
                        .dependsOn(GOOD_TOKEN, FACTS_CALL)
                        .build())
                .checks(drills.ofTheChat().dependingOn(GOOD_TOKEN))
                .checks(drills.ofTheFacts().dependingOn(FACTS_CALL))
                .checks(drills.databaseAway(() -> journey().build()).dependingOn(GOLDEN_PATH))
                .objectives(Objectives.standard())
                .executor(executor)
                .listener(listener)
                .build();
    }

    private CheckDefinition databaseCalls() {
        return CheckDefinition.builder(
                        ValidationPhase.INFRASTRUCTURE_HEALTH, "database.calls", deadline -> databaseCalls(deadline))
                .title("the database answers call after call")
                .dependsOn(DATABASE)
                .severity(Severity.CRITICAL)
                .deadline(Duration.ofSeconds(30))
                .impact("questions to the agent stay without an answer")
                .hint("look at the database's log")
                .build();
    }

    private CheckOutcome databaseCalls(Deadline deadline) {
        int answered = system.database().answered(QUESTION, DATABASE_CALLS, deadline);
        String message = answered + " of " + DATABASE_CALLS + " calls were answered";
        CheckOutcome outcome = answered == DATABASE_CALLS ? CheckOutcome.passed(message) : CheckOutcome.failed(message);
        return outcome.withMeasurement(new Measurement.Rate(Objectives.DATABASE_SUCCESS, answered, DATABASE_CALLS));
    }

    private PrivatePath privatePath() {
        return PrivatePath.to("facts", PrivateZone.FACTS, system.facts().port())
                .withResolver(new PrivateZone())
                .withExpectedWithin(PrivateZone.RANGE)
                .withExternal(PrivateZone.FACTS_PUBLIC, system.facts().publicPort());
    }

    private CheckSource drift() {
        return IntegrationChecks.builder().drift(AgentSettings.detector(system)).build();
    }

    private CheckSource clock() {
        return IntegrationChecks.builder()
                .clockSkew(discovery(), system.httpClient())
                .build();
    }

    private URI discovery() {
        return system.authService().issuer().resolve("/.well-known/openid-configuration");
    }

    private CheckSource keys() {
        return IntegrationChecks.builder()
                .keySet("issuer", system.authService().issuer().resolve("/jwks"), Duration.ofHours(1), users::newUser)
                .build();
    }

    private CheckSource factsCall() {
        URI call = URI.create(system.facts().facts() + "?question=" + QUESTION.replace(" ", "%20"));
        return IntegrationChecks.builder()
                .serviceCall(ServiceCall.get("facts", call, system.httpClient()).withToken(users::newService))
                .build();
    }

    private GoldenPathBuilder journey() {
        return GoldenPaths.agentChat(GOLDEN_PATH, system.chat(), system.httpClient(), users::login, QUESTION, SOON);
    }
}
