package io.handclasp.websocket.attack;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Puts tokens together byte by byte, and collects those of one family. Not thread-safe. */
final class Forge {
    /** An attacker's key under the id of the issuer's. */
    static final TestKey STRANGER = TestKey.rsa(TestTokens.RSA.kid(), 2048);
    /** An attacker's key under the id of the issuer's EC key. */
    static final TestKey STRANGER_EC = TestKey.ec(TestTokens.EC.kid(), "P-256");

    private final Family family;
    private final List<Attack> attacks = new ArrayList<>();

    Forge(Family family) {
        this.family = family;
    }

    Forge add(String name, String token) {
        attacks.add(new Attack(family, name, token));
        return this;
    }

    List<Attack> attacks() {
        return List.copyOf(attacks);
    }

    static TestTokens.Builder issued() {
        return TestTokens.signedBy(TestTokens.RSA);
    }

    static String good() {
        return TestTokens.good(TestTokens.RSA).reveal();
    }

    /** The claims of a good token as JSON, with something in the place of its closing brace. */
    static String claims(String end) {
        return "{\"iss\":\"" + TestTokens.ISSUER + "\",\"aud\":\"" + TestTokens.AUDIENCE + "\",\"sub\":\""
                + TestTokens.SUBJECT + "\",\"iat\":" + ManualTimeSource.START.getEpochSecond() + ",\"exp\":"
                + ManualTimeSource.START.plus(TestTokens.LIFETIME).getEpochSecond() + end;
    }

    /** A token signed by a key over whatever header and payload. */
    static String signed(TestKey key, String algorithm, String header, String payload) {
        String unsigned = encode(header) + "." + encode(payload);
        return unsigned + "." + encode(key.sign(algorithm, unsigned.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A token with an HMAC. */
    static String hmac(String algorithm, byte[] secret, Map<String, Object> header) {
        String unsigned = encode(JSONObjectUtils.toJSONString(header)) + "." + encode(claims("}"));
        String name = "HmacSHA" + algorithm.substring(2);
        try {
            Mac mac = Mac.getInstance(name);
            mac.init(new SecretKeySpec(secret, name));
            return unsigned + "." + encode(mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    static String withSignature(String token, String signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + signature;
    }

    static String encode(String text) {
        return encode(text.getBytes(StandardCharsets.UTF_8));
    }

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] decode(String base64Url) {
        return Base64.getUrlDecoder().decode(base64Url);
    }
}
