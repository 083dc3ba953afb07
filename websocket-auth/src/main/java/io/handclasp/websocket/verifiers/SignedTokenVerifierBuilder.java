package io.handclasp.websocket.verifiers;

import io.handclasp.core.Settings;
import io.handclasp.websocket.token.BearerToken;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the verifiers of signed tokens (RFC 7519) have in common. Not thread-safe.
 *
 * <p>An issuer and an audience must be set: without them a token that was issued for another service would be accepted
 * (RFC 8725, section 3.9).
 *
 * @param <B> the builder itself
 */
public abstract class SignedTokenVerifierBuilder<B extends SignedTokenVerifierBuilder<B>>
        extends ClaimsVerifierBuilder<B> {
    private static final String PREFIX = "application/";

    private Set<String> issuers = Set.of();
    private Set<String> types = Set.of();
    private int maxTokenLength = BearerToken.MAX_LENGTH;

    SignedTokenVerifierBuilder() {}

    /**
     * Accepts tokens of this issuer only.
     *
     * @param issuer the {@code iss} value
     * @return this builder
     * @throws IllegalArgumentException when it is blank
     */
    public B issuer(String issuer) {
        this.issuers = Set.of(Settings.requireText("issuer", issuer));
        return self();
    }

    /**
     * Accepts tokens of these types only. Default: any but those of signed statements, such as {@code logout+jwt}. {@code at+jwt}
     * tells access tokens from ID tokens of the same issuer (RFC 9068, section 2.1).
     *
     * @param types {@code typ} values, with or without {@code application/}; case does not matter
     * @return this builder
     * @throws IllegalArgumentException when one is blank
     */
    public B types(String... types) {
        this.types = Words.texts("types", types).stream()
                .map(type -> type.toLowerCase(Locale.ROOT))
                .map(type -> type.startsWith(PREFIX) ? type.substring(PREFIX.length()) : type)
                .collect(Collectors.toUnmodifiableSet());
        return self();
    }

    /**
     * The longest token that is looked at. Default: {@value BearerToken#MAX_LENGTH} characters.
     *
     * @param maxTokenLength 64 to {@value BearerToken#MAX_LENGTH} characters
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public B maxTokenLength(int maxTokenLength) {
        this.maxTokenLength = Settings.requireRange("maxTokenLength", maxTokenLength, 64, BearerToken.MAX_LENGTH);
        return self();
    }

    final TokenRules rules(Set<String> algorithms) {
        return new TokenRules(
                new HeaderRules(algorithms, types), strictRules(issuers), maxTokenLength, true, tenantClaim());
    }

    /** The rules for what is no token: it need not expire, and need not be about a subject. */
    final TokenRules statementRules(Set<String> algorithms) {
        Set<String> accepted = types.isEmpty() ? StatementVerifier.TYPES : types;
        return new TokenRules(
                new HeaderRules(algorithms, accepted),
                statementRules(issuers, StatementVerifier.CLAIMS),
                maxTokenLength,
                false,
                null);
    }
}
