package io.handclasp.probes.auth;

import io.handclasp.core.Secret;
import io.handclasp.probes.Probe;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes probes that send a synthetic token through the host's verifier: a good one must be accepted and a forged one
 * refused. A service that says yes to everything is DOWN, and so is one that says no to everything. Not thread-safe; the
 * probes are.
 */
public final class AuthTokenProbeBuilder {
    private final TokenJudge judge;
    private final Supplier<Secret> token;
    private Optional<Supplier<Secret>> forged = Optional.empty();

    private AuthTokenProbeBuilder(TokenJudge judge, Supplier<Secret> token) {
        this.judge = judge;
        this.token = token;
    }

    /**
     * Starts with the judge and a good token.
     *
     * @param judge the host's verifier, without its cache
     * @param token gives a good token of a test account without rights; asked at each run
     * @return the builder
     */
    public static AuthTokenProbeBuilder of(TokenJudge judge, Supplier<Secret> token) {
        return new AuthTokenProbeBuilder(
                Objects.requireNonNull(judge, "judge"), Objects.requireNonNull(token, "token"));
    }

    /**
     * Sets the forged token. Default: the good one with another signature when it is a signed JSON Web Token, else a random
     * text of its length.
     *
     * @param forged gives a token that must be refused
     * @return this builder
     */
    public AuthTokenProbeBuilder forged(Supplier<Secret> forged) {
        this.forged = Optional.of(forged);
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     */
    public Probe build() {
        return new AuthTokenProbe(judge, token, forged);
    }
}
