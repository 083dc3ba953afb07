package io.handclasp.probes.net;

import io.handclasp.core.Redaction;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Finds the JDK's own judge of certificates. */
final class TrustManagers {
    private TrustManagers() {}

    static X509ExtendedTrustManager of(Optional<KeyStore> trustStore) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            // Null stands for what the JDK trusts.
            factory.init(trustStore.orElse(null));
            return Stream.of(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("this JDK has no X.509 trust manager"));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("trustStore cannot be used, must be loaded: " + Redaction.describe(e));
        }
    }
}
