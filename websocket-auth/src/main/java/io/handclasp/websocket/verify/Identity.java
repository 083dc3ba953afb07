package io.handclasp.websocket.verify;

import io.handclasp.core.Settings;
import io.handclasp.core.json.JsonMaps;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Whose token it was, and what it allows. Deeply immutable. {@link #toString()} names the subject and the issuer only:
 * claims may hold personal data.
 *
 * @param subject who ({@code sub})
 * @param issuer who says so ({@code iss})
 * @param audience for whom ({@code aud})
 * @param scopes what is allowed, as single words (RFC 6749, section 3.3)
 * @param tenant the subject's organisation, from the claim that the verifier was told
 * @param tokenId the token's id ({@code jti})
 * @param sessionId the login session's id ({@code sid})
 * @param issuedAt when the token was issued ({@code iat})
 * @param expiresAt when it ends ({@code exp}); empty for an opaque token whose end nobody told
 * @param claims all claims as JSON values: strings, numbers, booleans, unmodifiable lists and maps; JSON nulls left out
 */
public record Identity(
        String subject,
        Optional<String> issuer,
        Set<String> audience,
        Set<String> scopes,
        Optional<String> tenant,
        Optional<String> tokenId,
        Optional<String> sessionId,
        Optional<Instant> issuedAt,
        Optional<Instant> expiresAt,
        Map<String, Object> claims) {

    /** Copies what could be changed from outside. */
    public Identity {
        Settings.requireText("subject", subject);
        Objects.requireNonNull(issuer, "issuer");
        audience = Set.copyOf(audience);
        scopes = Set.copyOf(scopes);
        Objects.requireNonNull(tenant, "tenant");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(sessionId, "sessionId");
        Objects.requireNonNull(issuedAt, "issuedAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        claims = JsonMaps.copyOf(claims);
    }

    /**
     * Starts an identity.
     *
     * @param subject who
     * @return a builder that knows nothing else
     */
    public static Builder builder(String subject) {
        return new Builder(subject);
    }

    @Override
    public String toString() {
        return "Identity[subject=" + subject + ", issuer=" + issuer.orElse("unknown") + "]";
    }

    /** Builds an {@link Identity}. Not thread-safe. */
    public static final class Builder {
        private final String subject;
        private Optional<String> issuer = Optional.empty();
        private Set<String> audience = Set.of();
        private Set<String> scopes = Set.of();
        private Optional<String> tenant = Optional.empty();
        private Optional<String> tokenId = Optional.empty();
        private Optional<String> sessionId = Optional.empty();
        private Optional<Instant> issuedAt = Optional.empty();
        private Optional<Instant> expiresAt = Optional.empty();
        private Map<String, Object> claims = Map.of();

        private Builder(String subject) {
            this.subject = subject;
        }

        /**
         * Sets who vouches for the subject.
         *
         * @param issuer the issuer
         * @return this builder
         */
        public Builder issuer(String issuer) {
            this.issuer = Optional.of(issuer);
            return this;
        }

        /**
         * Sets for whom the token is.
         *
         * @param audience the services
         * @return this builder
         */
        public Builder audience(Collection<String> audience) {
            this.audience = Set.copyOf(audience);
            return this;
        }

        /**
         * Sets what the token allows.
         *
         * @param scopes single words
         * @return this builder
         */
        public Builder scopes(Collection<String> scopes) {
            this.scopes = Set.copyOf(scopes);
            return this;
        }

        /**
         * Sets the subject's organisation.
         *
         * @param tenant the tenant
         * @return this builder
         */
        public Builder tenant(String tenant) {
            this.tenant = Optional.of(tenant);
            return this;
        }

        /**
         * Sets the token's id.
         *
         * @param tokenId the id
         * @return this builder
         */
        public Builder tokenId(String tokenId) {
            this.tokenId = Optional.of(tokenId);
            return this;
        }

        /**
         * Sets the login session's id.
         *
         * @param sessionId the id
         * @return this builder
         */
        public Builder sessionId(String sessionId) {
            this.sessionId = Optional.of(sessionId);
            return this;
        }

        /**
         * Sets when the token was issued.
         *
         * @param issuedAt the instant
         * @return this builder
         */
        public Builder issuedAt(Instant issuedAt) {
            this.issuedAt = Optional.of(issuedAt);
            return this;
        }

        /**
         * Sets when the token ends.
         *
         * @param expiresAt the instant
         * @return this builder
         */
        public Builder expiresAt(Instant expiresAt) {
            this.expiresAt = Optional.of(expiresAt);
            return this;
        }

        /**
         * Sets all claims.
         *
         * @param claims JSON values; they are copied deeply
         * @return this builder
         */
        public Builder claims(Map<String, ?> claims) {
            this.claims = JsonMaps.copyOf(claims);
            return this;
        }

        /**
         * Builds the identity.
         *
         * @return an immutable identity
         * @throws IllegalArgumentException when the subject is blank
         */
        public Identity build() {
            return new Identity(
                    subject, issuer, audience, scopes, tenant, tokenId, sessionId, issuedAt, expiresAt, claims);
        }
    }
}
