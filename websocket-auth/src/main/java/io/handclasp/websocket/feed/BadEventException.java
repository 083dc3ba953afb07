package io.handclasp.websocket.feed;

/** A statement that is signed and cannot be carried out; its message is for whoever sent it. */
final class BadEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadEventException(String message) {
        super(message, null, false, false);
    }

    /** What the exception says, which never quotes the statement. */
    String description() {
        return String.valueOf(getMessage());
    }
}
