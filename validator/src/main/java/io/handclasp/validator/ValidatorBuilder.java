package io.handclasp.validator;

import io.handclasp.core.Settings;
import io.handclasp.core.concurrent.Listeners;
import io.handclasp.core.time.TimeSource;
import io.handclasp.drift.detect.DriftDetector;
import io.handclasp.probes.monitor.HealthMonitor;
import io.handclasp.validator.checks.AuthenticationChecks;
import io.handclasp.validator.checks.HealthChecks;
import io.handclasp.validator.checks.IntegrationChecks;
import io.handclasp.validator.checks.PrivatePath;
import io.handclasp.validator.checks.PrivatePathChecks;
import io.handclasp.validator.checks.ServiceCall;
import io.handclasp.validator.checks.TestTokens;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Objective;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.websocket.WebSocketAuthenticator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** Makes a {@link Validator}. Not safe for use by many threads. */
public final class ValidatorBuilder {
    /** How long a run may take unless the host says something else: 15 min. */
    public static final Duration STANDARD_DEADLINE = Duration.ofMinutes(15);

    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);

    private String title = "validation";
    private final List<CheckSource> sources = new ArrayList<>();
    private final List<Objective> objectives = new ArrayList<>();
    private final List<ValidationListener> listeners = new ArrayList<>();
    private final Map<ValidationPhase, PhasePolicy> policies = new EnumMap<>(ValidationPhase.class);
    private boolean objectivesRequired;
    private Duration deadline = STANDARD_DEADLINE;
    private Optional<Executor> executor = Optional.empty();
    private TimeSource timeSource = TimeSource.system();

    ValidatorBuilder() {}

    /**
     * Sets what is validated, as it stands in reports. Default: {@code validation}.
     *
     * @param title one line with no secret in it
     * @return this builder
     * @throws IllegalArgumentException when it is blank
     */
    public ValidatorBuilder title(String title) {
        this.title = Settings.requireText("title", title);
        return this;
    }

    /**
     * Adds a check of the host's own, with the defaults of {@link CheckDefinition#builder}.
     *
     * @param phase the phase that it belongs to
     * @param id its name
     * @param check the check
     * @return this builder
     * @throws IllegalArgumentException when the id does not follow the grammar
     */
    public ValidatorBuilder check(ValidationPhase phase, String id, Check check) {
        return check(CheckDefinition.builder(phase, id, check).build());
    }

    /**
     * Adds a check of the host's own.
     *
     * @param definition the check
     * @return this builder
     */
    public ValidatorBuilder check(CheckDefinition definition) {
        List<CheckDefinition> one = List.of(definition);
        return checks(() -> one);
    }

    /**
     * Adds checks that belong together.
     *
     * @param source makes them, once when this validator is built and once for each run
     * @return this builder
     */
    public ValidatorBuilder checks(CheckSource source) {
        sources.add(Objects.requireNonNull(source, "source"));
        return this;
    }

    /**
     * Adds {@link HealthChecks} over the host's probes.
     *
     * @param monitor the host's monitor
     * @return this builder
     */
    public ValidatorBuilder health(HealthMonitor monitor) {
        return checks(HealthChecks.of(monitor));
    }

    /**
     * Adds {@link PrivatePathChecks}.
     *
     * @param paths where services of the private network are
     * @return this builder
     * @throws IllegalArgumentException when there is no path, or two have one id
     */
    public ValidatorBuilder privatePaths(PrivatePath... paths) {
        return checks(PrivatePathChecks.of(paths));
    }

    /**
     * Adds {@link AuthenticationChecks} with their defaults; {@link AuthenticationChecks#builder} sets others.
     *
     * @param authenticator the host's authenticator
     * @param tokens what the host supplies
     * @return this builder
     * @throws IllegalStateException when nobody knows how tokens are carried
     */
    public ValidatorBuilder authentication(WebSocketAuthenticator authenticator, TestTokens tokens) {
        return checks(AuthenticationChecks.of(authenticator, tokens));
    }

    /**
     * Adds {@link IntegrationChecks} of drift and of calls; {@link IntegrationChecks#builder} adds clocks and key sets.
     *
     * @param detector compares what is configured with what should be
     * @param calls the calls to other services
     * @return this builder
     * @throws IllegalArgumentException when two calls have one id
     */
    public ValidatorBuilder integration(DriftDetector detector, ServiceCall... calls) {
        return checks(IntegrationChecks.of(detector, calls));
    }

    /**
     * Adds a target that the measurements are held against. Default: none.
     *
     * @param objective the objective
     * @return this builder
     */
    public ValidatorBuilder objective(Objective objective) {
        objectives.add(Objects.requireNonNull(objective, "objective"));
        return this;
    }

    /**
     * Adds targets that the measurements are held against, for example those of
     * {@link io.handclasp.validator.model.Objectives#standard()}. Default: none.
     *
     * @param more the objectives
     * @return this builder
     */
    public ValidatorBuilder objectives(List<Objective> more) {
        more.forEach(this::objective);
        return this;
    }

    /**
     * Sets whether an objective with too little data keeps the run from passing. Default: false; it is then a warning. A missed
     * objective fails the run in any case.
     *
     * @param required whether it is required
     * @return this builder
     */
    public ValidatorBuilder objectivesRequired(boolean required) {
        this.objectivesRequired = required;
        return this;
    }

    /**
     * Sets how long a run may take. Default: {@link #STANDARD_DEADLINE}.
     *
     * @param deadline 1 ms to 24 h
     * @return this builder
     * @throws IllegalArgumentException when it is out of bounds
     */
    public ValidatorBuilder deadline(Duration deadline) {
        this.deadline = Settings.requireWithin("deadline", deadline, SHORTEST, LONGEST);
        return this;
    }

    /**
     * Sets how a phase runs. Default: {@link PhasePolicy#standard}.
     *
     * @param phase the phase
     * @param policy its deadline, concurrency and answer to a failure
     * @return this builder
     */
    public ValidatorBuilder policy(ValidationPhase phase, PhasePolicy policy) {
        policies.put(Objects.requireNonNull(phase, "phase"), Objects.requireNonNull(policy, "policy"));
        return this;
    }

    /**
     * Lets phases stop at their first failure; the rest of their policies stays. Default: none does.
     *
     * @param phases the phases
     * @return this builder
     */
    public ValidatorBuilder failFast(ValidationPhase... phases) {
        for (ValidationPhase phase : phases) {
            policies.put(
                    phase,
                    policies.getOrDefault(phase, PhasePolicy.standard(phase)).withFailFast(true));
        }
        return this;
    }

    /**
     * Sets the executor that the checks run on. It stays the host's and is never shut down here; it must run tasks on other threads
     * and not block in {@code execute}, and a hung check keeps one of its threads.
     *
     * <p>Default: none. The checks then run one after another on the thread that calls {@code run}. A thread of the validator's own
     * interrupts one that hangs, and has ended when {@code run} returns; a check that does not heed the interrupt holds up the run
     * until it ends by itself, and has timed out all the same.
     *
     * @param executor the executor
     * @return this builder
     */
    public ValidatorBuilder executor(Executor executor) {
        this.executor = Optional.of(executor);
        return this;
    }

    /**
     * Adds a listener that hears how each run goes. Default: none.
     *
     * @param listener the listener
     * @return this builder
     */
    public ValidatorBuilder listener(ValidationListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets the clocks. Default: those of the machine.
     *
     * @param timeSource the clocks
     * @return this builder
     */
    public ValidatorBuilder timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return this;
    }

    /**
     * Makes the validator.
     *
     * @return the validator
     * @throws IllegalStateException when there is no check
     * @throws IllegalArgumentException when two checks or two objectives have one id, or when dependencies are unknown, of a later
     *     phase, or lead in a circle
     */
    public Validator build() {
        List<CheckDefinition> definitions =
                sources.stream().flatMap(source -> source.checks().stream()).toList();
        Set<String> ids = new HashSet<>();
        for (Objective objective : objectives) {
            if (!ids.add(objective.id())) {
                throw new IllegalArgumentException(
                        "two objectives have the id " + objective.id() + ", must be one for each id");
            }
        }
        return new Validator(new ValidatorSettings(
                title,
                CheckPlan.of(definitions),
                List.copyOf(sources),
                List.copyOf(objectives),
                objectivesRequired,
                deadline,
                Map.copyOf(policies),
                executor,
                Listeners.of(Validator.class, listeners),
                timeSource));
    }
}
