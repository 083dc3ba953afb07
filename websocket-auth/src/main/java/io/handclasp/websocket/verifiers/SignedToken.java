package io.handclasp.websocket.verifiers;

import io.handclasp.core.json.JsonMaps;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The three parts of a compact JWS (RFC 7515, section 7.1), decoded. A plain class: a record would print the token.
 */
final class SignedToken {
    private final byte[] text;
    private final int headerLength;
    private final int signedLength;
    private final byte[] payload;
    private final byte[] signature;

    private SignedToken(byte[] text, int headerLength, int signedLength, byte[] payload, byte[] signature) {
        this.text = text;
        this.headerLength = headerLength;
        this.signedLength = signedLength;
        this.payload = payload;
        this.signature = signature;
    }

    /** Reads a token's parts; empty when it has not three, payload or signature cannot be decoded, or there are no claims. */
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
            return Optional.of(new SignedToken(bytes, headerEnd, payloadEnd, payload, signature));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }

    /** The header as it stands in the token. */
    String encodedHeader() {
        return new String(text, 0, headerLength, StandardCharsets.ISO_8859_1);
    }

    /** Whether the header stands in the token like this, in ASCII. */
    boolean hasHeader(byte[] encoded) {
        return Arrays.equals(text, 0, headerLength, encoded, 0, encoded.length);
    }

    /** The header as JSON; empty when it is not the canonical base64url of a JSON object. */
    Optional<Map<String, Object>> header() {
        try {
            return JsonMaps.parse(StrictBase64Url.decode(text, 0, headerLength));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
    }

    /** The payload as JSON; empty when it is no JSON object. */
    Optional<Map<String, Object>> claims() {
        return JsonMaps.parse(payload);
    }

    byte[] signature() {
        return signature;
    }

    /** What the signature is over: header and payload with the dot between them. */
    byte[] signedBytes() {
        return Arrays.copyOf(text, signedLength);
    }

    /** Shows a check what the signature is over, without a copy. */
    void updateSignedBytes(Signature check) throws SignatureException {
        check.update(text, 0, signedLength);
    }
}
