package io.handclasp.websocket.verify;

/**
 * Why a handshake is refused for good. Each reason knows how RFC 6750, section 3.1, answers it and which close code
 * tells a browser.
 */
public enum RejectReason {
    /** No token where the host looks for one. */
    MISSING_TOKEN(401, "", "no token was sent", 4401),
    /** The handshake or what stands in the token's place cannot be read. */
    MALFORMED_REQUEST(400, "invalid_request", "the request is malformed", 4400),
    /** Two different tokens in one request (RFC 6750, section 2). */
    AMBIGUOUS_TOKEN(400, "invalid_request", "more than one token was sent", 4400),
    /** It has a token's characters but not a token's form. */
    MALFORMED_TOKEN(401, "invalid_token", "the token is malformed", 4401),
    /** Larger than the verifier accepts. */
    TOKEN_TOO_LARGE(401, "invalid_token", "the token is too large", 4401),
    /** The signature does not fit. */
    BAD_SIGNATURE(401, "invalid_token", "the signature is wrong", 4401),
    /** Signed with an algorithm that is not on the allow-list, {@code none} among them. */
    UNSUPPORTED_ALGORITHM(401, "invalid_token", "the algorithm is not accepted", 4401),
    /** Signed with a key that the issuer does not publish. */
    UNKNOWN_KEY(401, "invalid_token", "the signing key is unknown", 4401),
    /** {@code exp} has passed. */
    EXPIRED(401, "invalid_token", "the token expired", 4401),
    /** {@code nbf} or {@code iat} lies in the future. */
    NOT_YET_VALID(401, "invalid_token", "the token is not valid yet", 4401),
    /** {@code iss} is another. */
    WRONG_ISSUER(401, "invalid_token", "the issuer is wrong", 4401),
    /** {@code aud} does not name this service. */
    WRONG_AUDIENCE(401, "invalid_token", "the audience is wrong", 4401),
    /** {@code typ} is another than demanded (RFC 9068). */
    WRONG_TYPE(401, "invalid_token", "the token is of another type", 4401),
    /** A claim that must be there is absent or of the wrong type. */
    MISSING_CLAIM(401, "invalid_token", "a claim is missing", 4401),
    /** The auth service says that the token is not active (RFC 7662). */
    INACTIVE(401, "invalid_token", "the token is not active", 4401),
    /** The token, its session or its subject was revoked. */
    REVOKED(401, "invalid_token", "the token was revoked", 4401),
    /** The token is good, but does not allow this. */
    INSUFFICIENT_SCOPE(403, "insufficient_scope", "the token does not allow this", 4403),
    /** The page that opens the connection must not; no token changes that. */
    FORBIDDEN_ORIGIN(403, "", "the origin is not allowed", 4403);

    private final int httpStatus;
    private final String error;
    private final String description;
    private final int closeCode;

    RejectReason(int httpStatus, String error, String description, int closeCode) {
        this.httpStatus = httpStatus;
        this.error = error;
        this.description = description;
        this.closeCode = closeCode;
    }

    /**
     * The status of a refused upgrade.
     *
     * @return 400, 401 or 403
     */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * The {@code error} parameter of {@code WWW-Authenticate} (RFC 6750, section 3.1).
     *
     * @return the code; empty for {@link #MISSING_TOKEN}, which is answered without one, and for
     *     {@link #FORBIDDEN_ORIGIN}, which is answered without a challenge
     */
    public String error() {
        return error;
    }

    /**
     * What a person should read; it never holds anything of the token.
     *
     * @return a short sentence of plain ASCII
     */
    public String description() {
        return description;
    }

    /**
     * The WebSocket close code, of the private range of RFC 6455, section 7.4.2.
     *
     * @return 4400, 4401 or 4403
     */
    public int closeCode() {
        return closeCode;
    }
}
