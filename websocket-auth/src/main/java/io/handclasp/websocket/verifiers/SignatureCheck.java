package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.util.Set;

/** Checks signatures with one key. Safe for concurrent use. */
interface SignatureCheck {
    /** The algorithms that the key can have signed with. */
    Set<JWSAlgorithm> algorithms();

    /**
     * Whether the token's signature is the key's; a malformed one is not.
     *
     * @throws JOSEException when the JCA provider knows the algorithm or the key not
     */
    boolean fits(JWSHeader header, SignedToken token) throws JOSEException;
}
