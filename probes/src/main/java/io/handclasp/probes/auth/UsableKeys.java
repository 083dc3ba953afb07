package io.handclasp.probes.auth;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.time.Instant;

/** Tells keys that signatures can be verified with. */
final class UsableKeys {
    private static final int SHORTEST_RSA = 2_048;

    private UsableKeys() {}

    static boolean isUsable(JWK key, Instant now) {
        boolean kind = (key instanceof RSAKey && key.size() >= SHORTEST_RSA)
                || key instanceof ECKey
                || (key instanceof OctetKeyPair pair
                        && pair.getCurve().getName().startsWith("Ed"));
        boolean use = key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE);
        boolean operations =
                key.getKeyOperations() == null || key.getKeyOperations().contains(KeyOperation.VERIFY);
        boolean begun = key.getNotBeforeTime() == null
                || !now.isBefore(key.getNotBeforeTime().toInstant());
        boolean ended = key.getExpirationTime() != null
                && !now.isBefore(key.getExpirationTime().toInstant());
        return kind && use && operations && begun && !ended;
    }
}
