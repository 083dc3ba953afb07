package io.handclasp.websocket.origin;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies that are believed when they say which host and scheme the client asked for, and the header in which they say
 * it. A proxy passes on what it does not write itself: name the header that yours writes, or a client could write it.
 * Immutable and thread-safe.
 */
public final class TrustedProxies {
    private final List<IpRange> ranges;
    private final boolean standardHeader;

    private TrustedProxies(boolean standardHeader, String... ranges) {
        if (ranges.length == 0) {
            throw new IllegalArgumentException("ranges was empty, must name at least one trusted proxy");
        }
        this.ranges = Arrays.stream(ranges).map(IpRange::configured).toList();
        this.standardHeader = standardHeader;
    }

    /**
     * Proxies that write {@code Forwarded} (RFC 7239). Of several elements, the one that the outermost of these proxies
     * wrote is read: elements are followed from the last to the first as long as each says {@code for} one of these proxies.
     *
     * @param ranges addresses or ranges, such as {@code 10.0.0.0/8} or {@code fd00::/8}
     * @return the proxies
     * @throws IllegalArgumentException when there is none, or one is no range, or holds every address
     */
    public static TrustedProxies forwarded(String... ranges) {
        return new TrustedProxies(true, ranges);
    }

    /**
     * Proxies that write {@code X-Forwarded-Host} and {@code X-Forwarded-Proto}. Of several values, the last is read: the
     * nearest proxy wrote it.
     *
     * @param ranges addresses or ranges, such as {@code 10.0.0.0/8} or {@code fd00::/8}
     * @return the proxies
     * @throws IllegalArgumentException when there is none, or one is no range, or holds every address
     */
    public static TrustedProxies xForwarded(String... ranges) {
        return new TrustedProxies(false, ranges);
    }

    /** Whether the connection comes from one of these proxies. */
    boolean wrote(HandshakeRequest request) {
        return request.remoteAddress()
                .map(InetSocketAddress::getAddress)
                .filter(address -> trusts(IpAddress.of(address)))
                .isPresent();
    }

    boolean trusts(IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /** What the header says; where it says nothing, what the connection itself does. */
    AskedFor askedFor(HandshakeRequest request, AskedFor direct) {
        Optional<ForwardedElement> element =
                standardHeader ? ForwardedElement.outermost(request, this) : ForwardedElement.ofLastValues(request);
        return element.map(said -> new AskedFor(
                        said.scheme(direct.scheme()),
                        said.host().isEmpty() ? direct.authority() : said.host().flatMap(Authority::parse)))
                // What cannot be read is not passed over: the connection's own host may be anybody's guess then.
                .orElse(new AskedFor(Optional.empty(), Optional.empty()));
    }

    @Override
    public String toString() {
        return (standardHeader ? "Forwarded" : "X-Forwarded") + " from " + ranges;
    }
}
