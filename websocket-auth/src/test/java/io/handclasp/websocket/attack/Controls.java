package io.handclasp.websocket.attack;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.TestTokens;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Good tokens that look unusual, with the subject that each is of: a verifier that refuses everything must not pass. Names that
 * look like others' are names of their own.
 */
final class Controls {
    /** A name that looks like that of {@link TestTokens#SUBJECT}: its first letter is Cyrillic. */
    static final String LOOKALIKE = "\u0430lice";

    private static final long NOW = ManualTimeSource.START.getEpochSecond();

    private static final Map<String, String> ALL = make();

    private Controls() {}

    /** Tokens, each with its subject; the same whenever they are asked for. */
    static Map<String, String> all() {
        return ALL;
    }

    private static Map<String, String> make() {
        Map<String, String> tokens = new LinkedHashMap<>();
        for (String subject : List.of(
                TestTokens.SUBJECT,
                LOOKALIKE,
                "Alice",
                "ALICE",
                "alice\u200B",
                "\u202Eecila",
                "ali\u0301ce",
                "al\u00EDce",
                "\uFF41lice",
                "../../alice",
                "' OR '1'='1",
                "\uD83D\uDE00",
                "auth0|5f7c8ec7c33c6c004bbafe82",
                "null",
                "0")) {
            tokens.put(Forge.issued().claim("sub", subject).text(), subject);
        }
        for (String header : List.of(
                "{\"alg\":\"RS256\"}",
                "{\"kid\":\"rsa-1\",\"alg\":\"RS256\"}",
                " {\"alg\" : \"RS256\", \"kid\" : \"rsa-1\"} ",
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"JWT\"}",
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"at+jwt\"}",
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"application/AT+JWT\"}",
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"vnd.example\"}",
                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"jku\":\"https://issuer.example/jwks\",\"unknown\":{\"a\":[1]}}")) {
            put(tokens, Forge.signed(TestTokens.RSA, "RS256", header, Forge.claims("}")));
        }
        for (String end : List.of(
                "}",
                " } ",
                ",\"nbf\":" + NOW + "}",
                ",\"nbf\":" + NOW + ".5}",
                ",\"nbf\":0}",
                ",\"nbf\":1e3}",
                ",\"nbf\":null}",
                ",\"deep\":" + "[".repeat(10) + "]".repeat(10) + "}",
                ",\"scope\":\"a b\",\"roles\":[\"x\",\"x\"]}",
                ",\"\":1}",
                ",\"long\":\"" + "x".repeat(4_000) + "\"}",
                ",\"events\":[\"login\"]}")) {
            put(tokens, Forge.issued().textOf(Forge.claims(end)));
        }
        put(tokens, Forge.issued().claim("exp", NOW + 3_600.5).text());
        put(tokens, Forge.issued().claim("exp", NOW - 10).text());
        put(
                tokens,
                Forge.issued()
                        .claim("aud", List.of("billing", TestTokens.AUDIENCE))
                        .text());
        put(tokens, TestTokens.good(TestTokens.EC).reveal());
        put(tokens, TestTokens.good(TestTokens.ED25519).reveal());
        put(tokens, Forge.issued().header("alg", "PS256").text());
        put(tokens, Forge.issued().header("alg", "RS512").text());
        return Collections.unmodifiableMap(tokens);
    }

    private static void put(Map<String, String> tokens, String token) {
        tokens.put(token, TestTokens.SUBJECT);
    }
}
