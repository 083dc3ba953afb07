package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.ProbeState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Looks at each configured URL, one after the other, each with a fair share of the time. */
record ServiceUrlsProbe(
        Map<String, Supplier<Optional<String>>> services, AddressResolver resolver, Optional<SSLContext> sslContext)
        implements Probe {
    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        Map<String, ProbeOutcome> outcomes = new LinkedHashMap<>();
        for (Map.Entry<String, Supplier<Optional<String>>> service : services.entrySet()) {
            Deadline share = AddressSweep.share(deadline, services.size() - outcomes.size());
            outcomes.put(service.getKey(), one(service.getValue().get(), share));
        }
        return summary(outcomes);
    }

    private ProbeOutcome one(Optional<String> url, Deadline share) throws InterruptedException {
        if (url.filter(text -> !text.isBlank()).isEmpty()) {
            return ProbeOutcome.down("no URL is configured")
                    .withHint(ProbeDocs.hint("set the URL of this service", "url-missing"));
        }
        Optional<HttpTarget> target = target(url.get().strip());
        if (target.isEmpty()) {
            // The text itself is not shown: whatever it is, it may hold a secret.
            return ProbeOutcome.down("the configured text is no URL of http, https, ws or wss with a host and without"
                            + " user information")
                    .withHint(ProbeDocs.hint(
                            "mend the URL, for example https://orders.internal:8443/", "url-unreadable"));
        }
        return AddressSweep.sweep(
                target.get().target(),
                resolver,
                share,
                (address, part, phases) -> connect(target.get(), address, part, phases));
    }

    private static Optional<HttpTarget> target(String url) {
        String http = url.regionMatches(true, 0, "ws:", 0, 3) || url.regionMatches(true, 0, "wss:", 0, 4)
                ? "http" + url.substring(2)
                : url;
        try {
            return HttpTarget.of(new URI(http));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private AddressAnswer connect(HttpTarget target, InetSocketAddress address, Deadline share, Phases phases)
            throws IOException {
        try (DeadlineSocket plain = DeadlineSocket.connect(address, share)) {
            phases.end(Phases.CONNECT);
            if (target.tls()) {
                TlsLayer.on(plain, target.target().host(), target.target().port(), sslContext)
                        .close();
                phases.end(Phases.TLS);
            }
            return AddressAnswer.up("answers in " + phases.total(), phases);
        }
    }

    private static ProbeOutcome summary(Map<String, ProbeOutcome> outcomes) {
        Map<String, String> details = new LinkedHashMap<>();
        outcomes.forEach((name, outcome) -> details.put(name, outcome.state() + ": " + outcome.message()));
        Optional<Map.Entry<String, ProbeOutcome>> worst = outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().state() != ProbeState.UP)
                .reduce((left, right) ->
                        left.getValue().state().compareTo(right.getValue().state()) >= 0 ? left : right);
        if (worst.isEmpty()) {
            return ProbeOutcome.up(outcomes.size() + (outcomes.size() == 1 ? " service answers" : " services answer"))
                    .withDetails(details);
        }
        ProbeOutcome shown = worst.get().getValue();
        long bad = outcomes.values().stream()
                .filter(outcome -> outcome.state() != ProbeState.UP)
                .count();
        String message =
                bad + " of " + outcomes.size() + " services: " + worst.get().getKey() + ": " + shown.message();
        ProbeOutcome outcome =
                shown.state() == ProbeState.WARN ? ProbeOutcome.warn(message) : ProbeOutcome.down(message);
        return shown.hint().map(outcome::withHint).orElse(outcome).withDetails(details);
    }
}
