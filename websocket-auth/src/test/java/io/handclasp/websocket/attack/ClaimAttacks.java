package io.handclasp.websocket.attack;

import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.websocket.testing.TestTokens;
import java.util.List;
import java.util.function.Consumer;

/** What an issuer signed and this host must not accept: other times, others' audiences, odd types. */
final class ClaimAttacks {
    private static final long NOW = ManualTimeSource.START.getEpochSecond();

    private ClaimAttacks() {}

    static List<Attack> times() {
        Forge forge = new Forge(Family.TIME);
        odd(
                forge,
                "exp",
                List.of(
                        "null",
                        "0",
                        "1",
                        "-1",
                        String.valueOf(NOW - 3_600),
                        (NOW - 3_600) + ".5",
                        "1e9",
                        "1e-400000000"));
        odd(forge, "nbf", List.of(String.valueOf(NOW + 3_600), (NOW + 3_600) + ".5", "4e9", "-1", "-0.5"));
        odd(forge, "iat", List.of(String.valueOf(NOW + 3_600), "4e9", "-1"));
        for (String claim : List.of("exp", "nbf", "iat")) {
            odd(
                    forge,
                    claim,
                    List.of(
                            "\"" + (NOW + 3_600) + "\"",
                            "\"never\"",
                            "\"\"",
                            "true",
                            "[]",
                            "[" + (NOW + 3_600) + "]",
                            "{}",
                            "{\"at\":" + (NOW + 3_600) + "}",
                            "1e300",
                            "-1e300",
                            "1e400",
                            "1e400000000",
                            "9223372036854775807",
                            "9223372036854775808",
                            "-9223372036854775808",
                            "18446744073709551616",
                            "253402300800",
                            "1" + "0".repeat(400),
                            (NOW + 3_600) * 1_000 + ""));
        }
        forge.add("no exp", Forge.issued().withoutClaim("exp").text());
        return forge.attacks();
    }

    static List<Attack> audiences() {
        Forge forge = new Forge(Family.AUDIENCE);
        odd(
                forge,
                "aud",
                List.of(
                        "null",
                        "\"\"",
                        "\"billing\"",
                        "\"Chat\"",
                        "\"CHAT\"",
                        "\"chat \"",
                        "\" chat\"",
                        "\"chat,billing\"",
                        "\"chat billing\"",
                        "\"chat\\u0000\"",
                        "\"ch\\u0430t\"",
                        "\"https://chat\"",
                        "\"*\"",
                        "42",
                        "0",
                        "true",
                        "{}",
                        "{\"chat\":true}",
                        "[]",
                        "[null]",
                        "[\"billing\"]",
                        "[[\"chat\"]]",
                        "[\"chat\",1]",
                        "[\"chat\",null]",
                        "[{\"aud\":\"chat\"}]",
                        "\"[\\\"chat\\\"]\""));
        forge.add("no aud", Forge.issued().withoutClaim("aud").text());
        return forge.attacks();
    }

    static List<Attack> issuers() {
        Forge forge = new Forge(Family.ISSUER);
        for (String issuer : List.of(
                "https://evil.example",
                TestTokens.ISSUER + "/",
                "HTTPS://ISSUER.EXAMPLE",
                "https://Issuer.example",
                "http://issuer.example",
                "https://issuer.example:443",
                "https://issuer.example.evil.example",
                "https://issuer.example@evil.example",
                "https://evil.example/https://issuer.example",
                TestTokens.ISSUER + "#",
                TestTokens.ISSUER + "?",
                " " + TestTokens.ISSUER,
                TestTokens.ISSUER + "\\u0000",
                "https://\\u0456ssuer.example",
                "https://issuer\\u3002example",
                "issuer.example",
                "")) {
            odd(forge, "iss", List.of("\"" + issuer + "\""));
        }
        odd(
                forge,
                "iss",
                List.of(
                        "null",
                        "1",
                        "true",
                        "[]",
                        "{}",
                        "[\"" + TestTokens.ISSUER + "\"]",
                        "{\"" + TestTokens.ISSUER + "\":1}"));
        forge.add("no iss", Forge.issued().withoutClaim("iss").text());
        return forge.attacks();
    }

    static List<Attack> subjects() {
        Forge forge = new Forge(Family.SUBJECT);
        odd(
                forge,
                "sub",
                List.of(
                        "null",
                        "\"\"",
                        "\"  \"",
                        "\"\\t\"",
                        "1",
                        "true",
                        "[]",
                        "[\"alice\"]",
                        "{}",
                        "{\"name\":\"alice\"}",
                        // Escapes of half a character: no text, and not to be told apart from others once written out.
                        "\"\\ud800\"",
                        "\"alice\\udc00\"",
                        "\"\\udc00\\ud800\"",
                        // What ends a text for some reader, or a line of a log.
                        "\"alice\\u0000\"",
                        "\"\\u0000\"",
                        "\"admin\\u0000alice\"",
                        "\"alice\\nadmin\"",
                        "\"alice\\r\"",
                        "\"alice\\u001b[2J\"",
                        "\"alice\\u007f\"",
                        "\"alice\\u0085\""));
        forge.add("no sub", Forge.issued().withoutClaim("sub").text());
        return forge.attacks();
    }

    /** Signed by the same issuer for the same audience, and still no proof that somebody may connect (RFC 8725, section 2.8). */
    static List<Attack> statements() {
        Forge forge = new Forge(Family.STATEMENT);
        String logout = "{\"http://schemas.openid.net/event/backchannel-logout\":{}}";
        for (String type : List.of(
                "logout+jwt",
                "LOGOUT+JWT",
                "application/logout+jwt",
                "secevent+jwt",
                "application/secevent+jwt",
                "dpop+jwt",
                "token-introspection+jwt",
                "oauth-authz-req+jwt",
                "client-authentication+jwt",
                "entity-statement+jwt")) {
            forge.add("typ " + type, with(token -> token.header("typ", type)));
        }
        for (String type : List.of("JWT", "logout+jwt")) {
            forge.add(
                    "a logout token, typ " + type,
                    Forge.signed(
                            TestTokens.RSA,
                            "RS256",
                            "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"typ\":\"" + type + "\"}",
                            Forge.claims(",\"jti\":\"1\",\"events\":" + logout + "}")));
        }
        forge.add(
                "a security event without a type",
                Forge.issued()
                        .textOf(
                                Forge.claims(
                                        ",\"jti\":\"1\",\"events\":{\"https://schemas.openid.net/secevent/caep/event-type/session-revoked\":{}}}")));
        return forge.attacks();
    }

    private static String with(Consumer<TestTokens.Builder> change) {
        TestTokens.Builder builder = Forge.issued();
        change.accept(builder);
        return builder.text();
    }

    /** The claims as they are, but for one, which stands as it is given: no library writes most of these. */
    private static void odd(Forge forge, String claim, List<String> values) {
        String without = Forge.claims("}")
                .replaceFirst("\"" + claim + "\":(\"[^\"]*\"|[0-9]+),?", "")
                .replace(",}", "}");
        for (String value : values) {
            String shown = value.length() > 60 ? value.length() + " digits" : value;
            forge.add(
                    claim + " is " + shown,
                    Forge.issued().textOf("{\"" + claim + "\":" + value + "," + without.substring(1)));
        }
    }
}
