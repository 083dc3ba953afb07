package io.handclasp.websocket.jcache;

/** Why a value in the cache is not believed. */
enum Trouble {
    /** It has not the form of a value of ours. */
    FOREIGN("auth.cache-foreign-value", "a value in the cache is none of Handclasp's"),
    /** It names a key that is not in the ring. */
    UNKNOWN_KEY("auth.cache-unknown-key", "a value in the cache was sealed with a key that this node does not have"),
    /** The seal does not fit the value and the place where it lies. */
    TAMPERED("auth.cache-tampered", "a value in the cache was changed, moved, cut or forged"),
    /** The seal fits, and what is inside cannot be read: another version wrote it. */
    UNREADABLE("auth.cache-unreadable", "a value in the cache was written by another version of Handclasp");

    private final String code;
    private final String message;

    Trouble(String code, String message) {
        this.code = code;
        this.message = message;
    }

    String code() {
        return code;
    }

    String message() {
        return message;
    }
}
