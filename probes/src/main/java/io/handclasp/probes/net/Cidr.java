package io.handclasp.probes.net;

import io.handclasp.core.Settings;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * A range of addresses such as {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632, RFC 4291), or a single address.
 * Immutable.
 */
public final class Cidr {
    private static final List<Cidr> PRIVATE = Stream.of(
                    "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
            .map(Cidr::of)
            .toList();
    private static final List<Cidr> NOT_PUBLIC = Stream.concat(
                    PRIVATE.stream(),
                    Stream.of("127.0.0.0/8", "169.254.0.0/16", "0.0.0.0/8", "::1/128", "fe80::/10", "::/128")
                            .map(Cidr::of))
            .toList();

    private final InetAddress network;
    private final int prefix;

    private Cidr(InetAddress network, int prefix) {
        this.network = network;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @param text for example {@code 10.8.0.0/16}; without a prefix it is a single address
     * @return the range
     * @throws IllegalArgumentException when it cannot be read, or has bits beyond its prefix
     */
    public static Cidr of(String text) {
        Settings.requireText("cidr", text);
        int slash = text.indexOf('/');
        InetAddress address = SystemLookup.literal(slash < 0 ? text : text.substring(0, slash))
                .filter(found -> found.result() == Resolution.Result.FOUND)
                .map(found -> found.addresses().get(0))
                .orElseThrow(() -> refusal(text, "an IP address or a range such as 10.0.0.0/8 or fd00::/8"));
        int bits = address.getAddress().length * Byte.SIZE;
        String digits = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        int prefix = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        if (prefix < 0 || prefix > bits) {
            throw refusal(text, "with a prefix of 0 to " + bits + " bits");
        }
        for (int bit = prefix; bit < bits; bit++) {
            if (bit(address.getAddress(), bit)) {
                throw refusal(text, "without bits beyond its prefix");
            }
        }
        return new Cidr(address, prefix);
    }

    private static IllegalArgumentException refusal(String text, String acceptance) {
        return new IllegalArgumentException("cidr was \"" + text + "\", must be " + acceptance);
    }

    /**
     * The ranges for private networks: RFC 1918, RFC 6598 (shared address space) and RFC 4193 (unique local).
     *
     * @return the ranges
     */
    public static List<Cidr> privateRanges() {
        return PRIVATE;
    }

    /** Whether anybody on the internet might have the address. */
    static boolean isPublic(InetAddress address) {
        return NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }

    /**
     * Whether an address is in this range.
     *
     * @param address any address; one of the other family is not in it
     * @return whether it is
     */
    public boolean contains(InetAddress address) {
        byte[] own = network.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (bit(own, bit) != bit(other, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean bit(byte[] bytes, int bit) {
        return (bytes[bit / Byte.SIZE] >> (Byte.SIZE - 1 - bit % Byte.SIZE) & 1) == 1;
    }

    /** As it is written, for example {@code 10.0.0.0/8}. */
    @Override
    public String toString() {
        return network.getHostAddress() + "/" + prefix;
    }
}
