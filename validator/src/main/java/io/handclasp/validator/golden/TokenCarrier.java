package io.handclasp.validator.golden;

/** How the client of a golden path brings its token. */
public enum TokenCarrier {
    /** In the header {@code Authorization: Bearer <token>}, as backend services and native clients do. */
    AUTHORIZATION_HEADER,
    /** As the offered subprotocols {@code bearer, <token>}, as browsers must, which cannot set headers. */
    SUBPROTOCOL_PAIR
}
