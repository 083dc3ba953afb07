package io.handclasp.websocket.verifiers;

import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.json.JsonMaps;
import io.handclasp.core.time.Deadline;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Verifies signed statements of an issuer that are no tokens: logout tokens (OpenID Connect Back-Channel Logout 1.0) and
 * security event tokens (RFC 8417). It is a type of its own, so that nobody can take a statement for a token that admits
 * somebody. Thread-safe.
 *
 * <p>Checked are type, signature, issuer, audience, {@code iat}, that there is a {@code jti}, and {@code exp} where there is one.
 */
public final class StatementVerifier {
    /** What is accepted unless the host says otherwise. */
    static final Set<String> TYPES = Set.of("logout+jwt", "secevent+jwt");

    /** What every statement must say. */
    static final Set<String> CLAIMS = Set.of("iat", "jti");

    private final TokenVerifier verifier;

    StatementVerifier(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    /** What became of a statement. */
    public sealed interface Statement {
        /**
         * The issuer says so.
         *
         * @param claims what it says, unmodifiable
         */
        record Signed(Map<String, Object> claims) implements Statement {
            /** Copies the claims. */
            public Signed {
                claims = JsonMaps.copyOf(claims);
            }

            /** Tells the names of the claims only: their values may hold personal data. */
            @Override
            public String toString() {
                return "Signed" + claims.keySet();
            }
        }

        /**
         * The statement is bad.
         *
         * @param reason why
         */
        record Refused(RejectReason reason) implements Statement {
            /** Refuses a missing reason. */
            public Refused {
                Objects.requireNonNull(reason, "reason");
            }
        }
    }

    /**
     * Verifies a statement.
     *
     * @param statement the statement, in the form of a signed token
     * @param deadline when the caller stops waiting
     * @return what it is, or a {@link io.handclasp.websocket.verify.VerifierUnavailableException} when the keys are not there
     */
    public CompletionStage<Statement> verify(BearerToken statement, Deadline deadline) {
        return Stages.map(
                verifier.verify(statement, deadline),
                verdict -> verdict instanceof Verification.Valid valid
                        ? new Statement.Signed(valid.identity().claims())
                        : new Statement.Refused(((Verification.Invalid) verdict).reason()));
    }
}
