package io.handclasp.examples.quickstart.comparison;

import io.handclasp.examples.quickstart.agent.TokenIssuer;
import java.util.List;

/**
 * One token and what its client saw, while the auth service was well.
 *
 * @param token what sort of token it was
 * @param good whether it should be admitted
 * @param plain what the client of the plain server saw
 * @param handclasp what the client of the guarded server saw
 */
record TokenCase(String token, boolean good, Answer plain, Answer handclasp) {

    static List<TokenCase> tryAll(TokenIssuer tokens, Contender plain, Contender handclasp) {
        return List.of(
                tryOne("valid", true, TokenOffer.inHeader(tokens.valid("alice")), plain, handclasp),
                tryOne("expired", false, TokenOffer.inHeader(tokens.expired("alice")), plain, handclasp),
                tryOne("forged", false, TokenOffer.inHeader(tokens.forged("alice")), plain, handclasp),
                tryOne("missing", false, TokenOffer.none(), plain, handclasp),
                // As a script in a browser sends it; the plain server was never taught to look there.
                tryOne("valid, as subprotocol", true, TokenOffer.inSubprotocol(tokens.valid("bob")), plain, handclasp));
    }

    private static TokenCase tryOne(
            String token, boolean good, TokenOffer offer, Contender plain, Contender handclasp) {
        return new TokenCase(token, good, plain.connect(offer), handclasp.connect(offer));
    }

    boolean handclaspIsRight() {
        return handclasp.admitted() == good;
    }
}
