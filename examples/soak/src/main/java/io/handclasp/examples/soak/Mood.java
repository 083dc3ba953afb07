package io.handclasp.examples.soak;

/** What the auth service does to those who ask it. */
enum Mood {
    /** It answers. */
    WELL,
    /** Nobody listens at its port, and who was connected is cut off. */
    DOWN,
    /** It takes the question and says nothing. */
    HANGING,
    /** It answers after a second. */
    SLOW,
    /** 500. */
    FAILING,
    /** 429. */
    THROTTLING,
    /** 200, and a page of HTML. */
    GARBLED,
    /** It begins an answer and closes the connection. */
    CUTTING,
    /** 401: it does not know this host any more. */
    FORBIDDING;

    boolean isTrouble() {
        return this != WELL;
    }
}
