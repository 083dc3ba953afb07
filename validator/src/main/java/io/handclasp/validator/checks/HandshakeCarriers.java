package io.handclasp.validator.checks;

import io.handclasp.core.Settings;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.TokenExtractor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The ways to carry a token that Handclasp's extractors read. */
public final class HandshakeCarriers {
    private static final String OFFER = "Sec-WebSocket-Protocol";
    /** Of the shape of a token, and none: it is only looked for, never judged. */
    private static final BearerToken SAMPLE = BearerToken.of("eyJhbGciOiJub25lIn0.eyJzdWIiOiJub2JvZHkifQ.c2FtcGxl");

    private static final Map<String, UnaryOperator<String>> OFFERS = offers();

    private HandshakeCarriers() {}

    private static Map<String, UnaryOperator<String>> offers() {
        Map<String, UnaryOperator<String>> offers = new LinkedHashMap<>();
        offers.put("bearer", token -> "bearer, " + token);
        offers.put(
                "kubernetes", token -> "v4.channel.k8s.io, base64url.bearer.authorization.k8s.io." + base64url(token));
        offers.put(
                "jupyter",
                token -> "v1.token.websocket.jupyter.org, v1.token.websocket.jupyter.org." + percentEncoded(token));
        offers.put(
                "quarkus",
                token -> "bearer-token-carrier, "
                        + percentEncoded("quarkus-http-upgrade#Authorization#Bearer " + token));
        offers.put("jwt", token -> "chat, jwt." + percentFree(token));
        offers.put("jwt-auth", token -> "chat, jwt-auth." + percentFree(token));
        offers.put("bearer-prefix", token -> "chat, bearer." + percentFree(token));
        return offers;
    }

    /**
     * {@code Authorization: Bearer <token>}.
     *
     * @return the carrier {@code authorization-header}
     */
    public static HandshakeCarrier authorizationHeader() {
        return of(
                "authorization-header",
                (token, request) -> request.header("Authorization", "Bearer " + token.reveal()));
    }

    /**
     * An offered subprotocol.
     *
     * @param convention the name of one of {@link io.handclasp.websocket.token.SubprotocolConventions#standard()}
     * @return the carrier {@code subprotocol-<convention>}
     * @throws IllegalArgumentException when there is no such convention
     */
    public static HandshakeCarrier subprotocol(String convention) {
        UnaryOperator<String> offer = OFFERS.get(convention);
        if (offer == null) {
            throw new IllegalArgumentException("convention was refused, must be one of " + OFFERS.keySet());
        }
        return of("subprotocol-" + convention, (token, request) -> request.header(OFFER, offer.apply(token.reveal())));
    }

    /**
     * A cookie. Its handshake needs an allowed {@code Origin}, see {@link AuthenticationChecksBuilder#handshake}.
     *
     * @param name the cookie's name
     * @return the carrier {@code cookie}
     * @throws IllegalArgumentException when the name is blank
     */
    public static HandshakeCarrier cookie(String name) {
        Settings.requireText("name", name);
        return of("cookie", (token, request) -> request.header("Cookie", name + "=" + token.reveal()));
    }

    /**
     * A parameter of the query.
     *
     * @param name the parameter's name
     * @return the carrier {@code query-parameter}
     * @throws IllegalArgumentException when the name is blank
     */
    public static HandshakeCarrier queryParameter(String name) {
        Settings.requireText("name", name);
        return of(
                "query-parameter",
                (token, request) -> request.rawQuery(percentEncoded(name) + "=" + percentEncoded(token.reveal())));
    }

    /**
     * A carrier of the host's own.
     *
     * @param id names it in the id of its check
     * @param put puts a token into a handshake
     * @return the carrier
     * @throws IllegalArgumentException when the id is none
     */
    public static HandshakeCarrier of(String id, BiConsumer<BearerToken, HandshakeRequest.Builder> put) {
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*") || id.length() > 50) {
            throw new IllegalArgumentException(
                    "id was refused, must be words of lower-case letters and digits joined by"
                            + " hyphens, at most 50 characters");
        }
        Objects.requireNonNull(put, "put");
        return new HandshakeCarrier() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public void put(BearerToken token, HandshakeRequest.Builder request) {
                put.accept(token, request);
            }
        };
    }

    /** Those among the header and the standard conventions that an extractor reads. */
    static List<HandshakeCarrier> readBy(TokenExtractor extractor, UnaryOperator<HandshakeRequest.Builder> handshake) {
        return Stream.concat(
                        Stream.of(authorizationHeader()),
                        OFFERS.keySet().stream().map(HandshakeCarriers::subprotocol))
                .filter(carrier -> {
                    HandshakeRequest.Builder request = handshake.apply(HandshakeRequest.builder());
                    carrier.put(SAMPLE, request);
                    return extractor.extract(request.build()) instanceof Extraction.Found;
                })
                .toList();
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A signed token may stand as it is or encoded; one with other signs than those of a subprotocol may not stand at all. */
    private static String percentFree(String token) {
        return token.indexOf('.') > 0 ? base64url(token) : token;
    }

    private static String percentEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
