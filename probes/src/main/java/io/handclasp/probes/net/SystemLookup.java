package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.net.Resolution.Result;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks the JDK. */
final class SystemLookup {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    private SystemLookup() {}

    static Resolution lookUp(String host, Deadline deadline) {
        Optional<Resolution> literal = literal(host);
        if (literal.isPresent()) {
            return literal.get();
        }
        Resolution resolution = lookUpUnbounded(host);
        return deadline.isExpired() ? Resolution.none(Result.TIMED_OUT, "") : resolution;
    }

    static Resolution lookUpUnbounded(String host) {
        try {
            return Resolution.found(List.of(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
            // EAI_AGAIN: the servers did not answer, so nothing is known of the name.
            return text.contains("temporary failure")
                    ? Resolution.none(Result.FAILED, "temporary failure in name resolution")
                    : Resolution.none(Result.UNKNOWN_NAME, "");
        }
    }

    /** An address in text form needs no lookup; the JDK reads it without one. */
    static Optional<Resolution> literal(String host) {
        if (!IPV4.matcher(host).matches() && host.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Resolution.found(List.of(InetAddress.getByName(host))));
        } catch (UnknownHostException e) {
            return Optional.of(Resolution.none(Result.FAILED, "not an IP address"));
        }
    }
}
