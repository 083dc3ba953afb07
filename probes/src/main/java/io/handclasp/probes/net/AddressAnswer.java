package io.handclasp.probes.net;

import io.handclasp.probes.ProbeState;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one address of a name did.
 *
 * @param details more about it, shown for the address that decides
 */
record AddressAnswer(
        ProbeState state,
        String text,
        Optional<String> hint,
        Map<String, String> details,
        Map<String, Duration> phases) {
    static AddressAnswer up(String text, Phases phases) {
        return new AddressAnswer(ProbeState.UP, text, Optional.empty(), Map.of(), phases.taken());
    }

    static AddressAnswer of(ProbeState state, String text, String hint, Phases phases) {
        return new AddressAnswer(state, text, Optional.of(hint), Map.of(), phases.taken());
    }

    static AddressAnswer failed(IOException failure, Phases phases) {
        Fault fault = Fault.of(failure);
        return of(ProbeState.DOWN, fault.describe(failure), fault.hint(), phases);
    }

    AddressAnswer with(Map<String, String> more) {
        return new AddressAnswer(state, text, hint, new LinkedHashMap<>(more), phases);
    }

    /** An answer of a known address. */
    record Of(InetAddress address, AddressAnswer answer) {}
}
