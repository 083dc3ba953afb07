package io.handclasp.websocket.origin;

import java.util.Objects;

/** What an {@link OriginPolicy} says of a handshake. Immutable; shows nothing that the client sent. */
public sealed interface OriginVerdict {

    /** The page may open the connection. */
    record Allowed() implements OriginVerdict {}

    /** There is no {@code Origin}: no page of a browser asks, or it hides that it does. Never enough for a cookie. */
    record Absent() implements OriginVerdict {}

    /**
     * The page must not open the connection, or what it is cannot be told.
     *
     * @param reason why
     */
    record Refused(Reason reason) implements OriginVerdict {
        /** Refuses a missing reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Why a handshake's origin is refused. */
    enum Reason {
        /** Another site, scheme or port than those allowed. */
        FOREIGN("the origin is not allowed"),
        /** {@code null}: a sandboxed frame, a file, a redirect across sites; any site can have a page send it. */
        NULL_ORIGIN("the origin null is not allowed"),
        /** No origin in the form of RFC 6454, section 6.2. */
        MALFORMED("the Origin header is malformed"),
        /** More than one {@code Origin} line. */
        SEVERAL("there is more than one Origin header"),
        /** The host that the client asked for cannot be told, so nothing can be the same as it. */
        UNKNOWN_HOST("the host that was asked for is not known"),
        /** The same host over plain HTTP, where anyone on the way can write the page. */
        NOT_ENCRYPTED("the origin is a page over plain HTTP");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        /**
         * What a person should read.
         *
         * @return a short sentence of plain ASCII
         */
        public String description() {
            return description;
        }
    }
}
