package io.handclasp.probes.net;

import io.handclasp.probes.Probe;

/**
 * Makes probes that connect to a port and close the connection again. Nothing is sent. Every address of the name is tried:
 * UP when all accept, WARN when some do, DOWN when none does. Not thread-safe; the probes are.
 */
public final class TcpProbeBuilder extends HostProbeBuilder<TcpProbeBuilder> {
    private final Target target;

    private TcpProbeBuilder(Target target) {
        this.target = target;
    }

    /**
     * Starts with where to connect to.
     *
     * @param host a host name or an IP address
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static TcpProbeBuilder to(String host, int port) {
        return new TcpProbeBuilder(new Target(host, port));
    }

    @Override
    TcpProbeBuilder self() {
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     */
    public Probe build() {
        AddressResolver names = resolver();
        return new RemoteProbe(deadline -> AddressSweep.sweep(target, names, deadline, (address, share, phases) -> {
            DeadlineSocket.connect(address, share).close();
            phases.end(Phases.CONNECT);
            return AddressAnswer.up("connected in " + phases.total(), phases);
        }));
    }
}
