package io.handclasp.websocket.resilience;

/**
 * What a token is known by in memory: its HMAC-SHA256 under a key that is drawn when the process starts. From it nobody learns
 * the token, and nobody can choose tokens whose keys collide.
 *
 * @param first bytes 0 to 7
 * @param second bytes 8 to 15
 * @param third bytes 16 to 23
 * @param fourth bytes 24 to 31
 */
record TokenKey(long first, long second, long third, long fourth) {
    /** The bytes are random already. */
    @Override
    public int hashCode() {
        return Long.hashCode(first);
    }

    @Override
    public String toString() {
        return "TokenKey";
    }
}
