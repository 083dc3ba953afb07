package io.handclasp.websocket.attack;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** No algorithm, and the wrong kind of algorithm (RFC 8725, section 2.1). */
final class AlgorithmAttacks {
    private AlgorithmAttacks() {}

    /** Each way to write four letters, and some that only look like them. */
    static List<Attack> none() {
        Forge forge = new Forge(Family.ALG_NONE);
        String signature = Forge.signatureOf(Forge.good());
        for (int letters = 0; letters < 16; letters++) {
            none(forge, spelled(letters), signature);
        }
        for (String odd : List.of("", " none", "none ", "none\u0000", "n\u043ene", "null", "undefined", "0")) {
            none(forge, odd, signature);
        }
        forge.add("no alg at all", Forge.issued().withoutHeader("alg").unsignedText() + "." + signature);
        forge.add("alg null", raw("{\"alg\":null,\"kid\":\"rsa-1\"}", signature));
        forge.add("alg a number", raw("{\"alg\":0,\"kid\":\"rsa-1\"}", signature));
        forge.add("alg a list", raw("{\"alg\":[\"none\",\"RS256\"],\"kid\":\"rsa-1\"}", signature));
        forge.add("alg in capitals", raw("{\"ALG\":\"RS256\",\"kid\":\"rsa-1\"}", signature));
        forge.add("header empty", raw("{}", signature));
        return forge.attacks();
    }

    private static void none(Forge forge, String algorithm, String signature) {
        String unsigned = Forge.issued().header("alg", algorithm).unsignedText();
        forge.add("alg '" + algorithm + "', no signature", unsigned + ".");
        forge.add("alg '" + algorithm + "', a good token's signature", unsigned + "." + signature);
        forge.add("alg '" + algorithm + "', two parts", unsigned);
    }

    private static String spelled(int capitals) {
        StringBuilder text = new StringBuilder("none");
        for (int i = 0; i < text.length(); i++) {
            if ((capitals & 1 << i) != 0) {
                text.setCharAt(i, Character.toUpperCase(text.charAt(i)));
            }
        }
        return text.toString();
    }

    private static String raw(String header, String signature) {
        return Forge.encode(header) + "." + Forge.encode(Forge.claims("}")) + "." + signature;
    }

    /** Whoever knows the public key could make an HMAC with it, in any of the forms in which it is written down. */
    static List<Attack> confusion() {
        Forge forge = new Forge(Family.KEY_CONFUSION);
        for (TestKey key : List.of(TestTokens.RSA, TestTokens.EC, TestTokens.ED25519)) {
            forms(key).forEach((form, secret) -> {
                for (String algorithm : List.of("HS256", "HS384", "HS512")) {
                    forge.add(
                            algorithm + " with " + key + " as " + form,
                            Forge.hmac(algorithm, secret, Map.of("alg", algorithm, "kid", key.kid())));
                }
                forge.add(
                        "HS256 with " + key + " as " + form + ", called RS256",
                        Forge.hmac("HS256", secret, Map.of("alg", "RS256", "kid", key.kid())));
            });
        }
        for (String secret : List.of("\u0000", "secret", "null", "undefined", TestTokens.ISSUER)) {
            forge.add(
                    "HS256 with a guess",
                    Forge.hmac("HS256", secret.getBytes(StandardCharsets.UTF_8), Map.of("alg", "HS256")));
        }
        return forge.attacks();
    }

    private static Map<String, byte[]> forms(TestKey key) {
        byte[] der = key.publicKey().getEncoded();
        String base64 = Base64.getEncoder().encodeToString(der);
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + lines + "\n-----END PUBLIC KEY-----";
        Map<String, byte[]> forms = new LinkedHashMap<>();
        forms.put("DER", der);
        forms.put("base64 of DER", ascii(base64));
        forms.put("PEM", ascii(pem));
        forms.put("PEM with its last line end", ascii(pem + "\n"));
        forms.put("PEM with CRLF", ascii(pem.replace("\n", "\r\n")));
        forms.put("JWK", ascii(JSONObjectUtils.toJSONString(key.publicJwk())));
        forms.put("JWK set", ascii(TestTokens.jwks(key)));
        if (key.publicKey() instanceof RSAPublicKey rsa) {
            BigInteger modulus = rsa.getModulus();
            forms.put("modulus with its sign byte", modulus.toByteArray());
            forms.put("modulus", Forge.decode(key.publicJwk().get("n").toString()));
            forms.put("modulus in hexadecimal", ascii(modulus.toString(16)));
            forms.put("modulus in base64url", ascii(key.publicJwk().get("n").toString()));
        }
        return forms;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
