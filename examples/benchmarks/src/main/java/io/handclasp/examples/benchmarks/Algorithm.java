package io.handclasp.examples.benchmarks;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/** A signature algorithm under test, with its JCA names; ECDSA signatures are R and S side by side, as in a JWS. */
enum Algorithm {
    RS256("RSA", "SHA256withRSA"),
    ES256("EC", "SHA256withECDSAinP1363Format"),
    EdDSA("Ed25519", "Ed25519");

    private final String keyType;
    private final String jcaName;

    Algorithm(String keyType, String jcaName) {
        this.keyType = keyType;
        this.jcaName = jcaName;
    }

    /** A public key from its encoded form. */
    PublicKey publicKey(byte[] encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(keyType).generatePublic(new X509EncodedKeySpec(encoded));
    }

    KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(keyType);
        if (this == RS256) {
            generator.initialize(2048);
        } else if (this == ES256) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    byte[] sign(KeyPair keys, byte[] input) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(jcaName);
        signature.initSign(keys.getPrivate());
        signature.update(input);
        return signature.sign();
    }

    /** The bare check: what no verifier of tokens can be faster than. */
    boolean verify(PublicKey key, byte[] input, byte[] signed, @Nullable Provider provider)
            throws GeneralSecurityException {
        Signature signature =
                provider == null ? Signature.getInstance(jcaName) : Signature.getInstance(jcaName, provider);
        signature.initVerify(key);
        signature.update(input);
        return signature.verify(signed);
    }
}
