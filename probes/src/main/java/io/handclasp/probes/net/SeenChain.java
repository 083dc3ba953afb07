package io.handclasp.probes.net;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Lets one handshake through and remembers what the real judge said. It is for looking at certificates only: nothing may be
 * sent over such a connection. Used by one thread.
 */
final class SeenChain extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager judge;
    private List<X509Certificate> chain = List.of();
    private Optional<CertificateException> untrusted = Optional.empty();
    private Optional<CertificateException> notForHost = Optional.empty();

    SeenChain(X509ExtendedTrustManager judge) {
        this.judge = judge;
    }

    List<X509Certificate> chain() {
        return chain;
    }

    /** Why the chain is not trusted, whatever the host. */
    Optional<CertificateException> untrusted() {
        return untrusted;
    }

    /** Why a chain that is trusted is refused for this connection: its name, as a rule. */
    Optional<CertificateException> notForHost() {
        return notForHost;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] seen, String authType, Socket socket) {
        chain = List.of(seen);
        untrusted = failure(() -> judge.checkServerTrusted(seen, authType));
        notForHost = untrusted.isPresent()
                ? Optional.empty()
                : failure(() -> judge.checkServerTrusted(seen, authType, socket));
    }

    private static Optional<CertificateException> failure(Check check) {
        try {
            check.run();
            return Optional.empty();
        } catch (CertificateException e) {
            return Optional.of(e);
        }
    }

    @FunctionalInterface
    private interface Check {
        void run() throws CertificateException;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] seen, String authType) throws CertificateException {
        judge.checkServerTrusted(seen, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] seen, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkServerTrusted(seen, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] seen, String authType, Socket socket) throws CertificateException {
        judge.checkClientTrusted(seen, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] seen, String authType, SSLEngine engine)
            throws CertificateException {
        judge.checkClientTrusted(seen, authType, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] seen, String authType) throws CertificateException {
        judge.checkClientTrusted(seen, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.getAcceptedIssuers();
    }
}
