package io.handclasp.websocket.origin;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which web pages may open a connection: the defence against cross-site WebSocket hijacking (RFC 6455, section 10.2).
 * A browser sends the page's origin with every handshake and lets no script change it. Other clients can claim any origin,
 * so this protects users of browsers and is no authentication. Immutable and thread-safe.
 *
 * <p>Origins are compared as RFC 6454, section 5, says: scheme, host and port must all be equal, in one normal form, and
 * nothing is a prefix, suffix or pattern. The origin {@code null} is refused unless {@link #withNullOrigin()} allows it.
 */
public final class OriginPolicy {
    private static final String NULL = "null";

    private final Set<WebOrigin> origins;
    private final boolean sameOrigin;
    private final boolean plainHttp;
    private final boolean nullOrigin;
    private final Optional<TrustedProxies> proxies;

    private OriginPolicy(
            Set<WebOrigin> origins,
            boolean sameOrigin,
            boolean plainHttp,
            boolean nullOrigin,
            Optional<TrustedProxies> proxies) {
        this.origins = Set.copyOf(origins);
        this.sameOrigin = sameOrigin;
        this.plainHttp = plainHttp;
        this.nullOrigin = nullOrigin;
        this.proxies = proxies;
    }

    /**
     * Allows these origins and no others.
     *
     * @param origins at least one, each {@code scheme://host} or {@code scheme://host:port}; the host may be in any script
     * @return the policy
     * @throws IllegalArgumentException when there is none, or one is anything else
     */
    public static OriginPolicy exactly(String... origins) {
        if (origins.length == 0) {
            throw new IllegalArgumentException("origins was empty, must name at least one");
        }
        return new OriginPolicy(Set.of(), false, false, false, Optional.empty()).withOrigins(origins);
    }

    /**
     * Allows pages of the host and port that the client asked for, as its {@code Host} header says. The page must have come
     * over HTTPS or from this machine; {@link #withPlainHttp()} takes others, too. Behind a proxy that changes the host, the
     * port or the scheme, name the proxy with {@link #withTrustedProxies}, or the origins with {@link #exactly}.
     *
     * @return the policy
     */
    public static OriginPolicy sameOrigin() {
        return new OriginPolicy(Set.of(), true, false, false, Optional.empty());
    }

    /**
     * Allows these origins, too.
     *
     * @param origins as for {@link #exactly}
     * @return the changed policy
     * @throws IllegalArgumentException when one is no origin
     */
    public OriginPolicy withOrigins(String... origins) {
        Set<WebOrigin> all = new HashSet<>(this.origins);
        Arrays.stream(origins).map(WebOrigin::configured).forEach(all::add);
        return new OriginPolicy(all, sameOrigin, plainHttp, nullOrigin, proxies);
    }

    /**
     * Allows pages of the service's own host over plain HTTP, too: for networks where nobody can write into a connection.
     *
     * @return the changed policy
     */
    public OriginPolicy withPlainHttp() {
        return new OriginPolicy(origins, sameOrigin, true, nullOrigin, proxies);
    }

    /**
     * Allows the origin {@code null}, which any site can have a page send: from a sandboxed frame, for example. Never for
     * tokens in cookies.
     *
     * @return the changed policy
     */
    public OriginPolicy withNullOrigin() {
        return new OriginPolicy(origins, sameOrigin, plainHttp, true, proxies);
    }

    /**
     * Believes what these proxies say of the host and the scheme that the client asked for. Without the address of the
     * connection's other end, as on Jakarta WebSocket, nobody is believed.
     *
     * @param proxies the proxies and the header that they write
     * @return the changed policy
     */
    public OriginPolicy withTrustedProxies(TrustedProxies proxies) {
        return new OriginPolicy(origins, sameOrigin, plainHttp, nullOrigin, Optional.of(proxies));
    }

    /**
     * Whether the origin {@code null} is allowed.
     *
     * @return true after {@link #withNullOrigin()}
     */
    public boolean allowsNullOrigin() {
        return nullOrigin;
    }

    /**
     * Judges a handshake. Never throws because of what a client sent.
     *
     * @param request the handshake
     * @return the verdict
     */
    public OriginVerdict judge(HandshakeRequest request) {
        List<String> lines = request.headers("Origin");
        if (lines.isEmpty()) {
            return new OriginVerdict.Absent();
        }
        if (lines.size() > 1) {
            return refused(OriginVerdict.Reason.SEVERAL);
        }
        if (lines.get(0).equals(NULL)) {
            return nullOrigin ? new OriginVerdict.Allowed() : refused(OriginVerdict.Reason.NULL_ORIGIN);
        }
        Optional<WebOrigin> origin = WebOrigin.parse(lines.get(0));
        if (origin.isEmpty()) {
            return refused(OriginVerdict.Reason.MALFORMED);
        }
        if (origins.contains(origin.get())) {
            return new OriginVerdict.Allowed();
        }
        return sameOrigin ? judgeSame(origin.get(), request) : refused(OriginVerdict.Reason.FOREIGN);
    }

    private OriginVerdict judgeSame(WebOrigin origin, HandshakeRequest request) {
        AskedFor asked = AskedFor.of(request, proxies);
        if (asked.authority().isEmpty()) {
            return refused(OriginVerdict.Reason.UNKNOWN_HOST);
        }
        String scheme = asked.scheme().orElse(origin.scheme());
        boolean same = (origin.scheme().equals("https") || origin.scheme().equals("http"))
                && origin.scheme().equals(scheme)
                && origin.authority().host().equals(asked.authority().get().host())
                && origin.authority().port() == asked.authority().get().portFor(scheme);
        if (!same) {
            return refused(OriginVerdict.Reason.FOREIGN);
        }
        boolean encrypted = origin.scheme().equals("https")
                || plainHttp
                || origin.authority().isLoopback();
        return encrypted ? new OriginVerdict.Allowed() : refused(OriginVerdict.Reason.NOT_ENCRYPTED);
    }

    private static OriginVerdict refused(OriginVerdict.Reason reason) {
        return new OriginVerdict.Refused(reason);
    }

    @Override
    public String toString() {
        return "OriginPolicy[origins="
                + origins.stream().map(Objects::toString).sorted().toList() + ", sameOrigin=" + sameOrigin
                + ", plainHttp=" + plainHttp + ", nullOrigin=" + nullOrigin + ", proxies="
                + proxies.map(Objects::toString).orElse("none") + "]";
    }
}
