package io.handclasp.websocket.testing;

import io.handclasp.core.testing.ManualTimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens that must never be admitted, by the name of what is wrong with them. They fit the clock of {@link TestTokens}. */
public final class BadTokens {
    private static final TestKey STRANGER = TestKey.rsa(TestTokens.RSA.kid(), 2048);
    private static final TestKey STRANGER_EC = TestKey.ec(TestTokens.EC.kid(), "P-256");
    private static final TestKey WRONG_CURVE = TestKey.ec(TestTokens.EC.kid(), "P-384");

    private BadTokens() {}

    /**
     * The corpus.
     *
     * @return the tokens' texts by name, in a fixed order
     */
    public static Map<String, String> all() {
        Map<String, String> corpus = new LinkedHashMap<>();
        time(corpus);
        claims(corpus);
        signatures(corpus);
        headers(corpus);
        forms(corpus);
        return corpus;
    }

    private static String good(Consumer<TestTokens.Builder> change) {
        TestTokens.Builder builder = TestTokens.signedBy(TestTokens.RSA);
        change.accept(builder);
        return builder.text();
    }

    private static void time(Map<String, String> corpus) {
        corpus.put(
                "expired an hour ago",
                good(token -> token.claim("exp", ManualTimeSource.START.minus(Duration.ofHours(1)))));
        corpus.put(
                "not valid before the next hour",
                good(token -> token.claim("nbf", ManualTimeSource.START.plus(Duration.ofHours(1)))));
        corpus.put(
                "issued in the next hour",
                good(token -> token.claim("iat", ManualTimeSource.START.plus(Duration.ofHours(1)))));
        corpus.put("no exp", good(token -> token.withoutClaim("exp")));
        corpus.put("exp is a string", good(token -> token.claim("exp", "9999999999")));
        corpus.put("exp is negative", good(token -> token.claim("exp", -1)));
        corpus.put("exp is 1e300", good(token -> token.claim("exp", 1e300)));
        corpus.put("exp is an object", good(token -> token.claim("exp", Map.of("at", 9_999_999_999L))));
    }

    private static void claims(Map<String, String> corpus) {
        corpus.put("another issuer", good(token -> token.claim("iss", "https://evil.example")));
        corpus.put("no issuer", good(token -> token.withoutClaim("iss")));
        corpus.put("another audience", good(token -> token.claim("aud", "billing")));
        corpus.put("no audience", good(token -> token.withoutClaim("aud")));
        corpus.put("audience of a wrong type", good(token -> token.claim("aud", 42)));
        corpus.put("no subject", good(token -> token.withoutClaim("sub")));
        corpus.put("subject is an object", good(token -> token.claim("sub", Map.of("name", "alice"))));
        corpus.put("blank subject", good(token -> token.claim("sub", "  ")));
    }

    private static void signatures(Map<String, String> corpus) {
        String good = TestTokens.good(TestTokens.RSA).reveal();
        String goodEc = TestTokens.good(TestTokens.EC).reveal();
        String other = good(token -> token.claim("sub", "mallory"));
        corpus.put(
                "signed by a stranger's RSA key", TestTokens.signedBy(STRANGER).text());
        corpus.put(
                "signed by a stranger's EC key",
                TestTokens.signedBy(STRANGER_EC).text());
        corpus.put("signed on another curve", TestTokens.signedBy(WRONG_CURVE).text());
        corpus.put("another token's signature", withSignature(other, signatureOf(good)));
        corpus.put("signature of zeroes (CVE-2022-21449)", withSignature(goodEc, TestKey.base64Url(new byte[64])));
        corpus.put("empty signature", withSignature(good, ""));
        // Cut to whole bytes: whether another cut can be decoded depends on the last bits that are left.
        corpus.put("truncated signature", good.substring(0, good.length() - 6));
        corpus.put("payload changed after signing", good.replaceFirst("\\.[A-Za-z0-9_-]{4}", ".eyJ4"));
        corpus.put("HMAC with the public key (alg confusion)", hmacWithPublicKey());
        corpus.put(
                "unknown key id",
                TestTokens.signedBy(STRANGER.withKid("no-such-key")).text());
    }

    private static void headers(Map<String, String> corpus) {
        corpus.put(
                "alg none",
                TestTokens.signedBy(TestTokens.RSA).header("alg", "none").unsignedText() + ".");
        corpus.put(
                "alg None",
                TestTokens.signedBy(TestTokens.RSA).header("alg", "None").unsignedText() + ".");
        corpus.put(
                "alg missing",
                TestTokens.signedBy(TestTokens.RSA).withoutHeader("alg").unsignedText() + ".c2ln");
        corpus.put(
                "key in the header (jwk)",
                TestTokens.signedBy(STRANGER.withKid("mine"))
                        .header("jwk", STRANGER.publicJwk())
                        .text());
        corpus.put(
                "key at the attacker's (jku)",
                TestTokens.signedBy(STRANGER.withKid("mine"))
                        .header("jku", "https://evil.example/jwks")
                        .text());
        corpus.put(
                "certificate at the attacker's (x5u)",
                TestTokens.signedBy(STRANGER.withKid("mine"))
                        .header("x5u", "https://evil.example/cert")
                        .text());
        corpus.put(
                "key id with a path",
                TestTokens.signedBy(STRANGER.withKid("../../../../dev/null")).text());
        corpus.put(
                "key id with SQL",
                TestTokens.signedBy(STRANGER.withKid("x' UNION SELECT 'a")).text());
        corpus.put(
                "critical extension",
                TestTokens.signedBy(TestTokens.RSA)
                        .header("crit", List.of("exp"))
                        .header("exp", 1)
                        .text());
        corpus.put(
                "payload not encoded (b64 false)",
                TestTokens.signedBy(TestTokens.RSA)
                        .header("b64", false)
                        .header("crit", List.of("b64"))
                        .text());
    }

    private static void forms(Map<String, String> corpus) {
        String good = TestTokens.good(TestTokens.RSA).reveal();
        corpus.put("one word", "token");
        corpus.put("two parts", good.substring(0, good.lastIndexOf('.')));
        corpus.put("four parts", good + ".more");
        corpus.put("five parts (JWE)", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA");
        corpus.put("dots only", "....");
        corpus.put("padded signature", good + "==");
        corpus.put("payload is an array", TestTokens.signedBy(TestTokens.RSA).textOf("[1,2,3]"));
        corpus.put("payload is no JSON", TestTokens.signedBy(TestTokens.RSA).textOf("alice"));
        corpus.put(
                "payload 1,000 deep",
                TestTokens.signedBy(TestTokens.RSA).textOf("{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"));
        corpus.put("8,192 characters of A", "A".repeat(8_192));
        corpus.put(
                "header of 6,000 characters",
                TestTokens.signedBy(TestTokens.RSA)
                                .header("x", "y".repeat(4_000))
                                .unsignedText() + ".c2ln");
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private static String withSignature(String token, String signature) {
        return token.substring(0, token.lastIndexOf('.') + 1) + signature;
    }

    private static String hmacWithPublicKey() {
        String unsigned =
                TestTokens.signedBy(TestTokens.RSA).header("alg", "HS256").unsignedText();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(TestTokens.RSA.publicKey().getEncoded(), "HmacSHA256"));
            return unsigned + "." + TestKey.base64Url(mac.doFinal(unsigned.getBytes(StandardCharsets.US_ASCII)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
