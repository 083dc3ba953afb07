package io.handclasp.probes.net;

import io.handclasp.core.time.TimeSource;
import java.io.IOException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** Chains made on the fly: a root, an intermediate, and a server certificate, each with its own life. */
final class Certificates {
    final HeldCertificate root = held("root", null, 2, Duration.ofDays(3_000));
    final HeldCertificate intermediate;
    final HeldCertificate server;

    Certificates(String host, Duration serverLeft, Duration intermediateLeft) {
        intermediate = held("intermediate", root, 1, intermediateLeft);
        HeldCertificate.Builder builder = builder("server", serverLeft).signedBy(intermediate);
        server = builder.addSubjectAlternativeName(host).build();
    }

    private static HeldCertificate held(String name, HeldCertificate issuer, int depth, Duration left) {
        HeldCertificate.Builder builder = builder(name, left).certificateAuthority(depth - 1);
        return issuer == null ? builder.build() : builder.signedBy(issuer).build();
    }

    private static HeldCertificate.Builder builder(String name, Duration left) {
        Instant now = TimeSource.system().now();
        return new HeldCertificate.Builder()
                .commonName(name)
                .validityInterval(
                        now.minus(Duration.ofDays(400)).toEpochMilli(),
                        now.plus(left).plusMillis(TimeUnit.MINUTES.toMillis(5)).toEpochMilli());
    }

    SSLContext serverContext() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(server, intermediate.certificate())
                .build()
                .sslContext();
    }

    SSLContext clientContext() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(root.certificate())
                .build()
                .sslContext();
    }

    KeyStore trustStore() throws Exception {
        return trustStore(root.certificate());
    }

    static KeyStore trustStore(X509Certificate certificate) throws Exception {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("root", certificate);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
