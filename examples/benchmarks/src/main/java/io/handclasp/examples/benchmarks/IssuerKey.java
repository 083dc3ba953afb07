package io.handclasp.examples.benchmarks;

import java.security.GeneralSecurityException;
import java.security.PublicKey;

/**
 * An issuer's key in both forms that verifiers of tokens take it in.
 *
 * @param algorithm what it signs with
 * @param encoded the public key, as X.509 has it
 * @param jwks the same as a JSON Web Key Set
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and never compared
record IssuerKey(Algorithm algorithm, byte[] encoded, String jwks) {
    /** Made anew each time: who asks for it pays for it. */
    PublicKey publicKey() throws GeneralSecurityException {
        return algorithm.publicKey(encoded);
    }
}
