package io.handclasp.validator.checks;

import io.handclasp.core.Settings;
import io.handclasp.drift.Environment;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Makes the checks of an authenticator. Not safe for use by many threads. */
public final class AuthenticationChecksBuilder {
    private static final int MOST_CARRIERS = 50;

    private final WebSocketAuthenticator authenticator;
    private final TestTokens tokens;
    private Optional<List<HandshakeCarrier>> carriers = Optional.empty();
    private Optional<AuthCheckSettings.FirstMessage> firstMessage = Optional.empty();
    private UnaryOperator<HandshakeRequest.Builder> handshake = request -> request;
    private int samples = AuthenticationChecks.STANDARD_SAMPLES;
    private Duration patience = AuthenticationChecks.STANDARD_PATIENCE;
    private Environment environment = Environment.PRODUCTION;

    AuthenticationChecksBuilder(WebSocketAuthenticator authenticator, TestTokens tokens) {
        this.authenticator = Objects.requireNonNull(authenticator, "authenticator");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
    }

    /**
     * Sets by which ways clients carry their tokens: each must work. The first one carries the tokens of all other checks. Default:
     * the {@code Authorization} header and the standard subprotocols, as far as the authenticator's extractor reads them.
     *
     * @param carriers the carriers; at least one
     * @return this builder
     * @throws IllegalArgumentException when there is none, or two have one id
     */
    public AuthenticationChecksBuilder carriers(HandshakeCarrier... carriers) {
        Settings.requireRange("carriers (their number)", carriers.length, 1, MOST_CARRIERS);
        Set<String> ids = new HashSet<>();
        for (HandshakeCarrier carrier : carriers) {
            if (!ids.add(carrier.id())) {
                throw new IllegalArgumentException("carriers held " + carrier.id() + " twice, must hold each id once");
            }
        }
        this.carriers = Optional.of(List.of(carriers));
        return this;
    }

    /**
     * Says that clients may send their token as the first message. Default: they may not.
     *
     * @param policy how the host reads it
     * @param message makes the message that holds a token
     * @return this builder
     */
    public AuthenticationChecksBuilder firstMessage(FirstMessagePolicy policy, Function<BearerToken, String> message) {
        this.firstMessage = Optional.of(new AuthCheckSettings.FirstMessage(policy, message));
        return this;
    }

    /**
     * Sets what a handshake of a client looks like but for its token, for example its path, {@code Host} and {@code Origin}. Default:
     * a bare one.
     *
     * @param handshake changes the handshake that is about to be made
     * @return this builder
     */
    public AuthenticationChecksBuilder handshake(UnaryOperator<HandshakeRequest.Builder> handshake) {
        this.handshake = Objects.requireNonNull(handshake, "handshake");
        return this;
    }

    /**
     * Sets how many good handshakes are judged to learn latency and rate of success. Each is a call to an auth service that judges
     * each token. Default: {@value AuthenticationChecks#STANDARD_SAMPLES}, since it takes 381 without a failure to show 99 %.
     *
     * @param samples 1 to 10,000
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public AuthenticationChecksBuilder samples(int samples) {
        this.samples = Settings.requireRange("samples", samples, 1, 10_000);
        return this;
    }

    /**
     * Sets how long one check may wait for a time of the authenticator's own policy to pass: until an open circuit breaker tries again,
     * until a remembered verdict is stale. What takes longer is skipped, and says so. Default: 5 s.
     *
     * @param patience 0 to 5 min
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public AuthenticationChecksBuilder patience(Duration patience) {
        this.patience = Settings.requireWithin("patience", patience, Duration.ZERO, Duration.ofMinutes(5));
        return this;
    }

    /**
     * Sets which environment is looked at: demo mode is a failure except in development, where it is a warning. Default:
     * {@link Environment#PRODUCTION}.
     *
     * @param environment which
     * @return this builder
     */
    public AuthenticationChecksBuilder environment(Environment environment) {
        this.environment = Objects.requireNonNull(environment, "environment");
        return this;
    }

    /**
     * Makes the checks.
     *
     * @return the checks; safe for use by many threads
     * @throws IllegalStateException when no carriers were set and the extractor reads none of the standard ones
     */
    public CheckSource build() {
        List<HandshakeCarrier> known =
                carriers.orElseGet(() -> HandshakeCarriers.readBy(authenticator.extractor(), handshake));
        if (known.isEmpty()) {
            throw new IllegalStateException(
                    "carriers were not set, and the extractor reads none of the standard ones: must be set");
        }
        return new AuthenticationChecks(new AuthCheckSettings(
                authenticator, tokens, known, firstMessage, handshake, samples, patience, environment));
    }
}
