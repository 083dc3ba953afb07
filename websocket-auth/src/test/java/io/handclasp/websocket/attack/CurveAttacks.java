package io.handclasp.websocket.attack;

import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Signatures that fit some careless check of an elliptic curve (CVE-2022-21449 among them). */
final class CurveAttacks {
    /** The order of P-256. */
    static final BigInteger N = new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private static final BigInteger P =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    /** The order of Ed25519's base point. */
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));
    /** The y of points whose order divides 8, as they are encoded: little-endian, the sign of x in the last bit. */
    static final List<String> SMALL_ORDER = List.of(
            "0100000000000000000000000000000000000000000000000000000000000000",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "0000000000000000000000000000000000000000000000000000000000000000",
            "0000000000000000000000000000000000000000000000000000000000000080",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
            "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
            "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
            // The same once more, written in another way than RFC 8032 allows.
            "0100000000000000000000000000000000000000000000000000000000000080",
            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");

    private CurveAttacks() {}

    static List<Attack> ecdsa() {
        Forge forge = new Forge(Family.ECDSA);
        String good = TestTokens.good(TestTokens.EC).reveal();
        byte[] signature = Forge.decode(Forge.signatureOf(good));
        byte[] r = Arrays.copyOf(signature, 32);
        byte[] s = Arrays.copyOfRange(signature, 32, 64);
        Map<String, byte[]> numbers = new LinkedHashMap<>();
        numbers.put("0", new byte[32]);
        numbers.put("1", bytes(BigInteger.ONE));
        numbers.put("n", bytes(N));
        numbers.put("n + 1", bytes(N.add(BigInteger.ONE)));
        numbers.put("p", bytes(P));
        numbers.put("2^256 - 1", bytes(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)));
        numbers.put("its own", r);
        for (Map.Entry<String, byte[]> first : numbers.entrySet()) {
            for (Map.Entry<String, byte[]> second : numbers.entrySet()) {
                forge.add(
                        "r " + first.getKey() + ", s " + second.getKey(),
                        Forge.withSignature(good, Forge.encode(join(first.getValue(), second.getValue()))));
            }
            if (first.getValue() != r) {
                forge.add(
                        "r " + first.getKey() + ", s right",
                        Forge.withSignature(good, Forge.encode(join(first.getValue(), s))));
            }
        }
        forge.add("r and s changed places", Forge.withSignature(good, Forge.encode(join(s, r))));
        forge.add("DER", Forge.withSignature(good, Forge.encode(der(r, s))));
        for (int length : new int[] {0, 1, 32, 63, 65, 70, 96, 128, 132}) {
            forge.add(
                    "cut or filled to " + length,
                    Forge.withSignature(good, Forge.encode(Arrays.copyOf(signature, length))));
        }
        forge.add(
                "a zero before each half",
                Forge.withSignature(good, Forge.encode(join(join(new byte[1], r), join(new byte[1], s)))));
        curves(forge);
        return forge.attacks();
    }

    private static void curves(Forge forge) {
        for (String curve : List.of("P-384", "P-521")) {
            TestKey other = TestKey.ec(TestTokens.EC.kid(), curve);
            forge.add(
                    curve + " under the id of a P-256 key",
                    TestTokens.signedBy(other).text());
            String called = "{\"alg\":\"ES256\",\"kid\":\"ec-1\"}";
            forge.add(curve + ", called ES256", Forge.signed(other, other.algorithm(), called, Forge.claims("}")));
        }
        for (String algorithm : List.of("ES384", "ES512", "ES256K", "Ed448", "EdDSA", "RS256", "PS256")) {
            String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"ec-1\"}";
            forge.add("ES256, called " + algorithm, Forge.signed(TestTokens.EC, "ES256", header, Forge.claims("}")));
        }
    }

    /** The issuer's own signature, in the other format: another key's would be refused for that alone. */
    private static byte[] der(byte[] r, byte[] s) {
        byte[] first = new BigInteger(1, r).toByteArray();
        byte[] second = new BigInteger(1, s).toByteArray();
        byte[] numbers = join(
                join(new byte[] {2, (byte) first.length}, first), join(new byte[] {2, (byte) second.length}, second));
        return join(new byte[] {0x30, (byte) numbers.length}, numbers);
    }

    static List<Attack> eddsa() {
        Forge forge = new Forge(Family.EDDSA);
        String good = TestTokens.good(TestTokens.ED25519).reveal();
        byte[] signature = Forge.decode(Forge.signatureOf(good));
        byte[] r = Arrays.copyOf(signature, 32);
        byte[] s = Arrays.copyOfRange(signature, 32, 64);
        for (String point : SMALL_ORDER) {
            byte[] small = java.util.HexFormat.of().parseHex(point);
            forge.add(
                    "R " + point.substring(0, 8) + "…, S 0",
                    Forge.withSignature(good, Forge.encode(join(small, new byte[32]))));
            forge.add(
                    "R " + point.substring(0, 8) + "…, S its own",
                    Forge.withSignature(good, Forge.encode(join(small, s))));
        }
        for (int times = 1; times <= 7; times++) {
            byte[] beyond = little(littleNumber(s).add(L.multiply(BigInteger.valueOf(times))));
            forge.add("S + " + times + " L", Forge.withSignature(good, Forge.encode(join(r, beyond))));
        }
        for (int length : new int[] {0, 32, 63, 65, 114, 128}) {
            forge.add(
                    "cut or filled to " + length,
                    Forge.withSignature(good, Forge.encode(Arrays.copyOf(signature, length))));
        }
        forge.add(
                "a stranger's key",
                TestTokens.signedBy(TestKey.ed25519(TestTokens.ED25519.kid())).text());
        for (String algorithm : List.of("Ed448", "ES256", "RS256", "eddsa", "ED25519", "X25519")) {
            String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"ed-1\"}";
            forge.add(
                    "EdDSA, called " + algorithm, Forge.signed(TestTokens.ED25519, "EdDSA", header, Forge.claims("}")));
        }
        return forge.attacks();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** A number in 32 bytes, the first the largest. */
    static byte[] bytes(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int count = Math.min(bytes.length, padded.length);
        System.arraycopy(bytes, bytes.length - count, padded, padded.length - count, count);
        return padded;
    }

    private static BigInteger littleNumber(byte[] bytes) {
        return new BigInteger(1, reversed(bytes));
    }

    private static byte[] little(BigInteger number) {
        return reversed(bytes(number));
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }
}
