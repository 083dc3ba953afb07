package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which installed JCA provider checks signatures, asked once for each key and not for each token. */
final class JcaProviders {
    private static final List<String> RSA = List.of("SHA256withRSA", "RSASSA-PSS");
    private static final List<String> ECDSA = List.of("SHA256withECDSA");

    private JcaProviders() {}

    /** The installed provider that comes first for all that a key of this type can sign; null leaves the choice to the JCA. */
    static @Nullable Provider forKey(JWK jwk) {
        List<String> algorithms = jwk.getKeyType().equals(KeyType.RSA) ? RSA : ECDSA;
        try {
            Provider first = Signature.getInstance(algorithms.get(0)).getProvider();
            boolean all = algorithms.stream().allMatch(name -> first.getService("Signature", name) != null);
            return all ? first : null;
        } catch (GeneralSecurityException unknown) {
            return null;
        }
    }
}
