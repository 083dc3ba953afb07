package io.handclasp.examples.soak;

import org.jspecify.annotations.Nullable;

/** Who comes, and what may become of it. */
enum Kind {
    /** Brings a good token in the header. */
    GOOD_HEADER(34, true, Answer.ADMITTED),
    /** Brings a good token as a browser does. */
    GOOD_SUBPROTOCOL(16, true, Answer.ADMITTED),
    /** Brings a token that is signed with another key. */
    FORGED(12, true, Answer.REFUSED),
    /** Brings one that was good. */
    EXPIRED(10, true, Answer.REFUSED),
    /** Brings one that is good elsewhere. */
    OTHER_AUDIENCE(6, true, Answer.REFUSED),
    /** Brings one that was good and is revoked. */
    REVOKED(6, true, Answer.REFUSED),
    /** Brings none: this needs nobody's verdict. */
    NO_TOKEN(6, false, Answer.REFUSED),
    /** Sends a handshake with a good token and tears the connection at some moment. */
    CANCELLED(10, false, null);

    private final int perHundred;
    private final boolean needsVerdict;
    private final @Nullable Answer right;

    Kind(int perHundred, boolean needsVerdict, @Nullable Answer right) {
        this.perHundred = perHundred;
        this.needsVerdict = needsVerdict;
        this.right = right;
    }

    int perHundred() {
        return perHundred;
    }

    boolean isGood() {
        return this == GOOD_HEADER || this == GOOD_SUBPROTOCOL;
    }

    /** Whether it may be answered so, with the auth service in trouble or not. */
    boolean allows(Answer answer, boolean trouble) {
        return answer == right || (needsVerdict && trouble && answer == Answer.NO_VERDICT);
    }
}
