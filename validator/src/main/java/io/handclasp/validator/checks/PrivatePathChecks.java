package io.handclasp.validator.checks;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.net.Resolution;
import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckDefinitionBuilder;
import io.handclasp.validator.model.CheckOutcome;
import io.handclasp.validator.model.CheckSource;
import io.handclasp.validator.model.Severity;
import io.handclasp.validator.model.ValidationPhase;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The checks of {@link ValidationPhase#VPC_CONNECTIVITY}: for each path {@code vpc.<id>.dns}, {@code vpc.<id>.no-public-fallback},
 * {@code vpc.<id>.open}, and {@code vpc.<id>.latency} when its public address is given. Immutable; safe for use by many threads.
 */
public final class PrivatePathChecks implements CheckSource {
    private static final ValidationPhase PHASE = ValidationPhase.VPC_CONNECTIVITY;
    private static final String IMPACT = "calls to this service fail, or leave the private network";

    private final List<PrivatePath> paths;

    private PrivatePathChecks(List<PrivatePath> paths) {
        this.paths = paths;
    }

    /**
     * The checks of some paths.
     *
     * @param paths where services of the private network are
     * @return the checks
     * @throws IllegalArgumentException when there is no path, or two have one id
     */
    public static PrivatePathChecks of(PrivatePath... paths) {
        Set<String> ids = new HashSet<>();
        for (PrivatePath path : paths) {
            if (!ids.add(path.id())) {
                throw new IllegalArgumentException("paths held " + path.id() + " twice, must hold each id once");
            }
        }
        if (ids.isEmpty()) {
            throw new IllegalArgumentException("paths were none, must be at least one");
        }
        return new PrivatePathChecks(List.of(paths));
    }

    @Override
    public List<CheckDefinition> checks() {
        List<CheckDefinition> checks = new ArrayList<>();
        paths.forEach(path -> add(path, checks));
        return checks;
    }

    private static void add(PrivatePath path, List<CheckDefinition> checks) {
        String prefix = "vpc." + path.id();
        String dns = prefix + ".dns";
        String noFallback = prefix + ".no-public-fallback";
        String open = prefix + ".open";
        checks.add(CheckDefinition.builder(
                        PHASE, dns, deadline -> ProbeAnswers.of(path.dns().check(deadline)))
                .title("the private name of " + path.id() + " resolves")
                .severity(Severity.CRITICAL)
                .impact(IMPACT)
                .hint(CheckDocs.hint("mend the record in the private zone, or the host's name servers", "vpc-dns"))
                .build());
        checks.add(CheckDefinition.builder(PHASE, noFallback, deadline -> noPublicFallback(path, deadline))
                .title("all addresses of " + path.id() + " lie within the private network")
                .dependsOn(dns)
                .severity(Severity.CRITICAL)
                .impact(
                        "a client that tries one address after the other takes the public one when the private one is away")
                .hint(CheckDocs.hint("take the public records out of the private name", "vpc-public-fallback"))
                .build());
        checks.add(CheckDefinition.builder(
                        PHASE, open, deadline -> ProbeAnswers.of(path.open().check(deadline)))
                .title("the private path to " + path.id() + " is open")
                .dependsOn(noFallback)
                .severity(Severity.CRITICAL)
                .impact(IMPACT)
                .hint(CheckDocs.hint("look at firewall rules, connector and egress setting", "vpc-open"))
                .build());
        path.externally().ifPresent(external -> {
            PathLatency latency = new PathLatency(prefix, path.internal(), external);
            checks.add(latency(path, prefix, latency).dependsOn(open).build());
        });
    }

    private static CheckDefinitionBuilder latency(PrivatePath path, String prefix, PathLatency latency) {
        return CheckDefinition.builder(PHASE, prefix + ".latency", latency)
                .title("the private path to " + path.id() + " is no slower than the public one")
                .severity(Severity.MINOR)
                .impact("every call takes a detour")
                .hint(CheckDocs.hint("see by which region, connector or proxy the private path goes", "vpc-latency"));
    }

    private static CheckOutcome noPublicFallback(PrivatePath path, Deadline deadline) throws InterruptedException {
        Resolution resolution = path.resolver().resolve(path.host(), deadline);
        if (resolution.result() != Resolution.Result.FOUND) {
            return CheckOutcome.unknown("the name could be looked up a moment ago, and now it is "
                    + resolution.result().name());
        }
        List<InetAddress> strangers = resolution.addresses().stream()
                .filter(address -> path.ranges().noneMatch(range -> range.contains(address)))
                .toList();
        int all = resolution.addresses().size();
        if (strangers.isEmpty()) {
            return CheckOutcome.passed(
                    all == 1
                            ? "its address is within the expected ranges"
                            : "its " + all + " addresses are within the expected ranges");
        }
        String shown =
                strangers.stream().limit(10).map(InetAddress::getHostAddress).collect(Collectors.joining(" "));
        return CheckOutcome.failed(
                strangers.size() + " of " + all + " addresses lie outside " + path.expectedWithin() + ": " + shown);
    }
}
