package io.handclasp.probes.net;

import io.handclasp.core.Redaction;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeState;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/** Says what a chain of certificates is worth at a point in time: dates first, since they explain the most. */
record CertificateJudge(Target target, Duration warnBefore, Duration failBefore) {
    AddressAnswer judge(SeenChain seen, SSLSession session, Instant now, Phases phases) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("protocol", session.getProtocol());
        details.put("cipher", session.getCipherSuite());
        details.putAll(dates(seen.chain(), now));
        return verdict(seen, now, phases, session.getProtocol()).with(details);
    }

    /** The handshake failed later on, as when the server wants a client's certificate. */
    AddressAnswer broken(SeenChain seen, IOException failure, Instant now, Phases phases) {
        AddressAnswer verdict = verdict(seen, now, phases, "");
        return (verdict.state() == ProbeState.DOWN ? verdict : AddressAnswer.failed(failure, phases))
                .with(dates(seen.chain(), now));
    }

    private AddressAnswer verdict(SeenChain seen, Instant now, Phases phases, String protocol) {
        X509Certificate soonest = seen.chain().stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow(() -> new IllegalStateException("a server that showed no certificate passed"));
        Duration left = Duration.between(now, soonest.getNotAfter().toInstant());
        String which = position(seen.chain(), soonest) + " (" + name(soonest) + ")";
        if (left.isNegative()) {
            return down(
                    which + " expired " + Durations.text(left.negated()) + " ago",
                    "renew the certificate now, and see why its renewal did not run",
                    "certificate-expired",
                    phases);
        } else if (seen.chain().stream()
                .anyMatch(each -> now.isBefore(each.getNotBefore().toInstant()))) {
            return down(
                    "a certificate is not valid yet",
                    "compare the clocks of this host and of the issuer",
                    "certificate-not-yet-valid",
                    phases);
        } else if (seen.untrusted().isPresent()) {
            return down(
                    "the chain is not trusted: "
                            + Redaction.describe(seen.untrusted().get()),
                    "send the intermediate certificates, or trust the authority that issued them",
                    "certificate-not-trusted",
                    phases);
        } else if (seen.notForHost().isPresent()) {
            return down(
                    "the certificate is not for " + target.host() + ": "
                            + Redaction.describe(seen.notForHost().get()),
                    "issue it with this name among its subject alternative names, or use the name that it is for",
                    "certificate-wrong-host",
                    phases);
        }
        return expiry(which, left, phases, protocol);
    }

    private AddressAnswer expiry(String which, Duration left, Phases phases, String protocol) {
        String text = which + " expires in " + Durations.text(left);
        String hint =
                ProbeDocs.hint("renew the certificate, and see why its renewal did not run", "certificate-expires");
        if (left.compareTo(failBefore) < 0) {
            return AddressAnswer.of(ProbeState.DOWN, text, hint, phases);
        } else if (left.compareTo(warnBefore) < 0) {
            return AddressAnswer.of(ProbeState.WARN, text, hint, phases);
        }
        return AddressAnswer.up(protocol + ", " + text, phases);
    }

    private static AddressAnswer down(String text, String advice, String anchor, Phases phases) {
        return AddressAnswer.of(ProbeState.DOWN, text, ProbeDocs.hint(advice, anchor), phases);
    }

    private static Map<String, String> dates(List<X509Certificate> chain, Instant now) {
        Map<String, String> dates = new LinkedHashMap<>();
        for (X509Certificate certificate : chain) {
            Instant end = certificate.getNotAfter().toInstant();
            Duration left = Duration.between(now, end);
            dates.put(
                    "certificate " + (dates.size() + 1),
                    name(certificate) + " until " + end
                            + (left.isNegative() ? ", expired" : ", " + Durations.text(left) + " left"));
        }
        return dates;
    }

    private static String position(List<X509Certificate> chain, X509Certificate certificate) {
        int index = chain.indexOf(certificate);
        return index == 0 ? "the server's certificate" : "certificate " + (index + 1) + " of the chain";
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
    }
}
