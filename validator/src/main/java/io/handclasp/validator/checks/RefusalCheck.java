package io.handclasp.validator.checks;

import static io.handclasp.websocket.verify.RejectReason.BAD_SIGNATURE;
import static io.handclasp.websocket.verify.RejectReason.EXPIRED;
import static io.handclasp.websocket.verify.RejectReason.INACTIVE;
import static io.handclasp.websocket.verify.RejectReason.MALFORMED_TOKEN;
import static io.handclasp.websocket.verify.RejectReason.MISSING_TOKEN;
import static io.handclasp.websocket.verify.RejectReason.NOT_YET_VALID;
import static io.handclasp.websocket.verify.RejectReason.UNKNOWN_KEY;
import static io.handclasp.websocket.verify.RejectReason.UNSUPPORTED_ALGORITHM;
import static io.handclasp.websocket.verify.RejectReason.WRONG_AUDIENCE;
import static io.handclasp.websocket.verify.RejectReason.WRONG_ISSUER;

import io.handclasp.core.time.Deadline;
import io.handclasp.validator.model.Check;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckState;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.Evidence;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.RejectReason;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether a bad token is refused, for what is bad about it, and with the right answer for whoever sent it. */
record RefusalCheck(AuthCheckSettings settings, BadToken kind) implements Check {
    private static final int MAX_REASON_BYTES = 123;

    /** What is bad about a token. */
    enum BadToken {
        ABSENT("absent-token", "a handshake without a token is refused"),
        FORGED("forged-token", "a forged token is refused"),
        UNSIGNED("unsigned-token", "a token with alg:none is refused"),
        EXPIRED_TOKEN("expired-token", "an expired token is refused"),
        EARLY("not-yet-valid-token", "a token that is not valid yet is refused"),
        FOR_ANOTHER("wrong-audience", "a token for another service is refused"),
        BY_ANOTHER("wrong-issuer", "a token of another issuer is refused");

        final String anchor;
        final String title;

        BadToken(String anchor, String title) {
            this.anchor = anchor;
            this.title = title;
        }

        /** The reasons that are about what is bad; a service that says no more than "not active" says that, too. */
        Set<RejectReason> reasons() {
            return switch (this) {
                case ABSENT -> EnumSet.of(MISSING_TOKEN);
                case FORGED -> EnumSet.of(BAD_SIGNATURE, UNKNOWN_KEY, MALFORMED_TOKEN, INACTIVE);
                case UNSIGNED ->
                    EnumSet.of(UNSUPPORTED_ALGORITHM, BAD_SIGNATURE, MALFORMED_TOKEN, UNKNOWN_KEY, INACTIVE);
                case EXPIRED_TOKEN -> EnumSet.of(EXPIRED, INACTIVE);
                case EARLY -> EnumSet.of(NOT_YET_VALID, INACTIVE);
                case FOR_ANOTHER -> EnumSet.of(WRONG_AUDIENCE, INACTIVE);
                case BY_ANOTHER -> EnumSet.of(WRONG_ISSUER, UNKNOWN_KEY, BAD_SIGNATURE, INACTIVE);
            };
        }
    }

    @Override
    public CheckOutcome run(Deadline deadline) throws Exception {
        if (kind == BadToken.ABSENT) {
            return judge(settings.withoutToken(), Optional.empty(), deadline);
        }
        List<BearerToken> bad = tokens();
        if (bad.isEmpty()) {
            return CheckOutcome.skipped(reasonToSkip());
        }
        CheckOutcome outcome = CheckOutcome.unknown("no token was judged");
        for (BearerToken token : bad) {
            outcome = judge(settings.bearing(token), Optional.of(token), deadline);
            if (outcome.state() != CheckState.PASSED) {
                return outcome;
            }
        }
        return outcome;
    }

