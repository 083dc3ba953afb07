package io.handclasp.websocket.verifiers;

import io.handclasp.core.Settings;
import io.handclasp.websocket.verify.RejectReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/**
 * What the claims of a good token must say. Shared by all verifiers, so that local and remote verdicts agree.
 *
 * @param issuers accepted {@code iss} values; empty accepts any, which only a remote judge may allow
 * @param audiences of which {@code aud} must hold one; empty accepts any
 * @param requiredClaims names that must be there
 * @param requiredScopes words that must all be allowed
 * @param clockSkew how far the clocks of issuer and host may differ
 * @param expiryRequired whether a token without {@code exp} is refused
 */
record ClaimRules(
        Set<String> issuers,
        Set<String> audiences,
        Set<String> requiredClaims,
        Set<String> requiredScopes,
        Duration clockSkew,
        boolean expiryRequired) {
    static final Duration DEFAULT_CLOCK_SKEW = Duration.ofSeconds(30);
    static final Duration LARGEST_CLOCK_SKEW = Duration.ofMinutes(10);

    ClaimRules {
        issuers = Set.copyOf(issuers);
        audiences = Set.copyOf(audiences);
        requiredClaims = Set.copyOf(requiredClaims);
        requiredScopes = Set.copyOf(requiredScopes);
        Settings.requireWithin("clockSkew", clockSkew, Duration.ZERO, LARGEST_CLOCK_SKEW);
    }

    /** The first rule that the claims break, in the order in which a person would look. */
    Optional<RejectReason> broken(ClaimSet claims, Instant now) {
        Optional<Instant> expiry = claims.instant("exp");
        if (expiry.isEmpty() && expiryRequired) {
            return Optional.of(RejectReason.MISSING_CLAIM);
        }
        if (expiry.isPresent() && !now.isBefore(expiry.get().plus(clockSkew))) {
            return Optional.of(RejectReason.EXPIRED);
        }
        Instant latestStart = now.plus(clockSkew);
        if (isAfter(claims.instant("nbf"), latestStart) || isAfter(claims.instant("iat"), latestStart)) {
            return Optional.of(RejectReason.NOT_YET_VALID);
        }
        if (!issuers.isEmpty() && !claims.text("iss").map(issuers::contains).orElse(false)) {
            return Optional.of(RejectReason.WRONG_ISSUER);
        }
        if (!audiences.isEmpty() && Collections.disjoint(audiences, claims.audience())) {
            return Optional.of(RejectReason.WRONG_AUDIENCE);
        }
        if (!hasAll(claims)) {
            return Optional.of(RejectReason.MISSING_CLAIM);
        }
        if (!requiredScopes.isEmpty() && !claims.scopes().containsAll(requiredScopes)) {
            return Optional.of(RejectReason.INSUFFICIENT_SCOPE);
        }
        return Optional.empty();
    }

    private boolean hasAll(ClaimSet claims) {
        for (String claim : requiredClaims) {
            if (!claims.has(claim)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAfter(Optional<Instant> instant, Instant latest) {
        return instant.isPresent() && instant.get().isAfter(latest);
    }
}
