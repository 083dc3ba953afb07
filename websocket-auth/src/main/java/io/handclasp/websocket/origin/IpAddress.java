package io.handclasp.websocket.origin;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IP address out of its text, without asking any name service: {@code InetAddress} would resolve what is no address. An
 * IPv4 address in its IPv6 form is the IPv4 address.
 */
final class IpAddress {
    private static final int GROUPS = 8;

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    static IpAddress of(InetAddress address) {
        return of(address.getAddress());
    }

    private static IpAddress of(byte[] bytes) {
        boolean mapped = bytes.length == 16
                && Arrays.equals(bytes, 0, 10, new byte[10], 0, 10)
                && bytes[10] == -1
                && bytes[11] == -1;
        return new IpAddress(mapped ? Arrays.copyOfRange(bytes, 12, 16) : bytes.clone());
    }

    /** Four decimal numbers, or IPv6 without brackets and zone (RFC 4291, section 2.2). */
    static Optional<IpAddress> parse(String text) {
        if (text.length() > 45) {
            return Optional.empty();
        }
        return (text.indexOf(':') < 0 ? four(text) : sixteen(text)).map(IpAddress::of);
    }

    private static Optional<byte[]> four(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] bytes = new byte[4];
        if (parts.length != bytes.length) {
            return Optional.empty();
        }
        for (int i = 0; i < bytes.length; i++) {
            int number = number(parts[i], 10, 3);
            // A leading zero means octal to some programs and nothing to others.
            if (number < 0 || number > 255 || (parts[i].length() > 1 && parts[i].charAt(0) == '0')) {
                return Optional.empty();
            }
            bytes[i] = (byte) number;
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> sixteen(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(bytes -> bytes.length == 2 * GROUPS);
        }
        // An IPv4 address is the end of an IPv6 address or nothing.
        Optional<byte[]> head = groups(text.substring(0, gap)).filter(groups -> text.lastIndexOf('.', gap) < 0);
        Optional<byte[]> tail = groups(text.substring(gap + 2));
        if (head.isEmpty() || tail.isEmpty() || head.get().length + tail.get().length > 2 * (GROUPS - 1)) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOf(head.get(), 2 * GROUPS);
        System.arraycopy(tail.get(), 0, bytes, bytes.length - tail.get().length, tail.get().length);
        return Optional.of(bytes);
    }

    /** Groups of four hexadecimal digits; the last may be an IPv4 address. */
    private static Optional<byte[]> groups(String text) {
        if (text.isEmpty()) {
            return Optional.of(new byte[0]);
        }
        String[] parts = text.split(":", -1);
        String last = parts[parts.length - 1];
        Optional<byte[]> four = last.indexOf('.') < 0 ? Optional.empty() : four(last);
        int groups = four.isPresent() ? parts.length - 1 : parts.length;
        byte[] bytes = new byte[2 * groups];
        for (int i = 0; i < groups; i++) {
            int number = number(parts[i], 16, 4);
            if (number < 0) {
                return Optional.empty();
            }
            bytes[2 * i] = (byte) (number >> 8);
            bytes[2 * i + 1] = (byte) number;
        }
        return Optional.of(four.map(end -> joined(bytes, end)).orElse(bytes));
    }

    private static byte[] joined(byte[] head, byte[] tail) {
        byte[] all = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, all, head.length, tail.length);
        return all;
    }

    private static int number(String digits, int radix, int longest) {
        int number = digits.isEmpty() || digits.length() > longest ? -1 : 0;
        for (int i = 0; i < digits.length() && number >= 0; i++) {
            char c = digits.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            number = digit < 0 ? -1 : number * radix + digit;
        }
        return number;
    }

    /** The number of bits: 32 or 128. */
    int bits() {
        return 8 * bytes.length;
    }

    /** This address with all but its first bits cleared. */
    IpAddress network(int prefix) {
        byte[] network = bytes.clone();
        for (int i = 0; i < network.length; i++) {
            int kept = Math.max(0, Math.min(8, prefix - 8 * i));
            network[i] &= (byte) (0xFF << (8 - kept));
        }
        return new IpAddress(network);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Decimal numbers, or eight groups of hexadecimal digits. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        int step = bytes.length == 4 ? 1 : 2;
        for (int i = 0; i < bytes.length; i += step) {
            text.append(i == 0 ? "" : step == 1 ? "." : ":");
            text.append(
                    step == 1
                            ? Integer.toString(bytes[i] & 0xFF)
                            : Integer.toHexString((bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF)));
        }
        return text.toString();
    }
}
