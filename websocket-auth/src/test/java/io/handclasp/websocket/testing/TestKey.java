package io.handclasp.websocket.testing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An issuer's key pair with its key id. It signs with the JDK alone, so that what is tested is not tested against itself.
 * Immutable and safe for use by many threads.
 */
public final class TestKey {
    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");
    private static final int ED25519_BYTES = 32;

    private final String kid;
    private final String algorithm;
    private final String curve;
    private final KeyPair pair;

    private TestKey(String kid, String algorithm, String curve, KeyPair pair) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.curve = curve;
        this.pair = pair;
    }

    /**
     * Makes an RSA key that signs with RS256 unless told otherwise.
     *
     * @param kid the key id
     * @param bits the length of the modulus
     * @return a new key
     */
    public static TestKey rsa(String kid, int bits) {
        return new TestKey(
                kid, "RS256", "", generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4)));
    }

    /**
     * Makes an EC key that signs with the algorithm of its curve.
     *
     * @param kid the key id
     * @param curve {@code P-256}, {@code P-384} or {@code P-521}
     * @return a new key
     */
    public static TestKey ec(String kid, String curve) {
        String bits = curve.equals("P-521") ? "512" : curve.substring(2);
        return new TestKey(kid, "ES" + bits, curve, generate("EC", new ECGenParameterSpec(CURVES.get(curve))));
    }

    /**
     * Makes an Ed25519 key that signs with EdDSA.
     *
     * @param kid the key id
     * @return a new key
     */
    public static TestKey ed25519(String kid) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new TestKey(kid, "EdDSA", "Ed25519", pair);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The key id.
     *
     * @return the id
     */
    public String kid() {
        return kid;
    }

    /**
     * The algorithm that it signs with by default.
     *
     * @return an {@code alg} value
     */
    public String algorithm() {
        return algorithm;
    }

    /**
     * The same key under another id.
     *
     * @param otherKid the other id
     * @return a key with the same key pair
     */
    public TestKey withKid(String otherKid) {
        return new TestKey(otherKid, algorithm, curve, pair);
    }

    /**
     * The public key.
     *
     * @return the key as the JDK knows it
     */
    public PublicKey publicKey() {
        return pair.getPublic();
    }

    /**
     * The public key as a JWK (RFC 7517) with {@code kid} and {@code use}, without {@code alg}.
     *
     * @return a new map, to be changed at will
     */
    public Map<String, Object> publicJwk() {
        Map<String, Object> jwk = new LinkedHashMap<>();
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            jwk.put("kty", "RSA");
            jwk.put("n", unsigned(rsa.getModulus(), (rsa.getModulus().bitLength() + 7) / 8));
            jwk.put("e", unsigned(rsa.getPublicExponent(), 3));
        } else if (pair.getPublic() instanceof ECPublicKey ec) {
            int bytes = (ec.getParams().getOrder().bitLength() + 7) / 8;
            jwk.put("kty", "EC");
            jwk.put("crv", curve);
            jwk.put("x", unsigned(ec.getW().getAffineX(), bytes));
            jwk.put("y", unsigned(ec.getW().getAffineY(), bytes));
        } else {
            byte[] encoded = pair.getPublic().getEncoded();
            jwk.put("kty", "OKP");
            jwk.put("crv", curve);
            jwk.put("x", base64Url(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)));
        }
        jwk.put("use", "sig");
        jwk.put("kid", kid);
        return jwk;
    }

    /**
     * The JWK with its private members, which no issuer must publish.
     *
     * @return a new map, to be changed at will
     */
    public Map<String, Object> privateJwk() {
        Map<String, Object> jwk = publicJwk();
        PrivateKey key = pair.getPrivate();
        if (key instanceof RSAPrivateCrtKey rsa) {
            jwk.put("d", unsigned(rsa.getPrivateExponent(), (rsa.getModulus().bitLength() + 7) / 8));
        } else if (key instanceof ECPrivateKey ec) {
            jwk.put("d", unsigned(ec.getS(), (ec.getParams().getOrder().bitLength() + 7) / 8));
        } else {
            byte[] encoded = key.getEncoded();
            jwk.put("d", base64Url(Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length)));
        }
        return jwk;
    }

    /**
     * Signs as RFC 7518 and RFC 8037 tell.
     *
     * @param alg the {@code alg} value
     * @param bytes what to sign
     * @return the signature
     */
    public byte[] sign(String alg, byte[] bytes) {
        try {
            Signature signature = signature(alg);
            signature.initSign(pair.getPrivate());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Signature signature(String alg) throws GeneralSecurityException {
        String bits = alg.substring(2);
        if (alg.startsWith("RS")) {
            return Signature.getInstance("SHA" + bits + "withRSA");
        }
        if (alg.startsWith("ES")) {
            return Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
        }
        if (alg.startsWith("PS")) {
            Signature pss = Signature.getInstance("RSASSA-PSS");
            String hash = "SHA-" + bits;
            pss.setParameter(
                    new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), Integer.parseInt(bits) / 8, 1));
            return pss;
        }
        return Signature.getInstance("Ed25519");
    }

    private static KeyPair generate(String kind, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            generator.initialize(parameters);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unsigned(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, padded, length - count, count);
        return base64Url(padded);
    }

    static String base64Url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return kid + "/" + algorithm;
    }
}
