package io.handclasp.validator.checks;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.probes.Probe;
import io.handclasp.probes.auth.JwksProbeBuilder;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckDefinitionBuilder;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.transport.VerifierTransports;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Makes the checks of a host's integration. Not safe for use by many threads. */
public final class IntegrationChecksBuilder {
    /** How far this host's clock may be from the auth service's unless the host says something else: 30 s, which verifiers forgive. */
    public static final Duration STANDARD_MAX_SKEW = Duration.ofSeconds(30);

    private static final ValidationPhase PHASE = ValidationPhase.SERVICE_INTEGRATION;
    /** A detector reads its sources side by side, each within a deadline of its own. */
    private static final Duration DRIFT_DEADLINE = Duration.ofMinutes(1);

    private static final Duration SPARE = Duration.ofSeconds(5);

    private final Map<String, CheckDefinition> checks = new LinkedHashMap<>();

    IntegrationChecksBuilder() {}

    /**
     * Adds {@code integration.drift}: what is configured against what should be. A critical difference fails, what could not be
     * checked is unknown, any other difference is a warning.
     *
     * @param detector compares them; its sources are read when the check runs
     * @return this builder
     * @throws IllegalArgumentException when there is one already
     */
    public IntegrationChecksBuilder drift(DriftDetector detector) {
        Objects.requireNonNull(detector, "detector");
        return add(check("integration.drift", "the configuration is as it should be", new DriftCheck(detector))
                .severity(Severity.CRITICAL)
                .deadline(DRIFT_DEADLINE)
                .impact("the host runs with settings that nobody has meant it to have")
                .hint(CheckDocs.hint("mend what differs, the critical ones first", "drift"))
                .build());
    }

    /**
     * Adds {@code service.<id>}: a call to another service, as this host makes it.
     *
     * @param call the call
     * @return this builder
     * @throws IllegalArgumentException when there is one of its id already
     */
    public IntegrationChecksBuilder serviceCall(ServiceCall call) {
        return add(check("service." + call.id(), call.id() + " answers this host", new ServiceCallCheck(call))
                .deadline(call.deadline().multipliedBy(3).plus(SPARE))
                .impact("what this host needs that service for does not work")
                .hint(CheckDocs.hint("see whether the service runs and can be reached", "service-call"))
                .build());
    }

    /**
     * Adds {@code clock.skew}: this host's clock against the auth service's, with {@link #STANDARD_MAX_SKEW}.
     *
     * @param authService what is fetched by GET; any answer will do
     * @param client the host's HTTP client; it must not follow redirects
     * @return this builder
     * @throws IllegalArgumentException when one of them cannot be used, or there is one already
     */
    public IntegrationChecksBuilder clockSkew(URI authService, HttpClient client) {
        return clockSkew(authService, client, STANDARD_MAX_SKEW);
    }

    /**
     * Adds {@code clock.skew} with another bound.
     *
     * @param authService what is fetched by GET; any answer will do
     * @param client the host's HTTP client; it must not follow redirects
     * @param maxSkew how far the clocks may be apart, 1 s to 10 min; best what the verifier forgives
     * @return this builder
     * @throws IllegalArgumentException when one of them cannot be used, or there is one already
     */
    public IntegrationChecksBuilder clockSkew(URI authService, HttpClient client, Duration maxSkew) {
        Settings.requireWithin("maxSkew", maxSkew, Duration.ofSeconds(1), Duration.ofMinutes(10));
        ClockSkewCheck skew = new ClockSkewCheck(
                HttpCalls.requireHttp("authService", authService), VerifierTransports.http(client), maxSkew);
        return add(check("clock.skew", "this host's clock agrees with the auth service's", skew)
                .impact("good tokens are refused as expired or not valid yet, or bad ones are admitted")
                .hint(CheckDocs.hint("let both hosts keep their clocks by NTP", "clock-skew"))
                .build());
    }

    /**
     * Adds {@code keys.<id>}: the key set that tokens are verified with is there, and no cache on the way serves an old one.
     *
     * @param id names it in the id of its check
     * @param keySet where the key set is
     * @param maxAge how old a cached one may be
     * @return this builder
     * @throws IllegalArgumentException when one of them cannot be used, or there is one of this id already
     */
    public IntegrationChecksBuilder keySet(String id, URI keySet, Duration maxAge) {
        return keySet(id, Probes.jwks(keySet).maxAge(maxAge));
    }

    /**
     * Adds {@code keys.<id>} as {@link #keySet(String, URI, Duration)} does, and demands that a token which was issued just now
     * verifies with the set: a rotated key must have reached it.
     *
     * @param id names it in the id of its check
     * @param keySet where the key set is
     * @param maxAge how old a cached one may be
     * @param freshToken gives a signed token of a test user, issued anew
     * @return this builder
     * @throws IllegalArgumentException when one of them cannot be used, or there is one of this id already
     */
    public IntegrationChecksBuilder keySet(String id, URI keySet, Duration maxAge, Supplier<Secret> freshToken) {
        return keySet(id, Probes.jwks(keySet).maxAge(maxAge).sample(freshToken));
    }

    private IntegrationChecksBuilder keySet(String id, JwksProbeBuilder keySet) {
        Probe probe = keySet.build();
        return add(check(
                        "keys." + id,
                        "the key set is there and fresh",
                        deadline -> ProbeAnswers.of(probe.check(deadline)))
                .severity(Severity.CRITICAL)
                .impact("tokens that were signed with a new key are refused")
                .hint(CheckDocs.hint("see what the issuer publishes, and what caches on the way do", "key-set"))
                .build());
    }

    private static CheckDefinitionBuilder check(String id, String title, Check check) {
        return CheckDefinition.builder(PHASE, id, check).title(title);
    }

    private IntegrationChecksBuilder add(CheckDefinition definition) {
        if (checks.putIfAbsent(definition.id(), definition) != null) {
            throw new IllegalArgumentException(definition.id() + " was added twice, must be added once");
        }
        return this;
    }

    /**
     * Makes the checks.
     *
     * @return the checks; safe for use by many threads
     * @throws IllegalStateException when there is none
     */
    public CheckSource build() {
        if (checks.isEmpty()) {
            throw new IllegalStateException("checks were none, must be at least one");
        }
        return new IntegrationChecks(List.copyOf(checks.values()));
    }
}
