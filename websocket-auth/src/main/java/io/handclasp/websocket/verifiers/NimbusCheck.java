package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.util.Set;

/** A check by one of Nimbus's verifiers. */
final class NimbusCheck implements SignatureCheck {
    private final JWSVerifier verifier;

    NimbusCheck(JWSVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public Set<JWSAlgorithm> algorithms() {
        return verifier.supportedJWSAlgorithms();
    }

    @Override
    public boolean fits(JWSHeader header, SignedToken token) throws JOSEException {
        return verifier.verify(header, token.signedBytes(), new DecodedSignature(token.signature()));
    }

    /**
     * A signature that was decoded with the JDK's decoder: Nimbus's own takes a constant time for each character, which costs
     * more than the rest of the token's parsing.
     */
    private static final class DecodedSignature extends Base64URL {
        private static final long serialVersionUID = 1L;

        private final transient byte[] decoded;

        DecodedSignature(byte[] decoded) {
            super("decoded");
            this.decoded = decoded;
        }

        @Override
        public byte[] decode() {
            return decoded;
        }
    }
}
