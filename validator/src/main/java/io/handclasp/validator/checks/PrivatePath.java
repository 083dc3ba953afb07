package io.handclasp.validator.checks;

import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import io.handclasp.probes.kinds.Probes;
import io.handclasp.probes.net.AddressResolver;
import io.handclasp.probes.net.AddressResolvers;
import io.handclasp.probes.net.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A path from this host to a service within the private network, such as one through a VPC. Immutable.
 *
 * @param id names it in the ids of its checks: lower-case letters, digits and hyphens, at most {@value #MAX_ID_LENGTH} characters
 * @param host the private host name of the service
 * @param port 1 to 65535
 * @param expectedWithin the ranges that the name must resolve to, for example {@code 10.8.0.0/16}
 * @param external the public address of the same service, to compare how long a connection takes
 * @param resolver who looks names up
 */
public record PrivatePath(
        String id,
        String host,
        int port,
        List<String> expectedWithin,
        Optional<External> external,
        AddressResolver resolver) {
    /** The longest accepted id, in characters. */
    public static final int MAX_ID_LENGTH = 50;

    /**
     * The public address of a service.
     *
     * @param host its public host name
     * @param port 1 to 65535
     */
    public record External(String host, int port) {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException when one of them cannot be used
         */
        public External {
            Objects.requireNonNull(Probes.tcp(host, port), "external");
        }
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when one of them cannot be used; the message names it
     */
    public PrivatePath {
        if (id.length() > MAX_ID_LENGTH || !id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "id was refused, must be words of lower-case letters and digits joined by" + " hyphens, at most "
                            + MAX_ID_LENGTH + " characters");
        }
        Objects.requireNonNull(Probes.tcp(host, port), "host");
        expectedWithin = List.copyOf(expectedWithin);
        Settings.requireRange("expectedWithin (its size)", expectedWithin.size(), 1, 100);
        expectedWithin.forEach(range -> Objects.requireNonNull(Cidr.of(range), "expectedWithin"));
        Objects.requireNonNull(external, "external");
        Objects.requireNonNull(resolver, "resolver");
    }

    /**
     * A path that must lead to a private address of RFC 1918, RFC 6598 or RFC 4193, with names looked up by the JDK.
     *
     * @param id names it in the ids of its checks
     * @param host the private host name of the service
     * @param port 1 to 65535
     * @return the path
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static PrivatePath to(String id, String host, int port) {
        List<String> ranges = Cidr.privateRanges().stream().map(Cidr::toString).toList();
        return new PrivatePath(id, host, port, ranges, Optional.empty(), AddressResolvers.system());
    }

    /**
     * The same path, with other ranges that the name must resolve to.
     *
     * @param ranges for example {@code 10.8.0.0/16}; at least one
     * @return the changed path
     * @throws IllegalArgumentException when there is none or one cannot be read
     */
    public PrivatePath withExpectedWithin(String... ranges) {
        return new PrivatePath(id, host, port, List.of(ranges), external, resolver);
    }

    /**
     * The same path, compared with the public address of the service.
     *
     * @param publicHost the public host name of the same service
     * @param publicPort 1 to 65535
     * @return the changed path
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public PrivatePath withExternal(String publicHost, int publicPort) {
        return new PrivatePath(
                id, host, port, expectedWithin, Optional.of(new External(publicHost, publicPort)), resolver);
    }

    /**
     * The same path, with names looked up by somebody else.
     *
     * @param other the resolver
     * @return the changed path
     */
    public PrivatePath withResolver(AddressResolver other) {
        return new PrivatePath(id, host, port, expectedWithin, external, other);
    }

    Probe dns() {
        return Probes.dns(host).resolver(resolver).build();
    }

    Probe open() {
        return Probes.privatePath(host, port)
                .resolver(resolver)
                .expectedWithin(expectedWithin.toArray(String[]::new))
                .build();
    }

    Probe internal() {
        return Probes.tcp(host, port).resolver(resolver).build();
    }

    Optional<Probe> externally() {
        return external.map(address ->
                Probes.tcp(address.host(), address.port()).resolver(resolver).build());
    }

    Stream<Cidr> ranges() {
        return expectedWithin.stream().map(Cidr::of);
    }
}
