package io.handclasp.probes.net;

import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes probes that look a name up, A and AAAA. By default any address will do. Not thread-safe; the probes are.
 */
public final class DnsProbeBuilder extends HostProbeBuilder<DnsProbeBuilder> {
    private static final int ANY_PORT = 1;

    private final String host;
    private final List<Cidr> expected = new ArrayList<>();
    private final List<Cidr> required = new ArrayList<>();
    private int minimumAddresses = 1;

    private DnsProbeBuilder(String host) {
        this.host = host;
    }

    /**
     * Starts with the name.
     *
     * @param host the name to look up
     * @return the builder
     * @throws IllegalArgumentException when it cannot be a host name
     */
    public static DnsProbeBuilder of(String host) {
        return new DnsProbeBuilder(new Target(host, ANY_PORT).host());
    }

    @Override
    DnsProbeBuilder self() {
        return this;
    }

    /**
     * Accepts addresses in these ranges only; DOWN when there is another one. Default: all.
     *
     * @param ranges single addresses or ranges, for example {@code 10.8.0.0/16}
     * @return this builder
     * @throws IllegalArgumentException when one cannot be read
     */
    public DnsProbeBuilder expectedWithin(String... ranges) {
        Stream.of(ranges).map(Cidr::of).forEach(expected::add);
        return this;
    }

    /**
     * Demands records: each of these addresses must be among the answer's. Default: none.
     *
     * @param addresses IP addresses
     * @return this builder
     * @throws IllegalArgumentException when one cannot be read
     */
    public DnsProbeBuilder expectedRecords(String... addresses) {
        Stream.of(addresses).map(Cidr::of).forEach(required::add);
        return this;
    }

    /**
     * Demands a number of addresses. Default: 1.
     *
     * @param minimum 1 to 16
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public DnsProbeBuilder minimumAddresses(int minimum) {
        this.minimumAddresses = Settings.requireRange("minimumAddresses", minimum, 1, AddressSweep.MAX_ADDRESSES);
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     */
    public Probe build() {
        return new RemoteProbe(
                new DnsProbe(host, resolver(), List.copyOf(expected), List.copyOf(required), minimumAddresses));
    }
}
