package io.handclasp.examples.quickstart.service;

import io.handclasp.core.Redaction;
import io.handclasp.core.time.Deadline;
import io.handclasp.drift.Environment;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.BaselineFile;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.drift.source.ConfigSources;
import io.handclasp.examples.quickstart.agent.TokenEndpoint;
import io.handclasp.examples.quickstart.service.ServiceSettings.Carrier;
import io.handclasp.examples.quickstart.service.ServiceSettings.Drift;
import io.handclasp.examples.quickstart.service.ServiceSettings.Expected;
import io.handclasp.examples.quickstart.service.ServiceSettings.Golden;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDefinition;
import io.handclasp.probes.ProbeRunner;
import io.handclasp.probes.ProbeSet;
import io.handclasp.probes.ProbeState;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.probes.websocket.TokenPlace;
import io.handclasp.validator.ValidationListener;
import io.handclasp.validator.Validator;
import io.handclasp.validator.ValidatorBuilder;
import io.handclasp.validator.checks.AuthenticationChecks;
import io.handclasp.validator.checks.HealthChecks;
import io.handclasp.validator.checks.IntegrationChecks;
import io.handclasp.validator.checks.PrivatePath;
import io.handclasp.validator.checks.PrivatePathChecks;
import io.handclasp.validator.checks.ServiceCall;
import io.handclasp.validator.checks.TestTokens;
import io.handclasp.validator.drill.AuthDrills;
import io.handclasp.validator.drill.Degradation;
import io.handclasp.validator.golden.Events;
import io.handclasp.validator.golden.GoldenPath;
import io.handclasp.validator.golden.GoldenPathBuilder;
import io.handclasp.validator.golden.TokenCarrier;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Objectives;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** The six phases over the services that a file names. What it does not name is skipped with the setting that would name it. */
final class ServiceValidation {
    private static final String TOKEN = "token.obtained";
    private static final String GOOD_TOKEN = "auth.good-token";
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ServiceSettings settings;
    private final ServiceTokens tokens;
    private final WebSocketAuthenticator authenticator;
    private final HttpClient httpClient;
    private final Executor executor;

    ServiceValidation(
            ServiceSettings settings,
            ServiceTokens tokens,
            WebSocketAuthenticator authenticator,
            HttpClient httpClient,
            Executor executor) {
        this.settings = settings;
        this.tokens = tokens;
        this.authenticator = authenticator;
        this.httpClient = httpClient;
        this.executor = executor;
    }

    Validator validator(ValidationListener listener) {
        ValidatorBuilder validator = Validator.builder()
                .title(settings.url().getHost())
                .check(tokenObtained())
                .checks(health())
                .checks(privatePaths())
                .checks(AuthenticationChecks.builder(authenticator, TestTokens.of(tokens::nextUnchecked))
                        .samples(settings.samples())
                        .build()
                        .dependingOn(TOKEN))
                .checks(drift())
                .checks(services())
                .checks(golden())
                .checks(drills())
                .objectives(Objectives.standard())
                .executor(executor)
                .listener(listener);
        return validator.build();
    }

    private CheckDefinition tokenObtained() {
        return CheckDefinition.builder(ValidationPhase.INFRASTRUCTURE_HEALTH, TOKEN, this::tokenObtained)
                .title("there is a token to try with")
                .severity(Severity.CRITICAL)
                .deadline(Duration.ofSeconds(15))
                .impact("users cannot log in")
                .hint("see whether the token endpoint runs and can be reached")
                .build();
    }

    private CheckOutcome tokenObtained(Deadline deadline) throws IOException {
        try {
            tokens.next();
            return CheckOutcome.passed("a token was obtained");
        } catch (TokenEndpoint.RefusedException refused) {
            return CheckOutcome.failed(Redaction.describe(refused));
        }
    }

    private CheckSource health() {
        if (settings.health().isEmpty()) {
            return skipped(ValidationPhase.INFRASTRUCTURE_HEALTH, "health", "health");
        }
        List<ProbeDefinition> probes = new ArrayList<>();
        settings.health()
                .forEach((name, uri) -> probes.add(
                        ProbeDefinition.builder(name, Probes.http(uri).build())
                                .deadline(SOON)
                                .build()));
        ProbeRunner runner = ProbeRunner.builder(ProbeSet.of(probes))
                .executor(executor)
                .deadline(SOON.multipliedBy(2))
                .build();
        return HealthChecks.of(HealthMonitor.builder(runner).build());
    }

