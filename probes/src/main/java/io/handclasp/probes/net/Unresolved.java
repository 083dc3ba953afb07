package io.handclasp.probes.net;

import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;

/** What there is to say of a name without addresses. */
final class Unresolved {
    private Unresolved() {}

    static ProbeOutcome outcome(String host, Resolution resolution) {
        String detail = resolution.detail().isEmpty() ? "" : ": " + resolution.detail();
        return switch (resolution.result()) {
            case NO_SUCH_NAME ->
                ProbeOutcome.down(host + ": the name does not exist (NXDOMAIN)" + detail)
                        .withHint(ProbeDocs.hint(
                                "mend the name, or make its record in the zone that this host asks (private zone, split"
                                        + " horizon)",
                                "no-such-name"));
            case NO_ADDRESS ->
                ProbeOutcome.down(host + ": the name has no address" + detail)
                        .withHint(ProbeDocs.hint("give it an A or AAAA record", "no-address"));
            case UNKNOWN_NAME ->
                ProbeOutcome.down(host + ": the system's resolver finds no address" + detail)
                        .withHint(ProbeDocs.hint(
                                "mend the name; AddressResolvers.dns tells a missing name from one without addresses",
                                "unknown-name"));
            case TIMED_OUT ->
                ProbeOutcome.down(host + ": no answer from DNS in time" + detail)
                        .withHint(ProbeDocs.hint(
                                "look whether the DNS server runs and port 53 is open to it (UDP and TCP)",
                                "dns-timed-out"));
            case FAILED ->
                ProbeOutcome.down(host + ": DNS failed" + detail)
                        .withHint(ProbeDocs.hint(
                                "look at the DNS server's log and at this host's resolver", "dns-failed"));
            case FOUND -> throw new IllegalArgumentException("result was FOUND, must be one without addresses");
        };
    }
}
