package io.handclasp.examples.containers;

/** What can become of a page's connection. */
public enum Page {
    ADMITTED("admitted"),
    EXPIRED("refused: expired"),
    FORBIDDEN("refused: not allowed"),
    MISSING("refused: no token"),
    UNJUDGED("no verdict now"),
    LATE("admitted by a late verdict"),
    LATE_REFUSED("refused by a late verdict"),
    TOKEN_ALONE("the token is offered without `bearer`"),
    NO_PROTOCOL_CHARACTER("the token holds `/`, `+` or `=`"),
    FILTER_REFUSED("refused by the filter with 401"),
    FILTER_UNJUDGED("no verdict in the filter, 503");

    private final String text;

    Page(String text) {
        this.text = text;
    }

    /** A line's head in the table. */
    public String text() {
        return text;
    }
}
