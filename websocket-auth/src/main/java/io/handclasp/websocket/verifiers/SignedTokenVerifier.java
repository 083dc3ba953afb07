package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JWSHeader;
import io.handclasp.core.concurrent.Stages;
import io.handclasp.core.time.Deadline;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Verifies signed tokens (RFC 7515, RFC 7519) with the current key set, on the caller's thread when it is at hand. */
final class SignedTokenVerifier implements TokenVerifier {
    /** Stands for the subject of a statement that is about nobody; it goes no further than {@link StatementVerifier}. */
    private static final String NOBODY = "-";

    private final String name;
    private final Keys keys;
    private final TokenRules rules;
    private final TimeSource timeSource;

    SignedTokenVerifier(String name, Keys keys, TokenRules rules, TimeSource timeSource) {
        this.name = name;
        this.keys = keys;
        this.rules = rules;
        this.timeSource = timeSource;
    }

    /** What it waits for is fetched once for all. */
    @Override
    public boolean remote() {
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<Verification> verify(BearerToken token, Deadline deadline) {
        String text = token.reveal();
        if (text.length() > rules.maxTokenLength()) {
            return invalid(RejectReason.TOKEN_TOO_LARGE);
        }
        Optional<SignedToken> parsed = SignedToken.parse(text);
        if (parsed.isEmpty()) {
            return invalid(RejectReason.MALFORMED_TOKEN);
        }
        SignedToken signed = parsed.get();
        KeySet current = keys.current();
        KeySet.PreparedHeader prepared = current == null ? null : current.prepared(signed);
        if (prepared != null) {
            return judgedHere(() -> isSigned(signed, prepared)
                    ? judgeClaims(signed)
                    : new Verification.Invalid(RejectReason.BAD_SIGNATURE));
        }
        return verifyNewHeader(signed, current);
    }

    private CompletionStage<Verification> verifyNewHeader(SignedToken signed, @Nullable KeySet current) {
        Optional<Map<String, Object>> json = signed.header();
        if (json.isEmpty()) {
            return invalid(RejectReason.MALFORMED_TOKEN);
        }
        JWSHeader header;
        try {
            header = JWSHeader.parse(json.get());
        } catch (ParseException | RuntimeException malformed) {
            // Whatever the parser stumbles over, it was the client who put it there.
            return invalid(rules.header().unreadable(json.get()));
        }
        Optional<RejectReason> broken = rules.header().broken(header);
        if (broken.isPresent()) {
            return invalid(broken.get());
        }
        // A key that is known, but not for this algorithm, cannot turn up: there is nothing to fetch.
        if (current != null
                && (keys.isFresh(current)
                        || current.knowsIdOf(header)
                        || !current.prepare(header).candidates().isEmpty())) {
            return judgedHere(() -> judge(signed, header, current));
        }
        return Stages.map(keys.refresh(), fetched -> judge(signed, header, fetched));
    }

    /** With the keys at hand, on the caller's thread. */
    private static CompletionStage<Verification> judgedHere(Supplier<Verification> judgement) {
        try {
            return CompletableFuture.completedFuture(judgement.get());
        } catch (VerifierUnavailableException noVerdict) {
            return CompletableFuture.failedFuture(noVerdict);
        }
    }

    private Verification judge(SignedToken signed, JWSHeader header, KeySet from) {
        KeySet.PreparedHeader prepared = from.prepare(header);
        if (prepared.candidates().isEmpty()) {
            return new Verification.Invalid(
                    from.knowsIdOf(header) ? RejectReason.UNSUPPORTED_ALGORITHM : RejectReason.UNKNOWN_KEY);
        }
        if (!isSigned(signed, prepared)) {
            return new Verification.Invalid(RejectReason.BAD_SIGNATURE);
        }
        from.remember(signed, prepared);
        return judgeClaims(signed);
    }

    /** Whether the signature is that of one of the keys; throws when none fits and one of them could not be tried. */
    private static boolean isSigned(SignedToken signed, KeySet.PreparedHeader prepared) {
        VerifierUnavailableException untried = null;
        for (VerificationKey key : prepared.candidates()) {
            try {
                if (key.verifies(prepared.header(), signed)) {
                    return true;
                }
            } catch (VerifierUnavailableException incapable) {
                untried = incapable;
            }
        }
        if (untried != null) {
            throw untried;
        }
        return false;
    }

    private Verification judgeClaims(SignedToken signed) {
        try {
            Optional<Map<String, Object>> payload = signed.claims();
            if (payload.isEmpty()) {
                return new Verification.Invalid(RejectReason.MALFORMED_TOKEN);
            }
            ClaimSet claims = new ClaimSet(payload.get());
            Optional<RejectReason> broken = rules.claims().broken(claims, timeSource.now());
            if (broken.isPresent()) {
                return new Verification.Invalid(broken.get());
            }
            if (rules.subjectRequired() && claims.isStatement()) {
                return new Verification.Invalid(RejectReason.WRONG_TYPE);
            }
            return claims.subject("sub")
                    .or(() -> rules.subjectRequired() ? Optional.empty() : Optional.of(NOBODY))
                    .<Verification>map(subject -> new Verification.Valid(claims.identity(subject, rules.tenantClaim())))
                    .orElseGet(() -> new Verification.Invalid(RejectReason.MISSING_CLAIM));
        } catch (ClaimSet.BadClaimException malformed) {
            return new Verification.Invalid(RejectReason.MALFORMED_TOKEN);
        }
    }

    private static CompletionStage<Verification> invalid(RejectReason reason) {
        return CompletableFuture.completedFuture(new Verification.Invalid(reason));
    }
}
