package io.handclasp.probes.net;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Who the client is in a TLS handshake. */
final class TlsIdentity {
    static final TlsIdentity NONE = new TlsIdentity(new KeyManager[0]);

    private final KeyManager[] managers;

    private TlsIdentity(KeyManager[] managers) {
        this.managers = managers;
    }

    static TlsIdentity of(KeyStore keyStore, Secret password) {
        try {
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore, password.reveal().toCharArray());
            return new TlsIdentity(factory.getKeyManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "keyStore cannot be used, must hold a key that the password opens: " + Redaction.describe(e));
        }
    }

    KeyManager[] managers() {
        return managers.clone();
    }
}
