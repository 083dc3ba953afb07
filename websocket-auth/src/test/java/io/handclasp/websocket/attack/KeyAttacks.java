package io.handclasp.websocket.attack;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.tls.HeldCertificate;

/** Tokens that say themselves by which key they are to be verified (RFC 8725, sections 2.8 to 2.10). */
final class KeyAttacks {
    private KeyAttacks() {}

    /** Keys that come with the token, or that lie on a server of the attacker's, who counts who asks for them. */
    static List<Attack> foreign(URI attacker) {
        Forge forge = new Forge(Family.FOREIGN_KEY);
        String certificate = java.util.Base64.getEncoder().encodeToString(certificate());
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("jwk", Forge.STRANGER.publicJwk());
        parameters.put("jku", attacker.resolve("/jwks").toString());
        parameters.put("x5u", attacker.resolve("/cert").toString());
        parameters.put("x5c", List.of(certificate));
        parameters.put("x5t#S256", Forge.encode(new byte[32]));
        parameters.put("jku to a file", "file:///etc/passwd");
        parameters.put("jku behind the issuer's name", TestTokens.ISSUER + "@" + attacker.getAuthority() + "/jwks");
        parameters.forEach((parameter, value) -> {
            String name = parameter.split(" ", 2)[0];
            for (String kid : List.of(TestTokens.RSA.kid(), "mine")) {
                forge.add(
                        parameter + ", key id " + kid,
                        TestTokens.signedBy(Forge.STRANGER.withKid(kid))
                                .header(name, value)
                                .text());
            }
            forge.add(
                    parameter + ", no key id",
                    TestTokens.signedBy(Forge.STRANGER)
                            .withoutHeader("kid")
                            .header(name, value)
                            .text());
        });
        forge.add(
                "a private jwk",
                TestTokens.signedBy(Forge.STRANGER)
                        .header("jwk", Forge.STRANGER.privateJwk())
                        .text());
        forge.add(
                "a symmetric jwk",
                Forge.hmac(
                        "HS256",
                        new byte[32],
                        Map.of("alg", "HS256", "jwk", Map.of("kty", "oct", "k", Forge.encode(new byte[32])))));
        forge.add(
                "all of them",
                TestTokens.signedBy(Forge.STRANGER)
                        .header("jwk", parameters.get("jwk"))
                        .header("jku", parameters.get("jku"))
                        .header("x5u", parameters.get("x5u"))
                        .header("x5c", parameters.get("x5c"))
                        .text());
        return forge.attacks();
    }

    private static byte[] certificate() {
        try {
            return new HeldCertificate.Builder()
                    .commonName("issuer.example")
                    .build()
                    .certificate()
                    .getEncoded();
        } catch (java.security.cert.CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Ids that some verifiers put into paths and queries. The second of each kind is a key that the attacker has. */
    static List<Attack> ids() {
        Forge forge = new Forge(Family.KEY_ID);
        List<String> ids = List.of(
                "../../../../../../dev/null",
                "/dev/null",
                "C:\\Windows\\win.ini",
                "file:///dev/null",
                "http://127.0.0.1:1/key",
                "x' UNION SELECT 'secret' --",
                "rsa-1' OR '1'='1",
                "| cat /etc/passwd",
                "$(id)",
                "${jndi:ldap://127.0.0.1:1/a}",
                "%s%s%s%n",
                "rsa-1\u0000",
                "\u0000rsa-1",
                "RSA-1",
                "rsa-1 ",
                " rsa-1",
                "rsa\u20111",
                "rsa-1\nkid: rsa-1",
                "",
                "k".repeat(4_000));
        for (String id : ids) {
            String shown = id.length() > 60 ? id.length() + " characters" : id.replaceAll("\\p{Cntrl}", "?");
            forge.add(
                    "'" + shown + "', a stranger's key",
                    TestTokens.signedBy(Forge.STRANGER.withKid(id)).text());
            forge.add(
                    "'" + shown + "', HMAC with nothing",
                    Forge.hmac("HS256", new byte[1], Map.of("alg", "HS256", "kid", id)));
        }
        for (String kid : List.of("null", "1", "true", "{}", "[\"rsa-1\"]", "{\"$ne\":null}")) {
            forge.add(
                    "kid is " + kid,
                    Forge.signed(
                            Forge.STRANGER, "RS256", "{\"alg\":\"RS256\",\"kid\":" + kid + "}", Forge.claims("}")));
        }
        return forge.attacks();
    }

    /** All that is critical is unknown here, and what is unknown must be refused (RFC 7515, section 4.1.11). */
    static List<Attack> critical() {
        Forge forge = new Forge(Family.CRITICAL);
        List<Object> lists = List.of(
                List.of("exp"),
                List.of("b64"),
                List.of("http://example.com/UNDEFINED"),
                List.of(),
                List.of("alg"),
                List.of(1),
                "exp",
                Map.of("exp", 1),
                true);
        for (Object crit : lists) {
            forge.add(
                    "crit is " + JSONObjectUtils.toJSONString(Map.of("crit", crit)),
                    Forge.issued()
                            .header("crit", crit)
                            .header("exp", 1)
                            .header("http://example.com/UNDEFINED", 1)
                            .text());
        }
        forge.add("b64 false", Forge.issued().header("b64", false).text());
        forge.add(
                "b64 false and critical",
                Forge.issued()
                        .header("b64", false)
                        .header("crit", List.of("b64"))
                        .text());
        forge.add(
                "b64 true and critical",
                Forge.issued()
                        .header("b64", true)
                        .header("crit", List.of("b64"))
                        .text());
        String header = Forge.encode("{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"b64\":false,\"crit\":[\"b64\"]}");
        String unsigned = header + "." + "alice";
        TestKey key = TestTokens.RSA;
        forge.add(
                "b64 false, payload as it is",
                unsigned + "."
                        + Forge.encode(
                                key.sign("RS256", unsigned.getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        return forge.attacks();
    }
}
