package io.handclasp.websocket.token;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What a {@link TokenExtractor} found in a handshake. All cases are immutable and none shows a token when printed. */
public sealed interface Extraction {

    /**
     * One token was found.
     *
     * @param token the token
     * @param source what carried it
     * @param subprotocolToEcho the offered subprotocol that the server should answer for the client's sake; never one
     *     that holds the token
     */
    record Found(BearerToken token, TokenSource source, Optional<String> subprotocolToEcho) implements Extraction {
        /** Refuses missing parts. */
        public Found {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(source, "source");
            Objects.requireNonNull(subprotocolToEcho, "subprotocolToEcho");
        }
    }

    /** The handshake carries no token where this extractor looks. */
    record Missing() implements Extraction {}

    /**
     * There is something in the token's place, but it cannot be one.
     *
     * @param reason what is wrong with it, without its value
     */
    record Malformed(String reason) implements Extraction {
        /** Refuses a missing reason. */
        public Malformed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * Two different tokens came in one request, which RFC 6750, section 2, forbids.
     *
     * @param sources what carried them
     */
    record Ambiguous(Set<TokenSource> sources) implements Extraction {
        /** Copies the set. */
        public Ambiguous {
            sources = Set.copyOf(sources);
        }
    }

    /**
     * The page that opens the connection must not do so, whatever token comes along: a browser attaches cookies unasked.
     *
     * @param reason what is wrong with the origin, without its value
     */
    record ForeignOrigin(String reason) implements Extraction {
        /** Refuses a missing reason. */
        public ForeignOrigin {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
