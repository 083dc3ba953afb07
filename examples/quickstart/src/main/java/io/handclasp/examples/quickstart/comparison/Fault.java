package io.handclasp.examples.quickstart.comparison;

/** What happens to one call to the auth service. */
enum Fault {
    /** It is answered as it should be. */
    NONE(71),
    /** Nobody listens at the address. */
    REFUSED(8),
    /** The connection is reset after the request was sent. */
    RESET(8),
    /** The answer is 500. */
    ERROR_500(7),
    /** There is no answer for more than a second, and then the connection is closed. */
    HANG(6);

    private final int perHundred;

    Fault(int perHundred) {
        this.perHundred = perHundred;
    }

    /** How many calls of 100 meet it. */
    int perHundred() {
        return perHundred;
    }
}
