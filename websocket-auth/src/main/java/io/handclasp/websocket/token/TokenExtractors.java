package io.handclasp.websocket.token;

import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.origin.OriginPolicy;
import java.util.List;
import java.util.Objects;

/**
 * The extractors that come with Handclasp. All are stateless and may be shared by any number of threads. What a handshake
 * holds beyond its {@link HandshakeLimits} is {@link Extraction.Malformed} to each of them.
 */
public final class TokenExtractors {
    private static final TokenExtractor HEADER = BoundedExtractor.around(new AuthorizationHeaderExtractor());
    private static final TokenExtractor BEARER_PAIR =
            subprotocol(SubprotocolConventions.of(SubprotocolConventions.bearerPair()));
    private static final TokenExtractor STANDARD = allOf(HEADER, subprotocol(SubprotocolConventions.standard()));

    private TokenExtractors() {}

    /**
     * The default: the {@code Authorization} header, then the offered subprotocols by all conventions of
     * {@link SubprotocolConventions#standard()}. Neither puts the token into a URL or lets a browser attach it unasked.
     *
     * @return the extractor
     */
    public static TokenExtractor standard() {
        return STANDARD;
    }

    /**
     * {@code Authorization: Bearer <token>} (RFC 6750, section 2.1; RFC 9110, section 11.6.2); the scheme's case does not
     * matter. Another scheme is {@link Extraction.Missing}: it is none of ours. A second line is
     * {@link Extraction.Malformed}, even if it says the same, as is a list: the field may stand once.
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
     * The offered subprotocols by the conventions of a registry. An element in a token's place that is none makes the
     * handshake {@link Extraction.Malformed}; two different tokens are {@link Extraction.Ambiguous}.
     *
     * @param conventions how tokens are carried
     * @return the extractor
     */
    public static TokenExtractor subprotocol(SubprotocolConventions conventions) {
        return BoundedExtractor.around(new SubprotocolExtractor(Objects.requireNonNull(conventions, "conventions")));
    }

    /**
     * A cookie. A browser attaches cookies to what any page asks for, so where a cookie of this name is sent, the page must
     * be of an allowed origin: a foreign one, and no {@code Origin} at all, are {@link Extraction.ForeignOrigin}. Several
     * cookies of the name that differ are {@link Extraction.Ambiguous}: another host of the same domain can set one.
     * A name with the prefix {@code __Host-} keeps it from that.
     *
     * @param name the cookie's name, case-sensitive, a {@code token} of RFC 9110
     * @param origins whose pages may use the cookie
     * @return the extractor
     * @throws IllegalArgumentException when the name is no {@code token}, or the policy allows the origin {@code null}, which
     *     a page of any site can send
     */
    public static TokenExtractor cookie(String name, OriginPolicy origins) {
        if (name.isEmpty() || !name.chars().allMatch(c -> BearerCredentials.isOfToken((char) c))) {
            throw new IllegalArgumentException("name was \"" + Redaction.scrub(name)
                    + "\", must be one or more letters, digits and signs of an RFC 9110 token");
        }
        if (origins.allowsNullOrigin()) {
            throw new IllegalArgumentException("origins was " + origins
                    + ", must not allow the origin null where a cookie carries the token: any site can have it sent");
        }
        return BoundedExtractor.around(new CookieExtractor(name, origins));
    }

    /**
     * A parameter of the query (RFC 6750, section 2.3). A URL lands in the logs of every proxy and server on the way, in a
     * browser's history and in what a container shows of a session, so RFC 9700, section 4.3.2, forbids it for access
     * tokens: use it for tickets that live for seconds and work once. A plus sign stays one. A parameter that stands twice is
     * {@link Extraction.Malformed} or, with two tokens, {@link Extraction.Ambiguous}.
     *
     * @param name the parameter's name, case-sensitive, for example {@code access_token}
     * @return the extractor
     * @throws IllegalArgumentException when the name is blank
     */
    public static TokenExtractor queryParameter(String name) {
        return BoundedExtractor.around(new QueryParameterExtractor(Settings.requireText("name", name)));
    }

    /**
     * The first message after the upgrade, for clients that can send a token in no other way. Not of a handshake: whoever
     * holds back messages until the verdict asks it when {@link #standard()} or its like said {@link Extraction.Missing};
     * {@code EnforcementSettings.withFirstMessage} is where it is set.
     *
     * @param format how the message is read
     * @return the carrier, for messages of up to {@value FirstMessageExtractor#STANDARD_MAX_LENGTH} characters
     */
    public static FirstMessageExtractor firstMessage(FirstMessageFormat format) {
        return new FirstMessageExtractor(format, FirstMessageExtractor.STANDARD_MAX_LENGTH);
    }

    /**
     * Asks every extractor. One token, found once or several times, is {@link Extraction.Found} by the first that found
     * it; two different tokens are {@link Extraction.Ambiguous}; anything malformed is {@link Extraction.Malformed}, even
     * beside a good token, because a request that is half nonsense deserves no benefit of the doubt. A foreign origin is
     * {@link Extraction.ForeignOrigin}, whatever else there is.
     *
     * @param extractors the extractors, in their order of preference
     * @return one extractor for all
     * @throws IllegalArgumentException when there is none
     */
    public static TokenExtractor allOf(TokenExtractor... extractors) {
        return BoundedExtractor.around(
                extractors.length == 1 ? extractors[0] : new CombinedExtractor(List.of(extractors)));
    }

    /**
     * Judges a handshake's origin before it looks for a token: a refused one is {@link Extraction.ForeignOrigin}. A handshake
     * without {@code Origin} passes, since it comes from no page of a browser.
     *
     * @param origins whose pages may open connections
     * @param extractor asked when the origin is not refused
     * @return the extractor
     */
    public static TokenExtractor fromOrigins(OriginPolicy origins, TokenExtractor extractor) {
        Objects.requireNonNull(origins, "origins");
        Objects.requireNonNull(extractor, "extractor");
        return BoundedExtractor.around(new OriginGuardedExtractor(origins, extractor));
    }

    /**
     * Reads handshakes under other limits than their own.
     *
     * @param limits how much of a handshake is read
     * @param extractor asked when nothing exceeds the limits
     * @return the extractor
     */
    public static TokenExtractor within(HandshakeLimits limits, TokenExtractor extractor) {
        Objects.requireNonNull(limits, "limits");
        return new RelimitedExtractor(limits, BoundedExtractor.around(extractor));
    }
}
