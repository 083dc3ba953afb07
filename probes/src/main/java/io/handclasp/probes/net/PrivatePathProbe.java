package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Follows a private path: name, range, port. */
record PrivatePathProbe(Target target, AddressResolver resolver, List<Cidr> expected) implements Probe {
    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        Phases dns = new Phases(deadline.timeSource());
        Resolution resolution = resolver.resolve(target.host(), deadline);
        dns.end(Phases.DNS);
        if (resolution.result() != Resolution.Result.FOUND) {
            return Unresolved.outcome(target.host(), resolution).withPhases(dns.taken());
        }
        Optional<InetAddress> stranger = resolution.addresses().stream()
                .filter(address -> expected.stream().noneMatch(range -> range.contains(address)))
                .findFirst();
        if (stranger.isPresent()) {
            return outside(stranger.get()).withPhases(dns.taken());
        }
        return AddressSweep.sweep(target, resolution.addresses(), dns.taken(), deadline, this::connect);
    }

    private ProbeOutcome outside(InetAddress stranger) {
        String shown = stranger.getHostAddress();
        return Cidr.isPublic(stranger)
                ? ProbeOutcome.down(target.host() + ": resolves to the public address " + shown
                                + "; no connection was made")
                        .withHint(ProbeDocs.hint(
                                "use the private name or zone: traffic would leave the private network",
                                "public-address"))
                : ProbeOutcome.down(target.host() + ": resolves to " + shown + ", which is not within " + expected
                                + "; no connection was made")
                        .withHint(ProbeDocs.hint(
                                "mend the record, or the expected ranges: this is another network", "other-network"));
    }

    private AddressAnswer connect(InetSocketAddress address, Deadline share, Phases phases) {
        try {
            DeadlineSocket.connect(address, share).close();
            phases.end(Phases.CONNECT);
            return AddressAnswer.up("the private path is open, connected in " + phases.total(), phases);
        } catch (IOException e) {
            return switch (Fault.of(e)) {
                case REFUSED ->
                    AddressAnswer.of(
                            ProbeState.DOWN,
                            "the network is there, but the port refuses",
                            ProbeDocs.hint(
                                    "the path is open up to the host: start the service, or mend the port",
                                    "path-refused"),
                            phases);
                case TIMED_OUT ->
                    AddressAnswer.of(
                            ProbeState.DOWN,
                            "no answer in time on the private path",
                            ProbeDocs.hint(
                                    "packets are dropped: look at firewall rules, VPC connector or egress setting, and"
                                            + " peering",
                                    "path-timed-out"),
                            phases);
                default -> AddressAnswer.failed(e, phases);
            };
        }
    }
}
