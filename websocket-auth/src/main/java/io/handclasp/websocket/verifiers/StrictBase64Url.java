package io.handclasp.websocket.verifiers;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64url as RFC 7515, section 2, wants it: without padding, and in the one canonical form of RFC 4648, section 3.5. Were
 * other forms of the same bytes accepted, one signature could be written in several ways, and what is known of a token (that
 * it was revoked, say) could be evaded by changing its last character.
 */
final class StrictBase64Url {
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private StrictBase64Url() {}

    /**
     * Decodes a part of an ASCII text.
     *
     * @throws IllegalArgumentException when it is not the canonical form of anything
     */
    static byte[] decode(byte[] text, int from, int to) {
        int tail = (to - from) % 4;
        if (tail != 0) {
            int unusedBits = tail == 2 ? 0b1111 : 0b11;
            int last = ALPHABET.indexOf(text[to - 1]);
            if (tail == 1 || last < 0 || (last & unusedBits) != 0) {
                throw new IllegalArgumentException("not canonical base64url");
            }
        } else if (to > from && text[to - 1] == '=') {
            throw new IllegalArgumentException("padded base64url");
        }
        // A buffer lets the decoder read where the text stands; without padding its array is as long as what it holds.
        ByteBuffer decoded = DECODER.decode(ByteBuffer.wrap(text, from, to - from));
        byte[] bytes = decoded.array();
        return decoded.limit() == bytes.length ? bytes : Arrays.copyOf(bytes, decoded.limit());
    }
}
