package io.handclasp.websocket.attack;

import io.handclasp.websocket.testing.TestKey;
import io.handclasp.websocket.testing.TestTokens;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.List;

/** Good tokens that were tampered with, and those of strangers. */
final class SignatureAttacks {
    private SignatureAttacks() {}

    static List<Attack> signatures() {
        Forge forge = new Forge(Family.SIGNATURE);
        String good = Forge.good();
        String other = Forge.issued().claim("sub", "mallory").text();
        byte[] signature = Forge.decode(Forge.signatureOf(good));
        forge.add("a stranger's RSA key", TestTokens.signedBy(Forge.STRANGER).text());
        forge.add("a stranger's EC key", TestTokens.signedBy(Forge.STRANGER_EC).text());
        forge.add(
                "an unknown key id",
                TestTokens.signedBy(Forge.STRANGER.withKid("no-such-key")).text());
        forge.add("another token's signature", Forge.withSignature(other, Forge.signatureOf(good)));
        forge.add("another token's payload", exchanged(good, other, 1));
        forge.add(
                "another token's header",
                exchanged(good, TestTokens.good(TestTokens.EC).reveal(), 0));
        forge.add("no signature", Forge.withSignature(good, ""));
        forge.add("its signature twice", good + Forge.signatureOf(good));
        for (int position : new int[] {0, 1, signature.length / 2, signature.length - 1}) {
            byte[] changed = signature.clone();
            changed[position] ^= 1;
            forge.add("one bit changed at " + position, Forge.withSignature(good, Forge.encode(changed)));
        }
        BigInteger modulus = ((RSAPublicKey) TestTokens.RSA.publicKey()).getModulus();
        BigInteger number = new BigInteger(1, signature);
        for (BigInteger made : List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                modulus.subtract(BigInteger.ONE),
                modulus,
                number.add(modulus),
                modulus.subtract(number))) {
            byte[] bytes = made.toByteArray();
            byte[] padded = concat(new byte[256], bytes);
            forge.add(
                    "RSA with a number of " + made.bitLength() + " bits",
                    Forge.withSignature(good, Forge.encode(bytes)));
            forge.add(
                    "the same in 256 bytes",
                    Forge.withSignature(
                            good, Forge.encode(Arrays.copyOfRange(padded, padded.length - 256, padded.length))));
        }
        forge.add("a zero before it", Forge.withSignature(good, Forge.encode(concat(new byte[1], signature))));
        forge.add("a zero behind it", Forge.withSignature(good, Forge.encode(Arrays.copyOf(signature, 257))));
        for (String algorithm : List.of(
                "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "EdDSA", "RS1", "HS256", "RSA-OAEP", "rs256")) {
            String header = "{\"alg\":\"" + algorithm + "\",\"kid\":\"rsa-1\"}";
            forge.add("RS256, called " + algorithm, Forge.signed(TestTokens.RSA, "RS256", header, Forge.claims("}")));
        }
        for (TestKey key : List.of(TestTokens.RSA, TestTokens.EC, TestTokens.ED25519)) {
            for (TestKey named : List.of(TestTokens.RSA, TestTokens.EC, TestTokens.ED25519)) {
                if (key != named) {
                    forge.add(
                            key + " under the id of " + named,
                            TestTokens.signedBy(key.withKid(named.kid())).text());
                }
            }
        }
        return forge.attacks();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String exchanged(String token, String other, int part) {
        String[] parts = token.split("\\.", -1);
        parts[part] = other.split("\\.", -1)[part];
        return String.join(".", parts);
    }

    /** Nothing short of the whole is a token. */
    static List<Attack> beginnings() {
        Forge forge = new Forge(Family.TRUNCATED);
        String good = TestTokens.good(TestTokens.ED25519).reveal();
        for (int length = 0; length < good.length(); length++) {
            forge.add("the first " + length + " characters", good.substring(0, length));
        }
        return forge.attacks();
    }
}
