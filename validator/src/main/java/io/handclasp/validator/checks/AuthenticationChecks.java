package io.handclasp.validator.checks;

import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckDefinitionBuilder;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The checks of {@link ValidationPhase#WEBSOCKET_AUTH}: whom the host's authenticator admits and whom it refuses, and what it does while
 * its auth service has trouble. The first are asked of the authenticator itself; faults are put before a copy of it
 * ({@link WebSocketAuthenticator#rehearsal}), and the host's own notices nothing of them. Immutable; safe for use by many threads.
 */
public final class AuthenticationChecks implements CheckSource {
    /** How many good handshakes are judged unless the host says something else: {@value}. */
    public static final int STANDARD_SAMPLES = 400;
    /** How long one check waits for the policy's own times unless the host says something else: 5 s. */
    public static final Duration STANDARD_PATIENCE = Duration.ofSeconds(5);

    private static final ValidationPhase PHASE = ValidationPhase.WEBSOCKET_AUTH;
    private static final String GOOD = "auth.good-token";
    private static final String REHEARSAL = "auth.rehearsal";
    private static final Duration SPARE = Duration.ofSeconds(10);
    private static final Duration SAMPLING = Duration.ofSeconds(60);

    private final AuthCheckSettings settings;

    AuthenticationChecks(AuthCheckSettings settings) {
        this.settings = settings;
    }

    /**
     * The checks with their defaults.
     *
     * @param authenticator the host's authenticator
     * @param tokens what the host supplies
     * @return the checks
     * @throws IllegalStateException when the authenticator's extractor reads neither the {@code Authorization} header nor a standard
     *     subprotocol: say by {@link AuthenticationChecksBuilder#carriers} how tokens are carried
     */
    public static CheckSource of(WebSocketAuthenticator authenticator, TestTokens tokens) {
        return builder(authenticator, tokens).build();
    }

    /**
     * Starts the making of the checks.
     *
     * @param authenticator the host's authenticator
     * @param tokens what the host supplies
     * @return a builder with the defaults
     */
    public static AuthenticationChecksBuilder builder(WebSocketAuthenticator authenticator, TestTokens tokens) {
        return new AuthenticationChecksBuilder(authenticator, tokens);
    }

    @Override
    public List<CheckDefinition> checks() {
        List<CheckDefinition> checks = new ArrayList<>();
        addAdmissions(checks);
        addRefusals(checks);
        addRehearsals(checks);
        return checks;
    }

    private void addAdmissions(List<CheckDefinition> checks) {
        AdmissionChecks admissions = new AdmissionChecks(settings);
        checks.add(check(GOOD, "a good token is admitted", admissions::goodToken)
                .severity(Severity.CRITICAL)
                .impact("nobody can connect")
                .hint(CheckDocs.hint("see why it is refused or not judged", "good-token"))
                .build());
        checks.add(check("auth.demo-mode", "demo mode is off", admissions::demoMode)
                .severity(Severity.CRITICAL)
                .impact("everybody is admitted, with a token or without")
                .hint(CheckDocs.hint(
                        "take demoMode() out of the code and HANDCLASP_ENV out of the environment", "demo-mode"))
                .build());
        for (HandshakeCarrier carrier : settings.carriers()) {
            Check works = deadline -> admissions.carrier(carrier, deadline);
            checks.add(carrier(carrier.id(), works));
        }
        settings.firstMessage().ifPresent(sent -> {
            Check works = deadline -> admissions.firstMessage(sent, deadline);
            checks.add(carrier("first-message", works));
        });
        checks.add(check("auth.users-never-mix", "two users at once never mix", new NeverMixCheck(settings))
                .dependsOn(GOOD)
                .severity(Severity.CRITICAL)
                .impact("users act as somebody else")
                .hint(CheckDocs.hint("look for what the verifier keeps between two calls", "users-never-mix"))
                .build());
        checks.add(check("auth.samples", "good handshakes are admitted quickly", new SampledHandshakes(settings))
                .dependsOn(GOOD)
                .deadline(SAMPLING.plus(settings.authenticator().deadline()))
                .impact("users wait, or have to connect again and again")
                .hint(CheckDocs.hint("see how the auth service answers under a little load", "samples"))
                .build());
    }

    private CheckDefinition carrier(String carrier, Check works) {
        return check("auth.carrier." + carrier, "a token that comes by " + carrier + " is admitted", works)
                .dependsOn(GOOD)
                .impact("clients that carry their token so cannot connect")
                .hint(CheckDocs.hint("let the authenticator's extractor read it", "carrier"))
                .build();
    }

    private void addRefusals(List<CheckDefinition> checks) {
        for (RefusalCheck.BadToken kind : RefusalCheck.BadToken.values()) {
            CheckDefinitionBuilder refusal = check("auth." + kind.anchor, kind.title, new RefusalCheck(settings, kind))
                    .severity(Severity.CRITICAL)
                    .impact("who should stay outside gets in, or is not told why not")
                    .hint(CheckDocs.hint("see what the verifier checks", kind.anchor));
            // A judge that refuses everybody would pass all of these.
            checks.add((kind == RefusalCheck.BadToken.ABSENT ? refusal : refusal.dependsOn(GOOD)).build());
        }
    }

    private void addRehearsals(List<CheckDefinition> checks) {
        RehearsalFacts facts = new RehearsalFacts();
        BreakerChecks breakers = new BreakerChecks(settings, facts);
        String opens = "auth.breaker-opens";
        checks.add(check(
                        REHEARSAL,
                        "a copy for rehearsals judges as the original does",
                        deadline -> facts.learn(settings, deadline))
                .dependsOn(GOOD)
                .impact("nobody knows what happens when the auth service has trouble")
                .hint(CheckDocs.hint("use a verifier with a transport", "rehearsal"))
                .build());
        checks.add(rehearsed("auth.retry", "a lost call is made good", new RetryCheck(settings, facts))
                .impact("each lost packet sends a user away")
                .hint(CheckDocs.hint("let another attempt fit within the deadline", "retry"))
                .build());
        checks.add(rehearsed(opens, "the circuit breaker opens when calls fail", breakers::opens)
                .impact("a broken auth service is asked by everybody until it cannot recover")
                .hint(CheckDocs.hint("look at minimumCalls, failureRate and window", "breaker-opens"))
                .build());
        checks.add(rehearsed("auth.breaker-recovers", "the circuit breaker lets users in again", breakers::recovers)
                .dependsOn(REHEARSAL, opens)
                .impact("users stay outside although the auth service is back")
                .hint(CheckDocs.hint("look at openFor, and whether the auth service answers", "breaker-recovers"))
                .build());
        checks.add(rehearsed(
                        "auth.single-flight",
                        "handshakes with one token share one question",
                        new SingleFlightCheck(settings, facts))
                .severity(Severity.MINOR)
                .impact("a burst of reconnects asks the auth service many times over")
                .hint(CheckDocs.hint("see what the verifier sends for one token", "single-flight"))
                .build());
        checks.add(rehearsed(
                        "auth.degraded", "the degraded policy keeps its promise", new DegradedCheck(settings, facts))
                .severity(Severity.CRITICAL)
                .impact("while the auth service is away, the wrong ones get in or the right ones do not")
                .hint(CheckDocs.hint(
                        "see what judges in place of the auth service, and whether it has its keys", "degraded"))
                .build());
    }

    private CheckDefinitionBuilder rehearsed(String id, String title, Check check) {
        return check(id, title, check).dependsOn(REHEARSAL);
    }

    /** The authenticator answers by its own deadline, for each of some handshakes; beyond that there is a fault to be told of. */
    private CheckDefinitionBuilder check(String id, String title, Check check) {
        Duration deadline = settings.authenticator()
                .deadline()
                .multipliedBy(3)
                .plus(settings.patience().multipliedBy(2))
                .plus(SPARE);
        return CheckDefinition.builder(PHASE, id, check).title(title).deadline(deadline);
    }
}
