package io.handclasp.websocket.verify;

/** Why there is no verdict. */
public enum UnavailableReason {
    /** No answer within the time allowed. */
    TIMEOUT(true, true),
    /** No connection, or it broke before the answer was whole. */
    CONNECTION_FAILED(true, true),
    /** The auth service failed (5xx). */
    SERVER_ERROR(true, true),
    /** The auth service asks for patience (429, or 503 with {@code Retry-After}). */
    OVERLOADED(true, true),
    /** There is an answer, but not one that can be read. */
    UNREADABLE_RESPONSE(true, true),
    /** The keys to verify with cannot be fetched; fetching is limited by the key source itself. */
    KEYS_UNAVAILABLE(true, false),
    /** The signing key is unknown and the key set is too old to say that it does not exist. */
    KEYS_STALE(false, false),
    /**
     * The auth service says that this host is wrong: bad client credentials, address or method. It is up and it answers, so
     * this is nothing for a circuit breaker; and some services say 400 to a token they cannot parse, which any client can send.
     */
    MISCONFIGURED(false, false),
    /** The circuit breaker is open: the auth service failed too often to be asked now. */
    CIRCUIT_OPEN(false, false),
    /**
     * The revocation store does not know of all revocations, so only the auth service itself may admit; and this verdict was a
     * remembered one. So it is, too, when the auth service has just refused a token of this subject, and neither has an id.
     */
    REVOCATIONS_INCOMPLETE(false, false),
    /** This host has no room for one more call. */
    SHED(false, false),
    /** The authenticator is closed, or the host's executor refuses work. */
    SHUT_DOWN(false, false);

    private final boolean retryable;
    private final boolean counted;

    UnavailableReason(boolean retryable, boolean counted) {
        this.retryable = retryable;
        this.counted = counted;
    }

    /**
     * Whether another attempt may do better.
     *
     * @return false where a second attempt would meet the same answer
     */
    public boolean retryable() {
        return retryable;
    }

    /**
     * Whether the auth service is away, as far as this host can tell: the only case in which a degraded mode may judge in its
     * place.
     *
     * @return false where this host did not ask, or asked wrongly: a client could bring that about at will
     */
    public boolean outage() {
        return switch (this) {
            case TIMEOUT,
                    CONNECTION_FAILED,
                    SERVER_ERROR,
                    OVERLOADED,
                    UNREADABLE_RESPONSE,
                    KEYS_UNAVAILABLE,
                    CIRCUIT_OPEN -> true;
            case KEYS_STALE, MISCONFIGURED, REVOCATIONS_INCOMPLETE, SHED, SHUT_DOWN -> false;
        };
    }

    /**
     * Whether a circuit breaker counts it as a failure of the auth service.
     *
     * @return false where no call was made, or where a client could cause it at will with junk key ids
     */
    public boolean counted() {
        return counted;
    }
}
