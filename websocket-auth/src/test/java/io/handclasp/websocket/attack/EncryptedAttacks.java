package io.handclasp.websocket.attack;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSAEncrypter;
import io.handclasp.websocket.testing.TestTokens;
import java.security.interfaces.RSAPublicKey;
import java.util.List;

/** Anybody can encrypt with a public key, and a compressed plaintext may be a thousand times as long (CVE-2024-21319). */
final class EncryptedAttacks {
    /** Five megabytes of zeros fit into the longest token, compressed. */
    private static final int BOMB = 5 << 20;

    private EncryptedAttacks() {}

    static List<Attack> all() {
        Forge forge = new Forge(Family.ENCRYPTED);
        String good = Forge.good();
        forge.add("claims, encrypted for the issuer's public key", encrypted(Forge.claims("}"), false, null));
        forge.add("claims, compressed and encrypted", encrypted(Forge.claims("}"), true, null));
        forge.add("a good token, nested (cty JWT)", encrypted(good, false, "JWT"));
        forge.add(
                "a stranger's token, nested (cty JWT)",
                encrypted(TestTokens.signedBy(Forge.STRANGER).text(), true, "JWT"));
        forge.add("a zip bomb", encrypted("0".repeat(BOMB), true, null));
        forge.add("a zip bomb of claims", encrypted(Forge.claims(",\"x\":\"" + "0".repeat(BOMB) + "\"}"), true, null));
        forge.add(
                "dir with nothing",
                Forge.encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}")
                        + "..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
        forge.add(
                "PBES2 with 2^31 rounds",
                Forge.encode(
                                "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2s\":\"AAAAAAAAAAA\",\"p2c\":2147483647}")
                        + ".AAAA.AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA");
        forge.add(
                "three parts that say enc",
                Forge.encode("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\",\"kid\":\"rsa-1\"}") + "."
                        + Forge.encode(Forge.claims("}")) + "." + Forge.signatureOf(good));
        forge.add(
                "a good token, signed once more (cty JWT)",
                Forge.issued().header("cty", "JWT").textOf(good));
        forge.add(
                "a good token in quotes, signed once more",
                Forge.issued().header("cty", "JWT").textOf("\"" + good + "\""));
        forge.add(
                "a stranger signs a good token",
                TestTokens.signedBy(Forge.STRANGER).header("cty", "JWT").textOf(good));
        forge.add("a JWS in JSON", Forge.encode("{\"payload\":\"" + good.split("\\.", 3)[1] + "\",\"signatures\":[]}"));
        return forge.attacks();
    }

    private static String encrypted(String plaintext, boolean zipped, String contentType) {
        JWEHeader.Builder header = new JWEHeader.Builder(JWEAlgorithm.RSA_OAEP_256, EncryptionMethod.A128GCM)
                .keyID(TestTokens.RSA.kid())
                .contentType(contentType);
        if (zipped) {
            header.compressionAlgorithm(CompressionAlgorithm.DEF);
        }
        JWEObject object = new JWEObject(header.build(), new Payload(plaintext));
        try {
            object.encrypt(new RSAEncrypter((RSAPublicKey) TestTokens.RSA.publicKey()));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return object.serialize();
    }
}
