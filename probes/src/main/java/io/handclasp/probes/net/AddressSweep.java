package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at each address of a name, one after the other, each with a fair share of the time that is left. */
final class AddressSweep {
    /** Beyond that a name is a fleet, and its addresses want probes of their own. */
    static final int MAX_ADDRESSES = 16;

    /** Looks at one address. */
    @FunctionalInterface
    interface Look {
        AddressAnswer at(InetSocketAddress address, Deadline share, Phases phases)
                throws IOException, InterruptedException;
    }

    private AddressSweep() {}

    static ProbeOutcome sweep(Target target, AddressResolver resolver, Deadline deadline, Look look)
            throws InterruptedException {
        Phases dns = new Phases(deadline.timeSource());
        Resolution resolution = resolver.resolve(target.host(), deadline);
        dns.end(Phases.DNS);
        if (resolution.result() != Resolution.Result.FOUND) {
            return Unresolved.outcome(target.host(), resolution).withPhases(dns.taken());
        }
        return sweep(target, resolution.addresses(), dns.taken(), deadline, look);
    }

    static ProbeOutcome sweep(
            Target target, List<InetAddress> all, Map<String, Duration> before, Deadline deadline, Look look)
            throws InterruptedException {
        List<InetAddress> addresses = all.subList(0, Math.min(all.size(), MAX_ADDRESSES));
        List<AddressAnswer.Of> answers = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            InetAddress address = addresses.get(i);
            Phases phases = new Phases(deadline.timeSource());
            answers.add(new AddressAnswer.Of(
                    address,
                    one(
                            new InetSocketAddress(address, target.port()),
                            share(deadline, addresses.size() - i),
                            phases,
                            look)));
        }
        return summary(target, answers, before);
    }

    private static AddressAnswer one(InetSocketAddress address, Deadline share, Phases phases, Look look)
            throws InterruptedException {
        try {
            return look.at(address, share, phases);
        } catch (IOException e) {
            return AddressAnswer.failed(e, phases);
        }
    }

    /** The last one gets all that is left; one that hangs leaves something for those after it. */
    static Deadline share(Deadline deadline, int left) {
        return deadline.sooner(deadline.remaining().dividedBy(left));
    }

    private static ProbeOutcome summary(Target target, List<AddressAnswer.Of> answers, Map<String, Duration> before) {
        List<AddressAnswer.Of> bad = answers.stream()
                .filter(of -> of.answer().state() == ProbeState.DOWN)
                .toList();
        AddressAnswer shown = answers.stream()
                .filter(of -> of.answer().state() != ProbeState.DOWN)
                .map(AddressAnswer.Of::answer)
                .max((left, right) -> left.state().compareTo(right.state()))
                .orElse(answers.get(0).answer());
        ProbeOutcome outcome;
        if (bad.isEmpty() || bad.size() == answers.size()) {
            outcome = outcome(shown.state(), target + ": " + shown.text() + count(answers));
            outcome = shown.hint().map(outcome::withHint).orElse(outcome);
        } else {
            AddressAnswer.Of first = bad.get(0);
            outcome = outcome(
                            ProbeState.WARN,
                            target + ": " + bad.size() + " of " + answers.size() + " addresses fail, "
                                    + first.address().getHostAddress() + ": "
                                    + first.answer().text())
                    .withHint(ProbeDocs.hint(
                            "mend or remove the address that fails: some clients get it", "some-addresses-fail"));
        }
        Map<String, Duration> phases = new LinkedHashMap<>(before);
        // A redirect looks up another name.
        shown.phases().forEach((phase, took) -> phases.merge(phase, took, Duration::plus));
        return outcome.withDetails(details(answers, shown)).withPhases(phases);
    }

    private static ProbeOutcome outcome(ProbeState state, String text) {
        return switch (state) {
            case UP -> ProbeOutcome.up(text);
            case WARN -> ProbeOutcome.warn(text);
            case DOWN -> ProbeOutcome.down(text);
            default -> ProbeOutcome.unknown(text);
        };
    }

    private static String count(List<AddressAnswer.Of> answers) {
        return answers.size() == 1 ? "" : " (" + answers.size() + " addresses)";
    }

    private static Map<String, String> details(List<AddressAnswer.Of> answers, AddressAnswer shown) {
        Map<String, String> details = new LinkedHashMap<>();
        answers.forEach(of -> details.put(
                "address " + of.address().getHostAddress(), of.answer().text()));
        details.putAll(shown.details());
        return details;
    }
}
