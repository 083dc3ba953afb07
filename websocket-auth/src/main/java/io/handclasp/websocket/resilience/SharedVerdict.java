package io.handclasp.websocket.resilience;

import io.handclasp.websocket.verify.Identity;
import java.time.Instant;
import java.util.Objects;

/**
 * A good verdict that another node's judge gave. {@link #toString()} shows what the identity's shows.
 *
 * @param identity whose token it is
 * @param judgedAt when the judge was asked, by the wall clock of the node that asked it
 */
public record SharedVerdict(Identity identity, Instant judgedAt) {
    /** Refuses missing parts. */
    public SharedVerdict {
        Objects.requireNonNull(identity, "identity");
        Objects.requireNonNull(judgedAt, "judgedAt");
    }
}
