package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Looks a name up and compares the answer with what is expected. */
record DnsProbe(String host, AddressResolver resolver, List<Cidr> expected, List<Cidr> required, int minimumAddresses)
        implements Probe {
    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        Phases phases = new Phases(deadline.timeSource());
        Resolution resolution = resolver.resolve(host, deadline);
        phases.end(Phases.DNS);
        ProbeOutcome outcome = resolution.result() == Resolution.Result.FOUND
                ? judge(resolution).withDetails(details(resolution))
                : Unresolved.outcome(host, resolution);
        return outcome.withPhases(phases.taken());
    }

    private ProbeOutcome judge(Resolution resolution) {
        List<InetAddress> addresses = resolution.addresses();
        Optional<InetAddress> stranger = addresses.stream()
                .filter(address -> !expected.isEmpty() && expected.stream().noneMatch(range -> range.contains(address)))
                .findFirst();
        Optional<Cidr> missing = required.stream()
                .filter(record -> addresses.stream().noneMatch(record::contains))
                .findFirst();
        if (stranger.isPresent()) {
            return ProbeOutcome.down(host + ": resolves to " + stranger.get().getHostAddress()
                            + ", which is not within " + expected)
                    .withHint(ProbeDocs.hint(
                            "mend the record, or the expected ranges; the wrong zone may answer here",
                            "dns-unexpected"));
        } else if (missing.isPresent()) {
            return ProbeOutcome.down(host + ": the record " + missing.get() + " is missing")
                    .withHint(ProbeDocs.hint("add the record, or take it off the expected ones", "dns-missing"));
        } else if (addresses.size() < minimumAddresses) {
            return ProbeOutcome.down(
                            host + ": " + addresses.size() + " addresses, at least " + minimumAddresses + " expected")
                    .withHint(ProbeDocs.hint("see why instances are missing from the name", "dns-missing"));
        } else if (!resolution.detail().isEmpty()) {
            return ProbeOutcome.warn(host + ": " + addresses.size() + " addresses, but " + resolution.detail())
                    .withHint(ProbeDocs.hint("look at the DNS server: it answers in part only", "dns-in-part"));
        }
        return ProbeOutcome.up(host + ": " + addresses.size() + (addresses.size() == 1 ? " address" : " addresses"));
    }

    private static Map<String, String> details(Resolution resolution) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("A", shown(resolution, true));
        details.put("AAAA", shown(resolution, false));
        return details;
    }

    private static String shown(Resolution resolution, boolean ipv4) {
        String addresses = resolution.addresses().stream()
                .filter(address -> address instanceof Inet4Address == ipv4)
                .limit(AddressSweep.MAX_ADDRESSES)
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(" "));
        return addresses.isEmpty() ? "none" : addresses;
    }
}
