package io.handclasp.probes.net;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Puts TLS on a connection, with the check that the certificate is for the host. */
final class TlsLayer {
    private TlsLayer() {}

    static SSLSocket on(DeadlineSocket socket, String host, int port, Optional<SSLContext> context) throws IOException {
        SSLSocket tls = (SSLSocket)
                context.orElseGet(TlsLayer::standard).getSocketFactory().createSocket(socket, host, port, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        return tls;
    }

    private static SSLContext standard() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no default SSLContext", e);
        }
    }
}
