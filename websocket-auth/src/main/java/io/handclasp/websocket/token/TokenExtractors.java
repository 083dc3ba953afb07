package io.handclasp.websocket.token;

import java.util.List;

/** The extractors that come with Handclasp. All are stateless and may be shared by any number of threads. */
public final class TokenExtractors {
    private static final TokenExtractor HEADER = new AuthorizationHeaderExtractor();
    private static final TokenExtractor BEARER_PAIR = new BearerPairExtractor();
    private static final TokenExtractor STANDARD = allOf(HEADER, BEARER_PAIR);

    private TokenExtractors() {}

    /**
     * The default: the {@code Authorization} header and the subprotocol pair {@code bearer, <token>}. Neither puts the
     * token into a URL or lets a browser attach it unasked.
     *
     * @return the extractor
     */
    public static TokenExtractor standard() {
        return STANDARD;
    }

    /**
     * {@code Authorization: Bearer <token>} (RFC 6750, section 2.1); the scheme's case does not matter. Another scheme
     * is {@link Extraction.Missing}: it is none of ours.
     *
     * @return the extractor
     */
    public static TokenExtractor authorizationHeader() {
        return HEADER;
    }

    /**
     * The offered subprotocols {@code bearer, <token>}: a browser sends them with
     * {@code new WebSocket(url, ['bearer', token])}. The answer is {@code bearer}, never the token.
     *
     * @return the extractor
     */
    public static TokenExtractor bearerSubprotocol() {
        return BEARER_PAIR;
    }

    /**
     * Asks every extractor. One token, found once or several times, is {@link Extraction.Found} by the first that found
     * it; two different tokens are {@link Extraction.Ambiguous}; anything malformed is {@link Extraction.Malformed}, even
     * beside a good token, because a request that is half nonsense deserves no benefit of the doubt.
     *
     * @param extractors the extractors, in their order of preference
     * @return one extractor for all
     * @throws IllegalArgumentException when there is none
     */
    public static TokenExtractor allOf(TokenExtractor... extractors) {
        return new CombinedExtractor(List.of(extractors));
    }
}
