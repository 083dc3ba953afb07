package io.handclasp.websocket.attack;

import io.handclasp.websocket.testing.TestTokens;
import java.util.List;

/**
 * One name twice in one object: what the first reader takes need not be what the second takes (RFC 8725, section 2.4). All of
 * them are signed by the issuer, who was made to say it.
 */
final class DuplicateAttacks {
    private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"rsa-1\"";

    private DuplicateAttacks() {}

    static List<Attack> all() {
        Forge forge = new Forge(Family.DUPLICATE);
        for (String member : List.of(
                "\"alg\":\"none\"",
                "\"alg\":\"RS256\"",
                "\"alg\":\"HS256\"",
                "\"kid\":\"mine\"",
                "\"\\u0061lg\":\"none\"",
                "\"kid\":\"rsa-1\"")) {
            forge.add("header ends with " + member, signed(HEADER + "," + member + "}", Forge.claims("}")));
            forge.add(
                    "header begins with " + member,
                    signed("{" + member + "," + HEADER.substring(1) + "}", Forge.claims("}")));
        }
        for (String member : List.of(
                "\"sub\":\"mallory\"",
                "\"\\u0073ub\":\"mallory\"",
                "\"s\\u0075b\":\"" + TestTokens.SUBJECT + "\"",
                "\"exp\":1",
                "\"exp\":9999999999",
                "\"aud\":\"billing\"",
                "\"aud\":[\"chat\"]",
                "\"iss\":\"https://evil.example\"",
                "\"nbf\":1,\"nbf\":9999999999",
                "\"scope\":\"read\",\"scope\":\"admin\"",
                "\"own\":{\"a\":1,\"a\":2}")) {
            forge.add("payload ends with " + member, signed(HEADER + "}", Forge.claims("," + member + "}")));
            forge.add(
                    "payload begins with " + member,
                    signed(HEADER + "}", "{" + member + "," + Forge.claims("}").substring(1)));
        }
        return forge.attacks();
    }

    private static String signed(String header, String payload) {
        return Forge.signed(TestTokens.RSA, "RS256", header, payload);
    }
}
