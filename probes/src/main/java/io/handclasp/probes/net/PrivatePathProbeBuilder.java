package io.handclasp.probes.net;

import io.handclasp.probes.Probe;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes probes of a private path, such as one through a VPC: the name must resolve to expected ranges only, and the port
 * must answer at each address. A public address is DOWN without a connection being made to it. Not thread-safe; the probes
 * are.
 */
public final class PrivatePathProbeBuilder extends HostProbeBuilder<PrivatePathProbeBuilder> {
    private final Target target;
    private List<Cidr> expected = Cidr.privateRanges();

    private PrivatePathProbeBuilder(Target target) {
        this.target = target;
    }

    /**
     * Starts with where the path leads.
     *
     * @param host a host name
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static PrivatePathProbeBuilder to(String host, int port) {
        return new PrivatePathProbeBuilder(new Target(host, port));
    }

    @Override
    PrivatePathProbeBuilder self() {
        return this;
    }

    /**
     * Sets the ranges that the name must resolve to. Default: {@link Cidr#privateRanges()}.
     *
     * @param ranges for example {@code 10.8.0.0/16}; at least one
     * @return this builder
     * @throws IllegalArgumentException when there is none or one cannot be read
     */
    public PrivatePathProbeBuilder expectedWithin(String... ranges) {
        if (ranges.length == 0) {
            throw new IllegalArgumentException("expectedWithin was empty, must be at least one range");
        }
        this.expected = Stream.of(ranges).map(Cidr::of).toList();
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     */
    public Probe build() {
        return new RemoteProbe(new PrivatePathProbe(target, resolver(), expected));
    }
}