    private List<BearerToken> tokens() {
        TestTokens tokens = settings.tokens();
        return switch (kind) {
            case ABSENT -> List.of();
            case FORGED -> {
                BearerToken good = tokens.good();
                yield Stream.concat(Stream.of(TokenForgery.bitFlipped(good)), TokenForgery.claimsChanged(good).stream())
                        .toList();
            }
            case UNSIGNED -> TokenForgery.unsigned(tokens.good()).stream().toList();
            case EXPIRED_TOKEN -> tokens.get(TestTokens.Kind.EXPIRED).stream().toList();
            case EARLY -> tokens.get(TestTokens.Kind.NOT_YET_VALID).stream().toList();
            case FOR_ANOTHER ->
                tokens.get(TestTokens.Kind.WRONG_AUDIENCE).stream().toList();
            case BY_ANOTHER -> tokens.get(TestTokens.Kind.WRONG_ISSUER).stream().toList();
        };
    }

    private String reasonToSkip() {
        return switch (kind) {
            case UNSIGNED -> "the good token is no signed JSON Web Token, so there is no alg to set to none";
            case EXPIRED_TOKEN -> "the host supplies none (TestTokens.withExpired)";
            case EARLY -> "the host supplies none (TestTokens.withNotYetValid)";
            case FOR_ANOTHER -> "the host supplies none (TestTokens.withWrongAudience)";
            case BY_ANOTHER -> "the host supplies none (TestTokens.withWrongIssuer)";
            case ABSENT, FORGED -> "there is no token to send";
        };
    }

    private CheckOutcome judge(HandshakeRequest request, Optional<BearerToken> token, Deadline deadline)
            throws Exception {
        AuthOutcome outcome = AuthCheckSettings.await(settings.authenticator().authenticateAsync(request), deadline);
        if (outcome instanceof AuthOutcome.Authenticated admitted) {
            return admitted.evidence().source() == Evidence.Source.DEMO
                    ? CheckOutcome.unknown("demo mode admits everybody, so nothing was judged")
                    : CheckOutcome.failed("it was " + AuthCheckSettings.words(outcome));
        }
        if (outcome instanceof AuthOutcome.Rejected rejected) {
            return answer(rejected, token);
        }
        return outcome instanceof AuthOutcome.Errored
                ? CheckOutcome.failed("it was " + AuthCheckSettings.words(outcome))
                : CheckOutcome.unknown("it was " + AuthCheckSettings.words(outcome));
    }

    private CheckOutcome answer(AuthOutcome.Rejected rejected, Optional<BearerToken> token) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("reason", rejected.reason().name());
        details.put("HTTP status", Integer.toString(rejected.httpStatus()));
        details.put("close code", Integer.toString(rejected.closeCode()));
        String challenge = rejected.httpHeaders().getOrDefault("WWW-Authenticate", "");
        details.put("WWW-Authenticate", challenge.isEmpty() ? "none" : challenge);
        return judged(rejected, token, challenge).withDetails(details);
    }

    private CheckOutcome judged(AuthOutcome.Rejected rejected, Optional<BearerToken> token, String challenge) {
        String told = challenge + rejected.closeReason();
        if (token.filter(sent -> told.contains(sent.reveal())).isPresent()) {
            return CheckOutcome.failed("the answer holds the token");
        }
        if (!kind.reasons().contains(rejected.reason())) {
            return CheckOutcome.warning("it was refused, but as " + rejected.reason()
                    + ": what this check is about was not looked at, so supply a token that is good but for that");
        }
        boolean right = rejected.httpStatus() == 401
                && rejected.closeCode() == 4401
                && challenge.startsWith("Bearer ")
                // RFC 6750, section 3.1: who brought no token is told no error.
                && challenge.contains("error=\"invalid_token\"") == token.isPresent()
                && rejected.closeReason().length() <= MAX_REASON_BYTES;
        return right
                ? CheckOutcome.passed("it was refused as " + rejected.reason() + ", with 401 or 4401")
                : CheckOutcome.failed("it was refused, but not with 401, close code 4401 and a Bearer challenge");
    }
}
