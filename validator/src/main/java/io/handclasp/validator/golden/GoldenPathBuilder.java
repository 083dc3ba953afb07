package io.handclasp.validator.golden;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckDefinitionBuilder;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Makes a {@link GoldenPath}. Not safe for use by many threads. */
public final class GoldenPathBuilder {
    /** The share of journeys that must come to their end unless the host says something else: 99.5 %. */
    public static final double STANDARD_TARGET = 0.995;

    private static final int MAX_STEPS = 100;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final CheckDefinitionBuilder check;
    private final URI uri;
    private final HttpClient client;
    private final Login login;
    private final List<Step> steps = new ArrayList<>();
    private final List<EventMatcher> ignored = new ArrayList<>();
    private final List<String> subprotocols = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private TokenCarrier carrier = TokenCarrier.AUTHORIZATION_HEADER;
    private Duration loginWithin = Duration.ofSeconds(10);
    private Duration connectWithin = Duration.ofSeconds(10);
    private Duration closeWithin = Duration.ofSeconds(5);
    private int runs = 1;
    private int concurrency = 8;
    private Optional<Executor> executor = Optional.empty();
    private double target = STANDARD_TARGET;
    private boolean targetRequired;

    GoldenPathBuilder(String id, URI uri, HttpClient client, Login login) {
        this.check = CheckDefinition.builder(
                        ValidationPhase.GOLDEN_PATH, id, deadline -> CheckOutcome.unknown("not built"))
                .severity(Severity.CRITICAL)
                .deadline(Duration.ofMinutes(4))
                .impact("users cannot do what they come for")
                .hint("the step that is named failed first; see docs/golden-path.md");
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("wss") || scheme.equals("ws")) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("uri was " + Redaction.safeUri(uri)
                    + ", must be a wss or ws address with a host and without user info");
        }
        this.uri = uri;
        this.client = Objects.requireNonNull(client, "client");
        this.login = Objects.requireNonNull(login, "login");
    }

    /**
     * Sets what the check shows when it passes. Default: its id.
     *
     * @param title one line, for example {@code a user gets an answer}
     * @return this builder
     */
    public GoldenPathBuilder title(String title) {
        check.title(title);
        return this;
    }

    /**
     * Sets the checks without which this one says nothing. Default: none.
     *
     * @param ids the ids of checks of this phase or of an earlier one
     * @return this builder
     */
    public GoldenPathBuilder dependsOn(String... ids) {
        check.dependsOn(ids);
        return this;
    }

    /**
     * Sets what its failure does to the verdict. Default: {@link Severity#CRITICAL}.
     *
     * @param severity the severity
     * @return this builder
     */
    public GoldenPathBuilder severity(Severity severity) {
        check.severity(severity);
        return this;
    }

    /**
     * Sets how long all journeys together may take. Default: 4 min.
     *
     * @param deadline 1 ms to 1 h
     * @return this builder
     */
    public GoldenPathBuilder deadline(Duration deadline) {
        check.deadline(deadline);
        return this;
    }

    /**
     * Sets how the client brings its token. Default: {@link TokenCarrier#AUTHORIZATION_HEADER}.
     *
     * @param carrier the carrier
     * @return this builder
     */
    public GoldenPathBuilder carrier(TokenCarrier carrier) {
        this.carrier = Objects.requireNonNull(carrier, "carrier");
        return this;
    }

    /**
     * Offers subprotocols beside what carries the token. Default: none.
     *
     * @param names the names, in the order of preference
     * @return this builder
     */
    public GoldenPathBuilder subprotocols(String... names) {
        subprotocols.addAll(List.of(names));
        return this;
    }

    /**
     * Sends a header with the handshake, for example {@code Origin}. Default: none.
     *
     * @param name its name
     * @param value its value
     * @return this builder
     */
    public GoldenPathBuilder header(String name, String value) {
        headers.put(Settings.requireText("name", name), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Sets how long the login, the handshake and the close may take. Default: 10 s, 10 s and 5 s.
     *
     * @param loginWithin until the token is there, 1 ms to 10 min
     * @param connectWithin until the connection stands, 1 ms to 10 min
     * @param closeWithin until the server has answered the close, 1 ms to 10 min
     * @return this builder
     */
    public GoldenPathBuilder within(Duration loginWithin, Duration connectWithin, Duration closeWithin) {
        this.loginWithin = Settings.requireWithin("loginWithin", loginWithin, SHORTEST, LONGEST);
        this.connectWithin = Settings.requireWithin("connectWithin", connectWithin, SHORTEST, LONGEST);
        this.closeWithin = Settings.requireWithin("closeWithin", closeWithin, SHORTEST, LONGEST);
        return this;
    }

    /**
     * Adds a step: the client sends a text.
     *
     * @param name the name of the step in reports, another one for each
     * @param text the whole message
     * @return this builder
     */
    public GoldenPathBuilder send(String name, String text) {
        Objects.requireNonNull(text, "text");
        return answer(name, received -> text);
    }

    /**
     * Adds a step: the client sends a text that rests on what the server sent.
     *
     * @param name the name of the step in reports, another one for each
     * @param text makes the message from the messages so far, by the names of the steps that expected them
     * @return this builder
     */
    public GoldenPathBuilder answer(String name, Function<Map<String, String>, String> text) {
        return add(new Step.Send(name, Duration.ofSeconds(10), Objects.requireNonNull(text, "text")));
    }

    /**
     * Adds a step: the next message must be this one. Messages that come while other steps go on wait for their turn.
     *
     * @param name the name of the step in reports, another one for each
     * @param within how long it may take to come, 1 ms to 10 min
     * @param matcher which message it is
     * @return this builder
     */
    public GoldenPathBuilder expect(String name, Duration within, EventMatcher matcher) {
        Settings.requireWithin("within of " + name, within, SHORTEST, LONGEST);
        return add(new Step.Expect(name, within, Objects.requireNonNull(matcher, "matcher")));
    }

    /**
     * Lets messages come at any time without being judged, for example heartbeats. Default: none.
     *
     * @param matcher which messages
     * @return this builder
     */
    public GoldenPathBuilder ignore(EventMatcher matcher) {
        ignored.add(Objects.requireNonNull(matcher, "matcher"));
        return this;
    }

    private GoldenPathBuilder add(Step step) {
        Settings.requireText("name", step.name());
        if (steps.stream().anyMatch(other -> other.name().equals(step.name()))) {
            throw new IllegalArgumentException(
                    "two steps have the name " + step.name() + ", must be one for each name");
        }
        Settings.requireRange("steps (their number)", steps.size() + 1, 1, MAX_STEPS);
        steps.add(step);
        return this;
    }

    /**
     * Sets how many journeys there are. Default: 1, which shows that the path can be gone and nothing about a rate: a perfect
     * record needs 765 for 99.5 %.
     *
     * @param runs 1 to 100,000
     * @return this builder
     */
    public GoldenPathBuilder runs(int runs) {
        this.runs = Settings.requireRange("runs", runs, 1, 100_000);
        return this;
    }

    /**
     * Lets journeys go side by side, each on a thread of the host's executor, which stays the host's. Default: one after another on
     * the thread that runs the check.
     *
     * @param executor runs tasks on other threads; not the one that the validator runs its checks on, unless it has threads to spare
     * @param concurrency how many at once at most, 1 to 1000
     * @return this builder
     */
    public GoldenPathBuilder sideBySide(Executor executor, int concurrency) {
        this.executor = Optional.of(executor);
        this.concurrency = Settings.requireRange("concurrency", concurrency, 1, 1_000);
        return this;
    }

    /**
     * Sets the share of journeys that must come to their end. Default: {@value #STANDARD_TARGET}, not required.
     *
     * @param target above 0 and below 1
     * @param required whether too few journeys to tell keep the check from passing with a warning
     * @return this builder
     */
    public GoldenPathBuilder target(double target, boolean required) {
        this.target = Settings.requireRange("target", target, 0.000_001, 0.999_999);
        this.targetRequired = required;
        return this;
    }

    /**
     * Makes the golden path.
     *
     * @return the golden path
     * @throws IllegalStateException when no step expects a message: such a journey would show nothing
     */
    public GoldenPath build() {
        if (steps.stream().noneMatch(Step.Expect.class::isInstance)) {
            throw new IllegalStateException("steps expected no message, must be at least one expect(…)");
        }
        return new GoldenPath(new GoldenPathSettings(
                check.build(),
                new Dialling(uri, client, carrier, List.copyOf(subprotocols), Map.copyOf(headers)),
                login,
                loginWithin,
                connectWithin,
                List.copyOf(steps),
                List.copyOf(ignored),
                closeWithin,
                runs,
                concurrency,
                executor,
                target,
                targetRequired));
    }
}
