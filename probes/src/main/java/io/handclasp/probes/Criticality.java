package io.handclasp.probes;

import io.handclasp.core.Status;

/** What a probe's answer does to the status of the whole. */
public enum Criticality {
    /**
     * The service is of no use without it: its status counts as it is. A failure makes the whole fail, and where nobody can
     * tell, nobody can tell about the whole.
     */
    CRITICAL,
    /**
     * The service works without it, if less well. It can take the whole down to {@link Status#WARN}, and no further: a
     * failure counts as a warning, and so does that nobody can tell, since a warning is the worst it can be.
     */
    IMPORTANT,
    /** It is shown and watched, and does nothing to the whole. A report of nothing else is {@link Status#UNKNOWN}. */
    INFORMATIONAL;

    /**
     * What a status counts as when the whole is judged.
     *
     * @param status the status of one probe
     * @return the status to take together with the others'
     */
    public Status weigh(Status status) {
        return switch (this) {
            case CRITICAL -> status;
            case IMPORTANT ->
                switch (status) {
                    case FAIL, UNKNOWN, BLOCKED -> Status.WARN;
                    case PASS, WARN, SKIPPED -> status;
                };
            // Not counted, as what was left out on purpose is not.
            case INFORMATIONAL -> Status.SKIPPED;
        };
    }
}
