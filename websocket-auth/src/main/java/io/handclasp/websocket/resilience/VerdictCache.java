package io.handclasp.websocket.resilience;

import io.handclasp.websocket.token.BearerToken;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Good verdicts that several nodes share, so that after a restart of all of them each token is judged once and not once on each
 * node. It is asked when a node's own memory has no answer, and before the judge is asked. It is a help and nothing more: what it
 * cannot tell in time, the judge tells. Refusals are not shared.
 *
 * <p>Whoever asks checks what it gets against the wall clock, {@link CachePolicy#ttl()} and the revocations; an implementation has
 * to see to it that nobody can put a verdict there who was not handed the keys, and that verdicts by other rules (another audience,
 * say) are not found. Safe for use by many threads; no method may block. Implementations can be held against
 * {@code VerdictCacheContract} in the test sources of this module.
 */
public interface VerdictCache {
    /**
     * Looks for a verdict.
     *
     * @param token the token
     * @return what was found; empty also when the cache is away. It is cancelled when nobody waits any more. A failure counts as
     *     nothing found
     */
    CompletionStage<Optional<SharedVerdict>> find(BearerToken token);

    /**
     * Keeps a verdict, now or soon or not at all.
     *
     * @param token the token
     * @param verdict what the judge of this node said
     */
    void put(BearerToken token, SharedVerdict verdict);

    /**
     * Drops a verdict, now or soon or not at all: the judge refuses the token now.
     *
     * @param token the token
     */
    void remove(BearerToken token);

    /**
     * How long {@link #find} may take before the judge is asked without it.
     *
     * @return more than zero
     */
    Duration patience();
}
