package io.handclasp.websocket;

import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a token out of what is logged of a failure. Whoever is given a token may quote it, and an opaque one has no mark by which
 * it could be found in a text later; here it is known.
 */
final class FailureTexts {
    /** Beyond the causes that are shown. */
    private static final int MOST_CAUSES = 10;

    private FailureTexts() {}

    /** The failure as it is, or, when it quotes the token, one of the same meaning without its text. */
    static Throwable without(BearerToken token, Throwable failure) {
        if (!quotes(failure, token.reveal())) {
            return failure;
        }
        return failure instanceof VerifierUnavailableException unavailable
                ? new VerifierUnavailableException(
                        unavailable.reason(), "its text quotes the token", unavailable.retryAfter())
                : bare(failure);
    }

    private static boolean quotes(Throwable failure, String token) {
        Throwable at = failure;
        for (int i = 0; i < MOST_CAUSES && at != null; i++) {
            String message = message(at);
            if (message != null && message.contains(token)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException cannotBeRead) {
            return null; // then nobody else can show it
        }
    }

    /** The type and the place of a failure: a parser quotes what it cannot read. */
    static RuntimeException bare(Throwable failure) {
        RuntimeException bare = new IllegalStateException(failure.getClass().getName());
        bare.setStackTrace(failure.getStackTrace());
        return bare;
    }
}
