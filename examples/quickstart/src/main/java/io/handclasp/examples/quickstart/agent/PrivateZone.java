package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.Resolution;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/** Stands for the private DNS zone of a network: the names of the embedded services, and no other one. */
public final class PrivateZone implements AddressResolver {
    /** Where services of this network call the facts. */
    public static final String FACTS = "facts.agent.internal";
    /** Where everybody else does. */
    public static final String FACTS_PUBLIC = "facts.agent.example";
    /** What the private name must resolve to. */
    public static final String RANGE = "127.0.0.0/8";

    private static final Set<String> NAMES = Set.of(FACTS, FACTS_PUBLIC);

    @Override
    public Resolution resolve(String host, Deadline deadline) {
        return NAMES.contains(host)
                ? Resolution.found(List.of(InetAddress.getLoopbackAddress()))
                : Resolution.none(Resolution.Result.NO_SUCH_NAME, "");
    }
}
