package io.handclasp.websocket.resilience;

import com.nimbusds.jose.jwk.Curve;
import io.handclasp.websocket.token.BearerToken;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The other text of a signed token. An ECDSA signature (r, s) fits whenever (r, n - s) fits, and whoever has the one can write
 * down the other: two tokens that say the same. What is known of the one has to be asked of the other, too.
 */
final class TwinToken {
    /** The order of the curve by the length of a signature: P-256, P-384, P-521 (RFC 7518, section 3.4). */
    private static final Map<Integer, BigInteger> ORDERS =
            Map.of(64, order(Curve.P_256), 96, order(Curve.P_384), 132, order(Curve.P_521));

    private TwinToken() {}

    private static BigInteger order(Curve curve) {
        return curve.toECParameterSpec().getOrder();
    }

    /**
     * The twin; empty for a token that has no signature of such a length. For one that is signed in another way it is a token
     * that fits nowhere, and of which nothing is known.
     */
    static Optional<BearerToken> of(BearerToken token) {
        String text = token.reveal();
        int dot = text.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        byte[] signature;
        try {
            signature = Base64.getUrlDecoder().decode(text.substring(dot + 1));
        } catch (IllegalArgumentException notBase64Url) {
            return Optional.empty();
        }
        BigInteger order = ORDERS.get(signature.length);
        int half = signature.length / 2;
        BigInteger s = new BigInteger(1, Arrays.copyOfRange(signature, half, signature.length));
        if (order == null || s.signum() == 0 || s.compareTo(order) >= 0) {
            return Optional.empty();
        }
        byte[] other = order.subtract(s).toByteArray();
        int count = Math.min(other.length, half);
        Arrays.fill(signature, half, signature.length, (byte) 0);
        System.arraycopy(other, other.length - count, signature, signature.length - count, count);
        return BearerToken.parse(text.substring(0, dot + 1)
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
    }
}
