package io.handclasp.websocket.token;

import io.handclasp.core.Redaction;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The conventions by which tokens are looked for in the offered subprotocols, in their order: what one of them knows, the
 * later ones are not asked about. Give them to {@link TokenExtractors#subprotocol}; who answers a handshake takes them from
 * the extractor, so that what is read as a token is never answered. Immutable and thread-safe.
 */
public final class SubprotocolConventions {
    private static final SubprotocolConvention BEARER_PAIR = new PairConvention("bearer");
    private static final SubprotocolConvention KUBERNETES = new PrefixConvention(
            "kubernetes", "base64url.bearer.authorization.k8s.io.", TokenEncoding.BASE64URL, Optional.empty(), true);
    private static final SubprotocolConvention JUPYTER = new PrefixConvention(
            "jupyter",
            "v1.token.websocket.jupyter.org.",
            TokenEncoding.PERCENT,
            Optional.of("v1.token.websocket.jupyter.org"),
            false);
    private static final SubprotocolConvention QUARKUS = new QuarkusConvention();
    private static final SubprotocolConvention JWT = prefix("jwt", "jwt.", TokenEncoding.PLAIN_OR_BASE64URL);
    private static final SubprotocolConvention JWT_AUTH =
            prefix("jwt-auth", "jwt-auth.", TokenEncoding.PLAIN_OR_BASE64URL);
    private static final SubprotocolConvention BEARER_PREFIX =
            prefix("bearer-prefix", "bearer.", TokenEncoding.PLAIN_OR_BASE64URL);
    private static final SubprotocolConventions STANDARD =
            of(BEARER_PAIR, KUBERNETES, JUPYTER, QUARKUS, JWT, JWT_AUTH, BEARER_PREFIX);

    private static final SubprotocolClaim UNRELATED = new SubprotocolClaim.Unrelated();

    private final List<SubprotocolConvention> conventions;

    private SubprotocolConventions(List<SubprotocolConvention> conventions) {
        this.conventions = conventions;
    }

    /**
     * All that come with Handclasp, in this order and with these names: {@code bearer}, {@code kubernetes},
     * {@code jupyter}, {@code quarkus}, {@code jwt}, {@code jwt-auth}, {@code bearer-prefix}.
     *
     * @return the registry
     */
    public static SubprotocolConventions standard() {
        return STANDARD;
    }

    /**
     * These conventions and no others.
     *
     * @param conventions in the order in which they are asked
     * @return the registry
     * @throws IllegalArgumentException when two have the same name
     */
    public static SubprotocolConventions of(SubprotocolConvention... conventions) {
        Set<String> names = new HashSet<>();
        for (SubprotocolConvention convention : conventions) {
            if (!names.add(convention.name())) {
                throw new IllegalArgumentException(
                        "conventions held \"" + convention.name() + "\" twice, must have different names");
            }
        }
        return new SubprotocolConventions(List.of(conventions));
    }

    /**
     * Adds a convention, which is asked before the others, or replaces the one of its name.
     *
     * @param convention the host's convention
     * @return the changed registry
     */
    public SubprotocolConventions with(SubprotocolConvention convention) {
        List<SubprotocolConvention> all = new ArrayList<>(conventions);
        all.removeIf(known -> known.name().equals(convention.name()));
        all.add(0, convention);
        return new SubprotocolConventions(List.copyOf(all));
    }

    /**
     * Takes a convention out, for a host whose own protocol looks like one of its elements.
     *
     * @param name the convention's name
     * @return the changed registry
     * @throws IllegalArgumentException when there is none of this name
     */
    public SubprotocolConventions without(String name) {
        List<SubprotocolConvention> others =
                conventions.stream().filter(known -> !known.name().equals(name)).toList();
        if (others.size() == conventions.size()) {
            throw new IllegalArgumentException("name was \"" + name + "\", must be one of " + names());
        }
        return new SubprotocolConventions(others);
    }

    /**
     * The names of the conventions.
     *
     * @return the names, in the order in which they are asked
     */
    public List<String> names() {
        return conventions.stream().map(SubprotocolConvention::name).toList();
    }

    /**
     * The pair {@code bearer, <token>}: {@code new WebSocket(url, ['bearer', token])}. The answer is {@code bearer}.
     *
     * @return the convention {@code bearer}
     */
    public static SubprotocolConvention bearerPair() {
        return BEARER_PAIR;
    }

    /**
     * A marker of the host's own and the token after it. The answer is the marker.
     *
     * @param marker the marker, a {@code token} of RFC 9110, and the convention's name
     * @return the convention
     * @throws IllegalArgumentException when the marker is no {@code token}
     */
    public static SubprotocolConvention pair(String marker) {
        return new PairConvention(requireToken("marker", marker));
    }

    /**
     * One element of a prefix and the token. Nothing of it can be answered: the client must offer another protocol, too.
     *
     * @param name the convention's name
     * @param prefix what stands before the token, a {@code token} of RFC 9110
     * @param encoding how the token is written
     * @return the convention
     * @throws IllegalArgumentException when the prefix is no {@code token}
     */
    public static SubprotocolConvention prefix(String name, String prefix, TokenEncoding encoding) {
        return new PrefixConvention(
                requireToken("name", name), requireToken("prefix", prefix), encoding, Optional.empty(), false);
    }

    private static String requireToken(String setting, String value) {
        if (value.isEmpty() || !value.chars().allMatch(c -> BearerCredentials.isOfToken((char) c))) {
            throw new IllegalArgumentException(setting + " was \"" + Redaction.scrub(value)
                    + "\", must be one or more letters, digits and signs of an RFC 9110 token");
        }
        return value;
    }

    /**
     * What remains when all that carries a token is taken away: for whoever hands the offer on.
     *
     * @param offered what the client offers, in its order
     * @return the elements that carry nothing, in their order
     */
    public List<String> withoutTokens(List<String> offered) {
        return read(offered).withoutTokens();
    }

    /** What each element of an offer is, by the first convention that knows it. */
    OfferReading read(List<String> offered) {
        List<OfferReading.Element> elements = new ArrayList<>(offered.size());
        for (int place = 0; place < offered.size(); place++) {
            elements.add(read(offered, place));
        }
        return new OfferReading(elements);
    }

    private OfferReading.Element read(List<String> offered, int place) {
        for (SubprotocolConvention convention : conventions) {
            SubprotocolClaim claim = Objects.requireNonNull(convention.claim(offered, place), "the claim");
            if (!(claim instanceof SubprotocolClaim.Unrelated)) {
                return new OfferReading.Element(offered.get(place), claim, convention.name());
            }
        }
        return new OfferReading.Element(offered.get(place), UNRELATED, "");
    }

    @Override
    public String toString() {
        return "SubprotocolConventions" + names();
    }
}
