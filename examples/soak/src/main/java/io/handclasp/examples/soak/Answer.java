package io.handclasp.examples.soak;

/** What a client was told first. */
enum Answer {
    /** A message of the endpoint. */
    ADMITTED,
    /** Close code 4401, 4403 or 4400; or 401, 403, 400. */
    REFUSED,
    /** Close code 1013, or 503. */
    NO_VERDICT,
    /** Anything else, or nothing. */
    LOST
}
