package io.handclasp.probes.net;

import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeOutcome;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Does a handshake and looks at what the server showed. */
record TlsProbe(
        Target target,
        AddressResolver resolver,
        Set<String> protocols,
        X509ExtendedTrustManager trust,
        TlsIdentity identity,
        CertificateJudge judge)
        implements Probe {
    @Override
    public ProbeOutcome check(Deadline deadline) throws InterruptedException {
        return AddressSweep.sweep(target, resolver, deadline, this::handshake);
    }

    private AddressAnswer handshake(InetSocketAddress address, Deadline share, Phases phases) throws IOException {
        SeenChain seen = new SeenChain(trust);
        try (DeadlineSocket socket = DeadlineSocket.connect(address, share)) {
            phases.end(Phases.CONNECT);
            // The TLS socket owns the plain one from here on; its end is announced to the server.
            try (SSLSocket tls = (SSLSocket)
                    context(seen).getSocketFactory().createSocket(socket, target.host(), target.port(), true)) {
                SSLParameters parameters = tls.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                parameters.setProtocols(protocols.toArray(String[]::new));
                tls.setSSLParameters(parameters);
                tls.startHandshake();
                phases.end(Phases.TLS);
                return judge.judge(seen, tls.getSession(), share.timeSource().now(), phases);
            }
        } catch (IOException e) {
            if (seen.chain().isEmpty() || Fault.of(e) == Fault.TIMED_OUT) {
                throw e;
            }
            // A handshake that ends after the certificates were shown: they may still tell why.
            return judge.broken(seen, e, share.timeSource().now(), phases);
        }
    }

    /** A context of its own for each handshake: a resumed session would show no certificates. */
    private SSLContext context(SeenChain seen) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.managers(), new TrustManager[] {seen}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }
}
