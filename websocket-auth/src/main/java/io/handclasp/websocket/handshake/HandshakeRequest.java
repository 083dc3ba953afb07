package io.handclasp.websocket.handshake;

import io.handclasp.core.Redaction;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A WebSocket opening handshake as the client sent it (RFC 6455, section 4.1). Immutable, so it may be read by any
 * number of threads.
 *
 * <p>Header names are case-insensitive and a header may stand on several lines (RFC 9110, section 5.3). Nothing here is
 * checked: what a client sent is judged by a {@link io.handclasp.websocket.token.TokenExtractor}, which answers bad
 * input with data, not with an exception. Of a handshake beyond its {@link HandshakeLimits} nothing is read apart: no
 * cookie, no query parameter, no subprotocol; {@link #excess()} says so.
 *
 * <p>{@link #toString()} names the path and the headers and shows no value of either a header or the query, because
 * any of them may carry a token.
 */
public final class HandshakeRequest {
    private final String path;
    private final Optional<String> rawQuery;
    private final HeaderLines headers;
    private final Optional<InetSocketAddress> remoteAddress;
    private final Optional<String> scheme;
    private final HandshakeLimits limits;
    private final Optional<String> excess;

    private HandshakeRequest(Builder builder) {
        path = builder.path;
        rawQuery = builder.rawQuery;
        remoteAddress = builder.remoteAddress;
        scheme = builder.scheme;
        limits = builder.limits;
        headers = builder.lines.handOver();
        excess = Excess.of(headers, rawQuery, limits);
    }

    private HandshakeRequest(HandshakeRequest other, HandshakeLimits limits) {
        this.path = other.path;
        this.rawQuery = other.rawQuery;
        this.headers = other.headers;
        this.remoteAddress = other.remoteAddress;
        this.scheme = other.scheme;
        this.limits = limits;
        this.excess = Excess.of(headers, rawQuery, limits);
    }

    /**
     * Starts a request for any server that has no adapter here.
     *
     * @return a builder without headers, for the path {@code /}
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The path that the client asked for.
     *
     * @return the path as sent, without the query; {@code /} when the server told none
     */
    public String path() {
        return path;
    }

    /**
     * The query as sent, still percent-encoded. It may hold a token: keep it out of logs.
     *
     * @return the query without its question mark, empty when there was none
     */
    public Optional<String> rawQuery() {
        return rawQuery;
    }

    /**
     * All lines of a header, in the order in which they came.
     *
     * @param name the header's name in any case
     * @return the values, unmodifiable; empty when the header was not sent
     */
    public List<String> headers(String name) {
        return headers.get(name);
    }

    /**
     * The names of the headers that were sent.
     *
     * @return the names, unmodifiable, compared without regard to case
     */
    public Collection<String> headerNames() {
        return headers.names();
    }

    /**
     * The {@code Origin} header (RFC 6454). Browsers send it with each WebSocket handshake; other clients need not.
     *
     * @return the value of the only line; empty when there is none or more than one
     */
    public Optional<String> origin() {
        List<String> lines = headers("Origin");
        return lines.size() == 1 ? Optional.of(lines.get(0)) : Optional.empty();
    }

    /**
     * The subprotocols that the client offers, in its order of preference: all lines of {@code Sec-WebSocket-Protocol}
     * joined, split on commas, blanks trimmed and empty elements dropped (RFC 9110, section 5.6.1).
     *
     * @return the offered names, unmodifiable; one of them may carry a token
     */
    public List<String> offeredSubprotocols() {
        return excess.isPresent() ? List.of() : FieldLists.split(headers("Sec-WebSocket-Protocol"));
    }

    /**
     * The cookies (RFC 6265, section 5.4): all lines of {@code Cookie}, split on semicolons. Names are case-sensitive; a
     * name that was sent several times has several values, in the order in which they came. Quotation marks around a value
     * are taken off, nothing else is decoded. Read anew at each call.
     *
     * @return the values by their names, unmodifiable; any of them may be a token
     */
    public Map<String, List<String>> cookies() {
        return excess.isPresent() ? Map.of() : NamedValues.cookies(headers("Cookie"));
    }

    /**
     * The parameters of the query: split on {@code &}, names and values percent-decoded once by {@link PercentEncoding}. A
     * plus sign stays one. A name or value that cannot be decoded stays as it was sent. Read anew at each call.
     *
     * @return the values by their names, unmodifiable; any of them may be a token
     */
    public Map<String, List<String>> queryParameters() {
        return excess.isPresent()
                ? Map.of()
                : rawQuery.map(NamedValues::parameters).orElse(Map.of());
    }

    /**
     * Where the connection comes from.
     *
     * @return the peer's address, empty where the server does not tell it (Jakarta WebSocket does not)
     */
    public Optional<InetSocketAddress> remoteAddress() {
        return remoteAddress;
    }

    /**
     * How the connection itself is made, as far as the server tells (Jakarta WebSocket does not).
     *
     * @return {@code https} when it is encrypted, {@code http} when it is not; empty when it is not known
     */
    public Optional<String> scheme() {
        return scheme;
    }

    /**
     * How much of this handshake is read.
     *
     * @return the limits; {@link HandshakeLimits#standard()} unless others were set
     */
    public HandshakeLimits limits() {
        return limits;
    }

    /**
     * Which limit this handshake exceeds. It is then refused as malformed.
     *
     * @return what there is too much of, without anything that the client sent; empty when all is within its limits
     */
    public Optional<String> excess() {
        return excess;
    }

    /**
     * The same handshake under other limits.
     *
     * @param limits how much of it is read
     * @return the handshake
     */
    public HandshakeRequest within(HandshakeLimits limits) {
        return limits.equals(this.limits) ? this : new HandshakeRequest(this, limits);
    }

    @Override
    public String toString() {
        String text = "HandshakeRequest[path=" + Redaction.scrub(path) + ", headers=" + headers.names() + "]";
        return text.replaceAll("\\p{Cntrl}", " "); // what a client sent must not start a new line of a log
    }

    /** Builds a {@link HandshakeRequest}. Not thread-safe. */
    public static final class Builder {
        private final HeaderLines.Collected lines = new HeaderLines.Collected();
        private String path = "/";
        private Optional<String> rawQuery = Optional.empty();
        private Optional<InetSocketAddress> remoteAddress = Optional.empty();
        private Optional<String> scheme = Optional.empty();
        private HandshakeLimits limits = HandshakeLimits.standard();

        private Builder() {}

        /**
         * Sets the path.
         *
         * @param path the path without the query
         * @return this builder
         */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /**
         * Sets the query.
         *
         * @param rawQuery the query as sent, percent-encoded, without its question mark
         * @return this builder
         */
        public Builder rawQuery(String rawQuery) {
            this.rawQuery = Optional.of(rawQuery);
            return this;
        }

        /**
         * Adds one line of a header; lines of the same name add up.
         *
         * @param name the header's name
         * @param value the line's value
         * @return this builder
         */
        public Builder header(String name, String value) {
            Objects.requireNonNull(value, "value");
            lines.add(Objects.requireNonNull(name, "name"), value);
            return this;
        }

        /**
         * Adds all headers of a map, as servers hand them out.
         *
         * @param headers names with their lines; a name without lines is left out
         * @return this builder
         */
        public Builder headers(Map<String, List<String>> headers) {
            lines.expect(headers.size());
            headers.forEach((name, values) -> {
                for (int i = 0; i < values.size(); i++) { // an iterator for each header would be a third of the request
                    header(name, values.get(i));
                }
            });
            return this;
        }

        /**
         * Sets the peer's address.
         *
         * @param remoteAddress the address of the connection's other end
         * @return this builder
         */
        public Builder remoteAddress(InetSocketAddress remoteAddress) {
            this.remoteAddress = Optional.of(remoteAddress);
            return this;
        }

        /**
         * Sets how the connection itself is made, whatever a proxy says of its own.
         *
         * @param scheme {@code https} or {@code wss} when it is encrypted, {@code http} or {@code ws} when it is not
         * @return this builder
         * @throws IllegalArgumentException when it is another
         */
        public Builder scheme(String scheme) {
            this.scheme = Optional.of(
                    switch (scheme) {
                        case "https", "wss" -> "https";
                        case "http", "ws" -> "http";
                        default ->
                            throw new IllegalArgumentException(
                                    "scheme was " + Redaction.scrub(scheme) + ", must be http, https, ws or wss");
                    });
            return this;
        }

        /**
         * Sets how much of the handshake is read. Default: {@link HandshakeLimits#standard()}.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(HandshakeLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * Builds the request.
         *
         * @return an immutable request; this builder may be changed and used again
         */
        public HandshakeRequest build() {
            return new HandshakeRequest(this);
        }
    }
}
