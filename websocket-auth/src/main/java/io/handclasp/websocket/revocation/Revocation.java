package io.handclasp.websocket.revocation;

import io.handclasp.core.Settings;
import io.handclasp.websocket.verify.Identity;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Something that is no longer admitted although its tokens have not expired. Immutable. Ids are an issuer's own: a revocation
 * that names an issuer does not touch the tokens of another; one that names none holds for all.
 */
public sealed interface Revocation {

    /**
     * Whose ids these are.
     *
     * @return the {@code iss} value; empty for any issuer
     */
    Optional<String> issuer();

    /**
     * Tells whether an identity is meant.
     *
     * @param identity the identity of a token
     * @return true when its token must not be admitted
     */
    boolean covers(Identity identity);

    /**
     * One token.
     *
     * @param issuer whose token, empty for any issuer
     * @param tokenId its {@code jti}
     */
    record OfToken(Optional<String> issuer, String tokenId) implements Revocation {
        /** Refuses a blank id. */
        public OfToken {
            Objects.requireNonNull(issuer, "issuer");
            Settings.requireText("tokenId", tokenId);
        }

        @Override
        public boolean covers(Identity identity) {
            return isFrom(issuer, identity) && tokenId.equals(identity.tokenId().orElse(null));
        }
    }

    /**
     * All tokens of one login session.
     *
     * @param issuer whose session, empty for any issuer
     * @param sessionId its {@code sid}
     */
    record OfSession(Optional<String> issuer, String sessionId) implements Revocation {
        /** Refuses a blank id. */
        public OfSession {
            Objects.requireNonNull(issuer, "issuer");
            Settings.requireText("sessionId", sessionId);
        }

        @Override
        public boolean covers(Identity identity) {
            return isFrom(issuer, identity)
                    && sessionId.equals(identity.sessionId().orElse(null));
        }
    }

    /**
     * All tokens of one subject that were issued before a moment. A token that does not tell when it was issued counts as
     * issued before.
     *
     * @param issuer whose subject, empty for any issuer
     * @param subject its {@code sub}
     * @param issuedBefore tokens with an {@code iat} before this are revoked
     */
    record OfSubject(Optional<String> issuer, String subject, Instant issuedBefore) implements Revocation {
        /** Refuses a blank subject. */
        public OfSubject {
            Objects.requireNonNull(issuer, "issuer");
            Settings.requireText("subject", subject);
            Objects.requireNonNull(issuedBefore, "issuedBefore");
        }

        @Override
        public boolean covers(Identity identity) {
            return isFrom(issuer, identity)
                    && subject.equals(identity.subject())
                    && identity.issuedAt()
                            .map(issued -> issued.isBefore(issuedBefore))
                            .orElse(true);
        }
    }

    private static boolean isFrom(Optional<String> issuer, Identity identity) {
        // An identity without an issuer may be of any: what cannot be told apart is revoked.
        return issuer.isEmpty() || identity.issuer().isEmpty() || issuer.equals(identity.issuer());
    }
}
