package io.handclasp.websocket.verifiers;

import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The three parts of a compact JWS (RFC 7515, section 7.1), decoded. A plain class: a record would print the token.
 */
final class SignedToken {
    private final String encodedHeader;
    private final byte[] signedBytes;
    private final byte[] payload;
    private final DecodedSignature signature;

    private SignedToken(String encodedHeader, byte[] signedBytes, byte[] payload, DecodedSignature signature) {
        this.encodedHeader = encodedHeader;
        this.signedBytes = signedBytes;
        this.payload = payload;
        this.signature = signature;
    }

    /** Reads a token's parts; empty when it has not three, one cannot be decoded, or there are no claims. */
    static Optional<SignedToken> parse(String text) {
        int headerEnd = text.indexOf('.');
        int payloadEnd = text.indexOf('.', headerEnd + 1);
        if (headerEnd <= 0 || payloadEnd <= headerEnd + 1 || text.indexOf('.', payloadEnd + 1) >= 0) {
            return Optional.empty();
        }
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            byte[] payload = StrictBase64Url.decode(bytes, headerEnd + 1, payloadEnd);
            byte[] signature = StrictBase64Url.decode(bytes, payloadEnd + 1, bytes.length);
            return Optional.of(new SignedToken(
                    text.substring(0, headerEnd),
                    Arrays.copyOf(bytes, payloadEnd),
                    payload,
                    new DecodedSignature(signature)));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }

    String encodedHeader() {
        return encodedHeader;
    }

    byte[] signedBytes() {
        return signedBytes;
    }

    String payload() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    Base64URL signature() {
        return signature;
    }

    /**
     * A signature that was decoded with the JDK's decoder: Nimbus's own takes a constant time for each character, which costs
     * more than the rest of the token's parsing.
     */
    private static final class DecodedSignature extends Base64URL {
        private static final long serialVersionUID = 1L;

        private final transient byte[] decoded;

        DecodedSignature(byte[] decoded) {
            super("decoded");
            this.decoded = decoded;
        }

        @Override
        public byte[] decode() {
            return decoded;
        }
    }
}