    private CheckSource privatePaths() {
        if (settings.privatePaths().isEmpty()) {
            return skipped(ValidationPhase.VPC_CONNECTIVITY, "vpc", "private-paths");
        }
        PrivatePath[] paths = settings.privatePaths().entrySet().stream()
                .map(path -> PrivatePath.to(
                        path.getKey(), path.getValue().host(), path.getValue().port()))
                .map(path -> settings.within().isEmpty()
                        ? path
                        : path.withExpectedWithin(settings.within().toArray(String[]::new)))
                .toArray(PrivatePath[]::new);
        return PrivatePathChecks.of(paths);
    }

    private CheckSource drift() {
        return settings.drift()
                .map(ServiceValidation::drift)
                .orElseGet(
                        () -> skipped(ValidationPhase.SERVICE_INTEGRATION, "integration.drift", "drift.description"));
    }

    private static CheckSource drift(Drift drift) {
        Baseline baseline;
        try {
            baseline = BaselineFile.read(drift.baseline()).build();
        } catch (IOException | IllegalArgumentException unusable) {
            String why = Redaction.describe(unusable);
            CheckDefinition check = CheckDefinition.builder(
                            ValidationPhase.SERVICE_INTEGRATION,
                            "integration.drift",
                            deadline -> CheckOutcome.unknown("drift.baseline cannot be read: " + why))
                    .build();
            return () -> List.of(check);
        }
        return IntegrationChecks.builder()
                .drift(DriftDetector.builder("service")
                        .environment(Environment.PRODUCTION)
                        .baseline(baseline)
                        .source(ConfigSources.file(drift.format(), drift.description()))
                        .build())
                .build();
    }

    private CheckSource services() {
        if (settings.services().isEmpty()) {
            return skipped(ValidationPhase.SERVICE_INTEGRATION, "service", "services");
        }
        var calls = IntegrationChecks.builder();
        settings.services()
                .forEach((name, uri) ->
                        calls.serviceCall(ServiceCall.get(name, uri, httpClient).withToken(tokens::nextUnchecked)));
        return calls.build().dependingOn(TOKEN);
    }

    /** Without a path to go, the endpoint must at least open, answer a ping, and close. */
    private CheckSource golden() {
        return settings.golden().map(this::golden).orElseGet(this::opens);
    }

    private CheckSource golden(Golden golden) {
        GoldenPathBuilder path = GoldenPath.builder("golden.path", settings.url(), httpClient, tokens::login)
                .title("a user gets what was asked for")
                .dependsOn(GOOD_TOKEN)
                .carrier(
                        settings.carrier() == Carrier.HEADER
                                ? TokenCarrier.AUTHORIZATION_HEADER
                                : TokenCarrier.SUBPROTOCOL_PAIR)
                .runs(settings.journeys())
                .sideBySide(executor, settings.concurrency());
        golden.send().ifPresent(text -> path.send("send", text));
        int number = 0;
        for (Expected expected : golden.expect()) {
            number++;
            path.expect(number + ". " + expected.value(), SOON, Events.json(expected.pointer(), expected.value()));
        }
        return path.build();
    }

    private CheckSource opens() {
        Probe probe = Probes.webSocket(settings.url())
                .token(
                        tokens::nextUnchecked,
                        settings.carrier() == Carrier.HEADER
                                ? TokenPlace.AUTHORIZATION_HEADER
                                : TokenPlace.SUBPROTOCOL_PAIR)
                .build();
        CheckDefinition check = CheckDefinition.builder(ValidationPhase.GOLDEN_PATH, "golden.opens", deadline -> {
                    var outcome = probe.check(deadline);
                    return outcome.state() == ProbeState.UP
                            ? CheckOutcome.passed(outcome.message())
                            : CheckOutcome.failed(outcome.message());
                })
                .title("the endpoint opens with the token, and answers a ping")
                .severity(Severity.CRITICAL)
                .dependsOn(GOOD_TOKEN)
                .impact("users cannot connect")
                .hint("set golden.expect to have a whole conversation tried")
                .build();
        return () -> List.of(check);
    }

    private CheckSource drills() {
        return settings.drills()
                ? AuthDrills.of(authenticator, tokens::login, Degradation.FAIL_CLOSED)
                        .dependingOn(GOOD_TOKEN)
                : skipped(ValidationPhase.BUSINESS_CONTINUITY, "drill", "drills");
    }

    private static CheckSource skipped(ValidationPhase phase, String id, String setting) {
        CheckDefinition check = CheckDefinition.builder(
                        phase,
                        id,
                        deadline -> CheckOutcome.skipped(setting + " is not set, so there is nothing to look at"))
                .title(setting + " as the file names them")
                .build();
        return () -> List.of(check);
    }
}
