package io.handclasp.validator.drill;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.validator.golden.Login;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Drills for an authenticator. Each run works on rehearsal copies of it ({@link WebSocketAuthenticator#rehearsal}), with circuit
 * breakers, memory and keys of their own: the one that serves users is never touched. The copies ask the real auth service, unless
 * the fault stands in the way. Immutable and safe for use by many threads, as a {@link CheckSource} the {@link #standard()} drills.
 */
public final class AuthDrills implements CheckSource {
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final Duration LONGEST_FAULT = Duration.ofMinutes(1);
    /** A fault on the transport is there at once; a handshake under way when this ends is waited for. */
    private static final Duration EFFECT_WITHIN = Duration.ofMillis(500);

    private static final Duration DETECT_WITHIN = Duration.ofSeconds(30);
    private static final double ADMITTED_WHILE_FLAPPING = 0.9;

    private final AuthDrillSettings settings;

    private AuthDrills(AuthDrillSettings settings) {
        this.settings = settings;
    }

    /**
     * Prepares drills.
     *
     * @param authenticator the host's; its verifier is one that can be rehearsed
     * @param login a good token for each user, each another one; about 30 for each drill
     * @param degradation what the host promises while nobody can judge
     * @return drills with 3 users for each look, tokens in the {@code Authorization} header, and 1 min to recover
     */
    public static AuthDrills of(WebSocketAuthenticator authenticator, Login login, Degradation degradation) {
        Objects.requireNonNull(authenticator, "authenticator");
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(degradation, "degradation");
        return new AuthDrills(new AuthDrillSettings(
                authenticator, login, degradation, AuthDrills::inHeader, 3, Duration.ofMinutes(1), List.of()));
    }

    private static HandshakeRequest inHeader(Secret token) {
        return HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token.reveal())
                .build();
    }

    /**
     * Sets how a user's handshake looks. Default: the token in the {@code Authorization} header, nothing else.
     *
     * @param request makes the handshake of a token
     * @return drills with such handshakes
     */
    public AuthDrills handshakes(Function<Secret, HandshakeRequest> request) {
        Objects.requireNonNull(request, "request");
        return new AuthDrills(new AuthDrillSettings(
                settings.authenticator(),
                settings.login(),
                settings.degradation(),
                request,
                settings.users(),
                settings.recoverWithin(),
                settings.dependsOn()));
    }

    /**
     * Sets how many users come for each look, and how long the host may take to recover. Default: 3 and 1 min.
     *
     * @param users 2 to 100
     * @param recoverWithin 1 ms to 1 h; a key that was unknown is looked for again after the refresh interval of the keys
     * @return drills with these settings
     */
    public AuthDrills sized(int users, Duration recoverWithin) {
        return new AuthDrills(new AuthDrillSettings(
                settings.authenticator(),
                settings.login(),
                settings.degradation(),
                settings.request(),
                Settings.requireRange("users", users, 2, 100),
                Settings.requireWithin("recoverWithin", recoverWithin, Duration.ofMillis(1), Duration.ofHours(1)),
                settings.dependsOn()));
    }

    /**
     * Sets the checks without which the drills say nothing. Default: none.
     *
     * @param ids the ids of checks of this phase or of an earlier one
     * @return drills that depend on them
     */
    public AuthDrills dependsOn(String... ids) {
        return new AuthDrills(new AuthDrillSettings(
                settings.authenticator(),
                settings.login(),
                settings.degradation(),
                settings.request(),
                settings.users(),
                settings.recoverWithin(),
                List.of(ids)));
    }

    /**
     * All of them: slow by 2 s, down, flapping, key-set outage, key rotation and a reconnect storm. Those that do not apply to the
     * host's verifier are skipped and say so.
     *
     * @return the drills
     */
    public List<Drill> standard() {
        return List.of(
                slowAuth(SLOW),
                authDown(TransportFaults.refused()),
                authFlapping(ADMITTED_WHILE_FLAPPING),
                keySetOutage(),
                keyRotation(),
                reconnectStorm(ReconnectStorm.standard()));
    }

    /**
     * The auth service answers late. Promised: every handshake has its answer in time, and no good token is called bad; whether users
     * are admitted depends on how late it is and on the host's policy.
     *
     * @param latency how late, 1 ms to 1 min
     * @return the drill {@code drill.slow-auth}
     */
    public Drill slowAuth(Duration latency) {
        TransportFault fault = TransportFaults.latency(latency);
        return drill(
                "drill.slow-auth",
                "a slow auth service leaves no handshake without an answer",
                () -> new OutageScenario(new AuthStage(settings), fault, OutageScenario.Kind.SLOW, 0));
    }

    /**
     * The auth service cannot judge. Promised: what the {@link Degradation} says.
     *
     * @param fault how it is away, for example {@link TransportFaults#refused()} or {@link TransportFaults#hang()}
     * @return the drill {@code drill.auth-down}
     */
    public Drill authDown(TransportFault fault) {
        Objects.requireNonNull(fault, "fault");
        return drill(
                "drill.auth-down",
                "while the auth service is away, users meet what is promised",
                () -> new OutageScenario(new AuthStage(settings), fault, OutageScenario.Kind.DOWN, 0));
    }

    /**
     * The auth service fails two calls of four. Promised: retries carry most users over it.
     *
     * @param admittedAtLeast the share of new users that is admitted all the same, 0 to 1
     * @return the drill {@code drill.auth-flapping}
     */
    public Drill authFlapping(double admittedAtLeast) {
        Settings.requireRange("admittedAtLeast", admittedAtLeast, 0.0, 1.0);
        return drill(
                "drill.auth-flapping",
                "users get in while the auth service comes and goes",
                () -> new OutageScenario(
                        new AuthStage(settings),
                        TransportFaults.flapping(TransportFaults.refused(), 2, 2),
                        OutageScenario.Kind.FLAPPING,
                        admittedAtLeast));
    }

    /**
     * The key set cannot be fetched. Promised: replicas that run go on with the keys they have; one that starts now admits nobody.
     *
     * @return the drill {@code drill.key-set-outage}
     */
    public Drill keySetOutage() {
        return drill(
                "drill.key-set-outage",
                "running replicas go on without the key set",
                () -> new KeySetScenario(new AuthStage(settings), TransportFaults.refused()));
    }

    /**
     * The key set does not hold the key of today's tokens, and then does. Promised: nobody is admitted without the key, and soon
     * after it was published users are admitted.
     *
     * @return the drill {@code drill.key-rotation}
     */
    public Drill keyRotation() {
        return drill(
                "drill.key-rotation",
                "a new key is found soon after it was published",
                () -> new KeySetScenario(new AuthStage(settings), new StaleKeys()));
    }

    /**
     * All users of a replica that has just started come back at once. Promised: what the storm says.
     *
     * @param storm how many, and what is promised
     * @return the drill {@code drill.reconnect-storm}
     */
    public Drill reconnectStorm(ReconnectStorm storm) {
        Objects.requireNonNull(storm, "storm");
        return drill(
                "drill.reconnect-storm",
                "a reconnect storm gets in without a storm on the auth service",
                () -> new StormScenario(new AuthStage(settings), storm));
    }

    private Drill drill(String id, String title, Supplier<Scenario> scenarios) {
        CheckDefinition definition = CheckDefinition.builder(
                        ValidationPhase.BUSINESS_CONTINUITY, id, deadline -> CheckOutcome.unknown("not built"))
                .title(title)
                .severity(Severity.MAJOR)
                .deadline(Duration.ofMinutes(3))
                .dependsOn(settings.dependsOn().toArray(String[]::new))
                .impact("when this happens for real, users are locked out, or let in who should not be")
                .hint("compare the resilience policy with what the drill's steps saw; see docs/drills.md")
                .build();
        return new Drill(
                new DrillSettings(definition, LONGEST_FAULT, EFFECT_WITHIN, DETECT_WITHIN, settings.recoverWithin()),
                scenarios);
    }

    @Override
    public List<CheckDefinition> checks() {
        return standard().stream().flatMap(drill -> drill.checks().stream()).toList();
    }
}
