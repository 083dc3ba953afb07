package io.handclasp.validator.checks;

import io.handclasp.core.Secret;
import io.handclasp.websocket.token.BearerToken;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The tokens that a host supplies for checks of its authentication: one that is good, and as many bad ones as it can have signed.
 * What is not supplied is left out of a run, and the report says so; forged and unsigned tokens are made out of the good one.
 * Immutable; shows no token when printed.
 *
 * <p>A supplier is asked anew for each check, and may wait for an issuer: its check's deadline bounds it by an interrupt. Use accounts
 * that exist for tests only.
 */
public final class TestTokens {
    /** What is wrong with a token, or right. */
    enum Kind {
        GOOD,
        SECOND_USER,
        EXPIRED,
        NOT_YET_VALID,
        WRONG_AUDIENCE,
        WRONG_ISSUER
    }

    private final Map<Kind, Supplier<Secret>> suppliers;

    private TestTokens(Map<Kind, Supplier<Secret>> suppliers) {
        this.suppliers = suppliers;
    }

    /**
     * Starts with a good token.
     *
     * @param good gives a token of a test user that must be admitted
     * @return tokens of that one kind
     */
    public static TestTokens of(Supplier<Secret> good) {
        return new TestTokens(Map.of()).with(Kind.GOOD, good);
    }

    /**
     * Adds a good token of another user.
     *
     * @param token gives it
     * @return the changed tokens
     */
    public TestTokens withSecondUser(Supplier<Secret> token) {
        return with(Kind.SECOND_USER, token);
    }

    /**
     * Adds a token that is good but for its {@code exp}, which has passed.
     *
     * @param token gives it
     * @return the changed tokens
     */
    public TestTokens withExpired(Supplier<Secret> token) {
        return with(Kind.EXPIRED, token);
    }

    /**
     * Adds a token that is good but for its {@code nbf}, which lies in the future.
     *
     * @param token gives it
     * @return the changed tokens
     */
    public TestTokens withNotYetValid(Supplier<Secret> token) {
        return with(Kind.NOT_YET_VALID, token);
    }

    /**
     * Adds a token that is good but for its {@code aud}, which names another service.
     *
     * @param token gives it
     * @return the changed tokens
     */
    public TestTokens withWrongAudience(Supplier<Secret> token) {
        return with(Kind.WRONG_AUDIENCE, token);
    }

    /**
     * Adds a token that is good but for its {@code iss}, which names another issuer.
     *
     * @param token gives it
     * @return the changed tokens
     */
    public TestTokens withWrongIssuer(Supplier<Secret> token) {
        return with(Kind.WRONG_ISSUER, token);
    }

    private TestTokens with(Kind kind, Supplier<Secret> token) {
        Map<Kind, Supplier<Secret>> all = new EnumMap<>(Kind.class);
        all.putAll(suppliers);
        all.put(kind, Objects.requireNonNull(token, "token"));
        return new TestTokens(Collections.unmodifiableMap(all));
    }

    BearerToken good() {
        return get(Kind.GOOD).orElseThrow();
    }

    /** Asks the host for a token; empty when it supplies none of this kind. */
    Optional<BearerToken> get(Kind kind) {
        Supplier<Secret> supplier = suppliers.get(kind);
        return supplier == null
                ? Optional.empty()
                : Optional.of(BearerToken.of(supplier.get().reveal()));
    }

    /** The kinds that are supplied. */
    @Override
    public String toString() {
        return "TestTokens" + suppliers.keySet();
    }
}
