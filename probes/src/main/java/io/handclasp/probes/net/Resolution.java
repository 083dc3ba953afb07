package io.handclasp.probes.net;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;

/**
 * What a resolver learnt about a name. Immutable.
 *
 * @param result how the lookup ended
 * @param addresses the addresses, in the order of the answer; empty unless found
 * @param detail what else there is to say, for example what the server reported; may be empty
 */
public record Resolution(Result result, List<InetAddress> addresses, String detail) {
    /** How a lookup ended. */
    public enum Result {
        /** There are addresses. */
        FOUND,
        /** The name does not exist (NXDOMAIN). */
        NO_SUCH_NAME,
        /** The name exists, but has neither an A nor an AAAA record. */
        NO_ADDRESS,
        /** There is no address, and the resolver does not tell whether the name exists. */
        UNKNOWN_NAME,
        /** No answer came in time. */
        TIMED_OUT,
        /** The lookup failed: the server reported an error or cannot be reached. */
        FAILED
    }

    /**
     * Checks that there are addresses when there must be.
     *
     * @throws IllegalArgumentException when addresses are missing or there although none were found
     */
    public Resolution {
        Objects.requireNonNull(result, "result");
        addresses = List.copyOf(addresses);
        Objects.requireNonNull(detail, "detail");
        if (addresses.isEmpty() == (result == Result.FOUND)) {
            throw new IllegalArgumentException("result was " + result + " and there were " + addresses.size()
                    + " addresses, must be FOUND if and only if there are some");
        }
    }

    /**
     * A lookup that found something.
     *
     * @param addresses at least one
     * @return the resolution
     */
    public static Resolution found(List<InetAddress> addresses) {
        return new Resolution(Result.FOUND, addresses, "");
    }

    /**
     * A lookup that found nothing.
     *
     * @param result why
     * @param detail what the resolver reported; may be empty
     * @return the resolution
     */
    public static Resolution none(Result result, String detail) {
        return new Resolution(result, List.of(), detail);
    }
}
