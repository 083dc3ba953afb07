package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeOutcome;

/** Answers: is this answer of an HTTP server what it should be? Called by several threads at once. */
@FunctionalInterface
public interface BodyCheck {
    /**
     * Looks at an answer whose status is accepted.
     *
     * @param answer what the server sent; holds the server's own words, so quote nothing of it that may be secret
     * @param deadline when the check must be done
     * @return UP, WARN or DOWN, with a message that follows the name of the server; an UNKNOWN counts as DOWN
     */
    ProbeOutcome check(HttpAnswer answer, Deadline deadline);
}
