package io.handclasp.probes.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A certificate for 127.0.0.1, and a client that trusts it. */
public final class LoopbackTls {
    private final HeldCertificate held =
            new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

    public SSLContext server() {
        return new HandshakeCertificates.Builder().heldCertificate(held).build().sslContext();
    }

    public SSLContext client() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(held.certificate())
                .build()
                .sslContext();
    }

    public ServerSocket listener() throws IOException {
        return server().getServerSocketFactory().createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }
}
