package io.handclasp.examples.benchmarks;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Many different tokens of one issuer, and the key that signed them. */
final class TokenBatch {
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "chat";
    private static final String KEY_ID = "2026-11";
    private static final int ED25519_KEY_BYTES = 32;

    /** One token, whole and in the parts that a bare signature check needs. */
    @SuppressWarnings("ArrayRecordComponent") // read only, and never compared
    record Token(String text, byte[] input, byte[] signature) {}

    /** How much a token says. */
    enum Claims {
        /** What RFC 9068, section 2.2, requires of an access token; about 660 characters with an RSA signature. */
        REQUIRED,
        /** As large providers issue them, with scopes, session, tenant and roles; about 850 characters. */
        MANY;

        private String of(int number, Instant expiry) {
            long exp = expiry.getEpochSecond();
            String required =
                    "{\"iss\":\"" + ISSUER + "\",\"sub\":\"user-" + number + "\",\"aud\":\"" + AUDIENCE + "\",\"exp\":"
                            + exp + ",\"iat\":" + (exp - 7_260) + ",\"jti\":\"b7a1f0c2-4d7e-4a53-9f10-"
                            + (100_000_000_000L + number)
                            + "\",\"client_id\":\"web-frontend\"";
            String further = ",\"scope\":\"openid profile chat:read chat:write\",\"sid\":\"5f1d7a84-8d0e-4f0e-a1c5-"
                    + (200_000_000_000L + number)
                    + "\",\"tenant\":\"example-corp\",\"roles\":[\"member\",\"editor\"],\"name\":\"Ada Lovelace\"";
            return required + (this == MANY ? further : "") + "}";
        }
    }

    private final Algorithm algorithm;
    private final KeyPair keys;
    private final JWK jwk;
    private final List<Token> tokens;

    private TokenBatch(Algorithm algorithm, KeyPair keys, JWK jwk, List<Token> tokens) {
        this.algorithm = algorithm;
        this.keys = keys;
        this.jwk = jwk;
        this.tokens = tokens;
    }

    static TokenBatch of(Algorithm algorithm, Claims claims, int size, Instant expiry) throws GeneralSecurityException {
        KeyPair keys = algorithm.newKeyPair();
        String header = encode("{\"alg\":\"" + algorithm.name() + "\",\"typ\":\"at+jwt\",\"kid\":\"" + KEY_ID + "\"}");
        List<Token> tokens = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            String text = header + "." + encode(claims.of(i, expiry));
            byte[] input = text.getBytes(StandardCharsets.US_ASCII);
            byte[] signature = algorithm.sign(keys, input);
            tokens.add(new Token(text + "." + Base64URL.encode(signature), input, signature));
        }
        return new TokenBatch(algorithm, keys, jwk(algorithm, keys), tokens);
    }

    private static String encode(String json) {
        return Base64URL.encode(json).toString();
    }

    private static JWK jwk(Algorithm algorithm, KeyPair keys) {
        return switch (algorithm) {
            case RS256 ->
                new RSAKey.Builder((RSAPublicKey) keys.getPublic())
                        .keyID(KEY_ID)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
            case ES256 ->
                new ECKey.Builder(Curve.P_256, (ECPublicKey) keys.getPublic())
                        .keyID(KEY_ID)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
            case EdDSA -> {
                byte[] encoded = keys.getPublic().getEncoded();
                byte[] raw = Arrays.copyOfRange(encoded, encoded.length - ED25519_KEY_BYTES, encoded.length);
                yield new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(raw))
                        .keyID(KEY_ID)
                        .keyUse(KeyUse.SIGNATURE)
                        .build();
            }
        };
    }

    KeyPair keys() {
        return keys;
    }

    IssuerKey issuerKey() {
        return new IssuerKey(algorithm, keys.getPublic().getEncoded(), new JWKSet(jwk).toString());
    }

    List<Token> tokens() {
        return tokens;
    }
}
