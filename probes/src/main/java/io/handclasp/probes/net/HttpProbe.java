package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends a request to each address of a name and judges the answers. */
record HttpProbe(HttpTarget target, HttpExchange exchange, Set<Integer> statuses, List<BodyCheck> checks)
        implements Probe {
    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        return AddressSweep.sweep(target.target(), exchange.resolver(), deadline, this::look);
    }

    private AddressAnswer look(InetSocketAddress address, Deadline share, Phases phases)
            throws IOException, InterruptedException {
        HttpExchange.Reached reached = exchange.at(address, target, share, phases);
        HttpAnswer answer = reached.answer();
        String from = reached.target().equals(target) ? "" : " from " + reached.target();
        AddressAnswer judged = statuses.contains(answer.status())
                ? judge(answer, share, phases, from)
                : wrongStatus(reached.target(), answer, phases, from);
        return judged.details().isEmpty() ? judged.with(Map.of("status", Integer.toString(answer.status()))) : judged;
    }

    private AddressAnswer wrongStatus(HttpTarget last, HttpAnswer answer, Phases phases, String from) {
        String text = "status " + answer.status() + from + ", expected " + Statuses.text(statuses);
        if (HttpExchange.redirects(answer)) {
            String to = answer.header("location")
                    .flatMap(last::redirectedTo)
                    .map(HttpTarget::toString)
                    .orElse("something that is no HTTP URL");
            return AddressAnswer.of(
                    ProbeState.DOWN,
                    text + "; it redirects to " + to,
                    ProbeDocs.hint("probe the address that it redirects to, or allow more redirects", "http-redirect"),
                    phases);
        }
        return AddressAnswer.of(ProbeState.DOWN, text, hint(answer), phases);
    }

    private static String hint(HttpAnswer answer) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return ProbeDocs.hint("give the probe credentials that are good, or a path that needs none", "http-denied");
        } else if (status == 429 || status == 503) {
            return ProbeDocs.hint("the service has too much to do, or says so on purpose: look at it", "http-busy");
        } else if (status >= 500) {
            return ProbeDocs.hint("the service or something before it fails: look at its log", "http-server-error");
        }
        return ProbeDocs.hint("mend the path, or the set of accepted statuses", "http-status");
    }

    private AddressAnswer judge(HttpAnswer answer, Deadline share, Phases phases, String from) {
        Optional<ProbeOutcome> worst = Optional.empty();
        for (BodyCheck check : checks) {
            ProbeOutcome outcome = check.check(answer, share);
            if (worst.isEmpty() || outcome.state().compareTo(worst.get().state()) > 0) {
                worst = Optional.of(outcome);
            }
        }
        String seen = "status " + answer.status() + from + " in " + phases.total();
        return worst.map(outcome -> of(outcome, phases)).orElseGet(() -> AddressAnswer.up(seen, phases));
    }

    private static AddressAnswer of(ProbeOutcome outcome, Phases phases) {
        ProbeState state = outcome.state() == ProbeState.UP || outcome.state() == ProbeState.WARN
                ? outcome.state()
                : ProbeState.DOWN;
        return new AddressAnswer(state, outcome.message(), outcome.hint(), outcome.details(), phases.taken());
    }
}
