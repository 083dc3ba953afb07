package io.handclasp.websocket.verifiers;

import io.handclasp.core.Settings;
import io.handclasp.core.time.TimeSource;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What all verifiers that read claims have in common: what the claims of a good token must say. Not thread-safe.
 *
 * @param <B> the builder itself
 */
public abstract class ClaimsVerifierBuilder<B extends ClaimsVerifierBuilder<B>> {
    private Set<String> audiences = Set.of();
    private Set<String> requiredClaims = Set.of();
    private Set<String> requiredScopes = Set.of();
    private Duration clockSkew = ClaimRules.DEFAULT_CLOCK_SKEW;
    private @Nullable String tenantClaim;
    private TimeSource timeSource = TimeSource.system();

    ClaimsVerifierBuilder() {}

    abstract B self();

    /**
     * Accepts tokens for one of these audiences only. Local verification demands at least one; introspection accepts by
     * default what the authorization server calls active.
     *
     * @param audiences the accepted {@code aud} values
     * @return this builder
     * @throws IllegalArgumentException when one is blank
     */
    public B audiences(String... audiences) {
        this.audiences = Words.texts("audiences", audiences);
        return self();
    }

    /**
     * Demands claims beside those that are always demanded. Default: none.
     *
     * @param claims names of claims that must be there
     * @return this builder
     * @throws IllegalArgumentException when one is blank
     */
    public B requiredClaims(String... claims) {
        this.requiredClaims = Words.texts("requiredClaims", claims);
        return self();
    }

    /**
     * Demands scopes. Default: none. A good token without them is answered with 403.
     *
     * @param scopes words that must all be allowed
     * @return this builder
     * @throws IllegalArgumentException when one is no single word
     */
    public B requiredScopes(String... scopes) {
        this.requiredScopes = Words.scopes("requiredScopes", scopes);
        return self();
    }

    /**
     * How far the clocks of the auth service and of this host may differ. Default: 30 s.
     *
     * @param clockSkew 0 to 10 minutes
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public B clockSkew(Duration clockSkew) {
        this.clockSkew = Settings.requireWithin("clockSkew", clockSkew, Duration.ZERO, ClaimRules.LARGEST_CLOCK_SKEW);
        return self();
    }

    /**
     * Names the claim that holds the subject's organisation. Default: none, so identities have no tenant.
     *
     * @param claim the claim's name
     * @return this builder
     * @throws IllegalArgumentException when it is blank
     */
    public B tenantClaim(String claim) {
        this.tenantClaim = Settings.requireText("tenantClaim", claim);
        return self();
    }

    /**
     * Sets the clock. Default: the system's.
     *
     * @param timeSource tells the wall time for claims and the monotonic time for the age of keys
     * @return this builder
     */
    public B timeSource(TimeSource timeSource) {
        this.timeSource = Objects.requireNonNull(timeSource, "timeSource");
        return self();
    }

    final TimeSource timeSource() {
        return timeSource;
    }

    final @Nullable String tenantClaim() {
        return tenantClaim;
    }

    /** The rules for a remote judge, who may be trusted to have looked at issuer, audience and expiry itself. */
    final ClaimRules lenientRules(Set<String> issuers) {
        return new ClaimRules(issuers, audiences, requiredClaims, requiredScopes, clockSkew, false);
    }

    /** The rules for local verification. */
    final ClaimRules strictRules(Set<String> issuers) {
        requireSome("issuer", issuers);
        requireSome("audiences", audiences);
        return new ClaimRules(issuers, audiences, requiredClaims, requiredScopes, clockSkew, true);
    }

    /** The rules for signed statements: as for tokens, but that they need not expire. */
    final ClaimRules statementRules(Set<String> issuers, Set<String> always) {
        requireSome("issuer", issuers);
        requireSome("audiences", audiences);
        Set<String> required = new HashSet<>(requiredClaims);
        required.addAll(always);
        return new ClaimRules(issuers, audiences, required, requiredScopes, clockSkew, false);
    }

    private static void requireSome(String setting, Set<String> values) {
        if (values.isEmpty()) {
            throw new IllegalStateException(
                    setting + " was not set: a token for another service would be accepted (RFC 8725, section 3.9)");
        }
    }
}
