package io.handclasp.websocket.attack;

import io.handclasp.websocket.testing.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Texts that are not exactly one compact JWS with a JSON object in it. */
final class FormAttacks {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private FormAttacks() {}

    static List<Attack> forms() {
        Forge forge = new Forge(Family.FORM);
        String good = Forge.good();
        spellings(forge, good);
        parts(forge, good);
        for (String payload : List.of(
                "",
                "null",
                "true",
                "1",
                "\"alice\"",
                "[]",
                "[1,2,3]",
                "alice",
                "{",
                "{}",
                "{}{}",
                "{\"sub\":\"alice\"",
                Forge.claims("}") + "x",
                Forge.claims("}") + Forge.claims("}"),
                Forge.claims(",}"),
                Forge.claims("}").replace('"', '\''),
                "\uFEFF" + Forge.claims("}"),
                "/**/" + Forge.claims("}"),
                Forge.claims(",\"x\":NaN}"),
                Forge.claims(",\"x\":01}"))) {
            forge.add(
                    "payload is " + payload.substring(0, Math.min(20, payload.length())),
                    Forge.issued().textOf(payload));
        }
        bytes(forge);
        return forge.attacks();
    }

    /** Each decodes to the same bytes for somebody who is not strict: one token, many texts. */
    private static void spellings(Forge forge, String good) {
        for (int part = 0; part < 3; part++) {
            String[] parts = good.split("\\.", -1);
            String own = parts[part];
            for (String end : List.of("=", "==", "%3D", "\n", " ", "A", "AAAA", "~")) {
                parts[part] = own + end;
                // White space at the end of a header's value is none of its own (RFC 9110, section 5.5).
                if (part < 2 || !end.isBlank()) {
                    forge.add("part " + part + " with '" + end.strip() + "' behind it", String.join(".", parts));
                }
            }
            for (String inside : List.of(" ", "\n", "\t", "=", "%2E", "\u0000")) {
                parts[part] = own.substring(0, 4) + inside + own.substring(4);
                forge.add("part " + part + " with '" + inside.strip() + "' in it", String.join(".", parts));
            }
            parts[part] = Base64.getEncoder().encodeToString(Forge.decode(own));
            if (!parts[part].equals(own)) {
                forge.add("part " + part + " in padded base64", String.join(".", parts));
            }
        }
        standardAlphabet(forge);
        unusedBits(forge);
    }

    /** Only where it makes a difference: when the signature holds a character of the other alphabet. */
    private static void standardAlphabet(Forge forge) {
        String token = Forge.good();
        for (int i = 0; Forge.signatureOf(token).matches("[A-Za-z0-9]*"); i++) {
            token = Forge.issued().claim("jti", "t" + i).text();
        }
        forge.add(
                "signature in the standard alphabet",
                Forge.withSignature(
                        token, Forge.signatureOf(token).replace('-', '+').replace('_', '/')));
    }

    private static void unusedBits(Forge forge) {
        List<String> tokens = new ArrayList<>(
                List.of(Forge.good(), TestTokens.good(TestTokens.EC).reveal()));
        tokens.add(TestTokens.good(TestTokens.ED25519).reveal());
        for (String token : tokens) {
            int last = ALPHABET.indexOf(token.charAt(token.length() - 1));
            // 64 and 256 bytes leave four bits of the last character unused.
            for (int bits = 1; bits < 16; bits++) {
                forge.add(
                        "unused bits " + bits + " of the signature",
                        token.substring(0, token.length() - 1) + ALPHABET.charAt(last | bits));
            }
        }
    }

    private static void parts(Forge forge, String good) {
        for (String text : List.of(
                "",
                ".",
                "..",
                "...",
                "....",
                "token",
                "null",
                good + ".",
                good + ".more",
                "." + good,
                good + "..",
                good.substring(0, good.lastIndexOf('.')),
                good.replace(".", ".."),
                good.replace('.', '~'),
                good + " " + good,
                good + "," + good,
                "Bearer " + good,
                "bearer",
                good + "\u0000",
                good + "\u2028",
                "\"" + good + "\"",
                "'" + good + "'",
                "<" + good + ">",
                good.replace(".", "\uFF0E"),
                good.replace(".", "%2E"))) {
            forge.add("text of " + text.length() + " characters, " + text.split("\\.", -1).length + " parts", text);
        }
    }

    /** What is no UTF-8 is no JSON text (RFC 8259, section 8.1); repaired, it could become somebody's name. */
    private static void bytes(Forge forge) {
        Map<String, byte[]> names = Map.of(
                "an overlong slash", new byte[] {(byte) 0xC0, (byte) 0xAF},
                "an overlong NUL", new byte[] {(byte) 0xC0, (byte) 0x80},
                "an overlong a", new byte[] {(byte) 0xC1, (byte) 0xA1},
                "a lone surrogate", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
                "beyond Unicode", new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
                "a continuation", new byte[] {(byte) 0x80},
                "a cut sequence", new byte[] {(byte) 0xE2, (byte) 0x82},
                "Latin-1", new byte[] {(byte) 0xE9});
        byte[] frame = Forge.claims(",\"name\":\"#\"}").getBytes(StandardCharsets.US_ASCII);
        int hole = Forge.claims(",\"name\":\"").length();
        names.forEach((name, bytes) -> {
            byte[] payload = new byte[frame.length - 1 + bytes.length];
            System.arraycopy(frame, 0, payload, 0, hole);
            System.arraycopy(bytes, 0, payload, hole, bytes.length);
            System.arraycopy(frame, hole + 1, payload, hole + bytes.length, frame.length - hole - 1);
            forge.add("payload with " + name, Forge.issued().textOf(payload));
        });
        for (java.nio.charset.Charset charset :
                List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            forge.add(
                    "payload in " + charset,
                    Forge.issued().textOf(Forge.claims("}").getBytes(charset)));
        }
        for (String control : List.of("\u0000", "\n", "\t", "\u001F")) {
            forge.add(
                    "a bare control character in a name",
                    Forge.issued().textOf(Forge.claims(",\"n\":\"" + control + "\"}")));
        }
    }

    static List<Attack> sizes() {
        Forge forge = new Forge(Family.SIZE);
        forge.add("8,192 characters of A", "A".repeat(8_192));
        forge.add("8,193 characters of A", "A".repeat(8_193));
        forge.add("1,000,000 characters of A", "A".repeat(1_000_000));
        forge.add("10,000 dots", ".".repeat(10_000));
        forge.add(
                "a good token's claims and 100,000 more characters",
                Forge.issued().claim("x", "y".repeat(100_000)).text());
        forge.add(
                "header of 6,000 characters, bad signature",
                Forge.issued().header("x", "y".repeat(4_000)).unsignedText() + ".c2ln");
        for (String open : List.of("[", "{\"a\":")) {
            String close = open.equals("[") ? "]" : "}";
            for (int depth : new int[] {100, 1_000, 10_000}) {
                String value = open.repeat(depth) + (open.equals("[") ? "" : "1") + close.repeat(depth);
                forge.add(
                        "payload " + depth + " deep in " + open,
                        Forge.issued().textOf(Forge.claims(",\"x\":" + value + "}")));
                forge.add(
                        "header " + depth + " deep in " + open,
                        Forge.signed(
                                TestTokens.RSA,
                                "RS256",
                                "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"x\":" + value + "}",
                                Forge.claims("}")));
                forge.add(
                        "payload " + depth + " deep in " + open + ", never closed",
                        Forge.issued().textOf("{\"x\":" + open.repeat(depth)));
            }
        }
        return forge.attacks();
    }
}
