package io.handclasp.websocket.faults;

import java.time.Duration;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** An authority that the client trusts, and certificates of the service, good and bad. */
final class TestCertificates {
    private static final String HOST = "127.0.0.1";
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    private TestCertificates() {}

    /** What the host's HTTP client trusts. */
    static SSLContext client() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .sslContext();
    }

    static SSLContext good() {
        return server(ofTheAuthority(HOST).build());
    }

    static SSLContext selfSigned() {
        return server(
                new HeldCertificate.Builder().addSubjectAlternativeName(HOST).build());
    }

    static SSLContext ofAnotherHost() {
        return server(ofTheAuthority("elsewhere.example").build());
    }

    static SSLContext expired() {
        return server(ofTheAuthority(HOST)
                .validityInterval(0, Duration.ofDays(1).toMillis())
                .build());
    }

    private static HeldCertificate.Builder ofTheAuthority(String host) {
        return new HeldCertificate.Builder().signedBy(AUTHORITY).addSubjectAlternativeName(host);
    }

    private static SSLContext server(HeldCertificate certificate) {
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate)
                .build()
                .sslContext();
    }
}
