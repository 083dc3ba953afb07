package io.handclasp.probes.auth;

import io.handclasp.core.Secret;
import io.handclasp.core.time.Deadline;
import java.util.concurrent.CompletionStage;

/**
 * Answers: is this token good? It stands for the host's own verifier, with nothing remembered: a cache would answer in place
 * of the auth service.
 */
@FunctionalInterface
public interface TokenJudge {
    /** The verdict on a token. Not to be able to judge is no verdict: the stage fails then. */
    enum Verdict {
        /** The token is good. */
        ACCEPTED,
        /** The token is bad. */
        REFUSED
    }

    /**
     * Judges a token. Called by several threads at once.
     *
     * @param token the token
     * @param deadline when the verdict must be there
     * @return the verdict; fails when nobody could judge
     */
    CompletionStage<Verdict> judge(Secret token, Deadline deadline);
}
