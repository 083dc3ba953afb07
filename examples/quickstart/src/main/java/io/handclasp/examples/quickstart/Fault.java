package io.handclasp.examples.quickstart;

/** What happens to one call to the auth service. */
enum Fault {
    /** It is answered as it should be. */
    NONE(35),
    /** Nobody listens at the address. */
    REFUSED(4),
    /** The connection is reset after the request was sent. */
    RESET(4),
    /** The answer is 500. */
    ERROR_500(4),
    /** There is no answer for more than a second, and then the connection is closed. */
    HANG(3);

    private final int timesPerBlock;

    Fault(int timesPerBlock) {
        this.timesPerBlock = timesPerBlock;
    }

    /** How many calls of 50 meet it. */
    int timesPerBlock() {
        return timesPerBlock;
    }
}
