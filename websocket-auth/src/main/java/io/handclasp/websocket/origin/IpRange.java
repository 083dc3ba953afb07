package io.handclasp.websocket.origin;

import java.util.Optional;

/** A range of addresses in the form {@code 10.0.0.0/8} or {@code fd00::/8} (RFC 4632), or a single address. */
record IpRange(IpAddress network, int prefix) {

    /** Reads a setting; the message names what is wrong with it. */
    static IpRange configured(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> refusal(text, "must be an IP address or a range such as 10.0.0.0/8 or fd00::/8"));
        int prefix =
                slash < 0 ? address.bits() : prefix(text.substring(slash + 1)).orElse(-1);
        if (prefix < 1 || prefix > address.bits()) {
            throw refusal(text, "must have a prefix of 1 to " + address.bits() + " bits");
        }
        IpAddress network = address.network(prefix);
        if (!network.equals(address)) {
            throw refusal(text, "must have no bits beyond its prefix: " + network + "/" + prefix);
        }
        return new IpRange(network, prefix);
    }

    private static Optional<Integer> prefix(String digits) {
        return digits.matches("[0-9]{1,3}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
    }

    private static IllegalArgumentException refusal(String text, String acceptance) {
        return new IllegalArgumentException("a trusted proxy was \"" + text + "\", " + acceptance);
    }

    boolean contains(IpAddress address) {
        return address.bits() == network.bits() && address.network(prefix).equals(network);
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }
}
