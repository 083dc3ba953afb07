package io.handclasp.probes.net;

import io.handclasp.core.Settings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Makes {@link AddressResolver}s. Those made here are safe for use by many threads. */
public final class AddressResolvers {
    private static final int MAX_SERVERS = 8;

    private AddressResolvers() {}

    /**
     * The resolver of the JDK, on the calling thread. It sees what the rest of the process sees: {@code /etc/hosts},
     * search domains and the JDK's cache (by default 30 s for addresses, 10 s for failures).
     *
     * <p>It cannot be interrupted, and waits as long as the operating system does. An answer that comes after the deadline
     * counts as a timeout. A runner gives the probe up at its deadline all the same, as UNKNOWN and without a word about the
     * name; the thread is kept until the system gives up. Use {@link #system(Executor)} where the probe itself must answer in
     * time.
     *
     * @return the resolver
     */
    public static AddressResolver system() {
        return (host, deadline) -> SystemLookup.lookUp(host, deadline);
    }

    /**
     * The resolver of the JDK, on an executor of the host, so that the probe answers at its deadline. A lookup that hangs
     * keeps its thread until the operating system gives up. The same name is never looked up twice at once: who asks in
     * the meantime waits for the lookup under way. At most 256 lookups are under way.
     *
     * @param executor runs the lookups; not one whose only thread runs the probe
     * @return the resolver
     */
    public static AddressResolver system(Executor executor) {
        return new OffloadedLookup(Objects.requireNonNull(executor, "executor"));
    }

    /**
     * Asks DNS servers directly, through the JDK's DNS provider for JNDI, without search domains, {@code /etc/hosts} or a
     * cache. It tells a name that does not exist from a server that does not answer. A and AAAA are asked for one after
     * the other; each server gets its share of the time.
     *
     * @param servers 1 to 8 servers, each by its address, for example {@code 10.0.0.2:53}; asked in this order
     * @return the resolver
     * @throws IllegalArgumentException when there are none or too many, or when one is not resolved
     */
    public static AddressResolver dns(InetSocketAddress... servers) {
        Settings.requireRange("number of servers", servers.length, 1, MAX_SERVERS);
        for (InetSocketAddress server : servers) {
            if (server.isUnresolved()) {
                throw new IllegalArgumentException(
                        "server was " + server.getHostString() + ", must be an address, not a name");
            }
        }
        return new DnsLookup(List.of(servers));
    }

    /**
     * Leaves out IPv6 addresses. For hosts without an IPv6 route, where they can never answer.
     *
     * @param resolver finds the addresses
     * @return a resolver that gives its IPv4 addresses only
     */
    public static AddressResolver ipv4Only(AddressResolver resolver) {
        Objects.requireNonNull(resolver, "resolver");
        return (host, deadline) -> {
            Resolution all = resolver.resolve(host, deadline);
            List<InetAddress> kept = all.addresses().stream()
                    .filter(Inet4Address.class::isInstance)
                    .toList();
            return all.result() == Resolution.Result.FOUND && kept.isEmpty()
                    ? Resolution.none(Resolution.Result.NO_ADDRESS, "there are IPv6 addresses only")
                    : new Resolution(all.result(), kept, all.detail());
        };
    }
}
