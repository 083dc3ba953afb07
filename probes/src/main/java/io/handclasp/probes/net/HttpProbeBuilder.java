package io.handclasp.probes.net;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.probes.Probe;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Makes probes that send an HTTP/1.1 request to each address of a name. Steps are timed one by one: {@code dns},
 * {@code connect}, {@code tls}, {@code first-byte}, {@code body}. UP when all addresses answer as expected, WARN when some
 * do, DOWN when none does. Not thread-safe; the probes are.
 */
public final class HttpProbeBuilder extends HostProbeBuilder<HttpProbeBuilder> {
    /** The standard bound of a body, in bytes. */
    public static final int DEFAULT_MAX_BODY_BYTES = 65_536;

    private static final int LARGEST_BODY = 1_048_576;
    private static final int MOST_REDIRECTS = 10;
    private static final int MOST_CHECKS = 20;

    private final HttpTarget target;
    private String method = "GET";
    private Set<Integer> statuses = Statuses.SUCCESS;
    private final Map<String, Supplier<String>> headers = new LinkedHashMap<>();
    private final List<BodyCheck> checks = new ArrayList<>();
    private int maxBodyBytes = DEFAULT_MAX_BODY_BYTES;
    private int maxRedirects;
    private Optional<SSLContext> sslContext = Optional.empty();

    private HttpProbeBuilder(HttpTarget target) {
        this.target = target;
    }

    /**
     * Starts with what to get.
     *
     * @param uri an absolute URL with {@code http} or {@code https}, without user information
     * @return the builder
     * @throws IllegalArgumentException when it is another kind of URI
     */
    public static HttpProbeBuilder get(URI uri) {
        return new HttpProbeBuilder(HttpTarget.configured("uri", uri));
    }

    @Override
    HttpProbeBuilder self() {
        return this;
    }

    /**
     * Asks for the headers only (HEAD). Default: GET.
     *
     * @return this builder
     */
    public HttpProbeBuilder head() {
        this.method = "HEAD";
        return this;
    }

    /**
     * Sets the accepted statuses. Default: 200 to 299.
     *
     * @param statuses at least one, each 200 to 599
     * @return this builder
     * @throws IllegalArgumentException when there is none or one is out of range
     */
    public HttpProbeBuilder statuses(int... statuses) {
        this.statuses = Statuses.of(statuses);
        return this;
    }

    /**
     * Sends a header. Not sent on to another server after a redirect.
     *
     * @param name its name; none that the probe sends itself, such as {@code Host}
     * @param value gives its value, for each request anew; never shown
     * @return this builder
     * @throws IllegalArgumentException when the name cannot be used
     */
    public HttpProbeBuilder header(String name, Supplier<Secret> value) {
        Objects.requireNonNull(value, "value");
        headers.put(
                HttpRequestLines.requireHeaderName(name, headers.size()),
                () -> value.get().reveal());
        return this;
    }

    /**
     * Demands a text in the body.
     *
     * @param text must be in the first {@code maxBodyBytes}
     * @return this builder
     * @throws IllegalArgumentException when it is blank
     */
    public HttpProbeBuilder bodyContains(String text) {
        return bodyCheck(BodyChecks.contains(Settings.requireText("bodyContains", text)));
    }

    /**
     * Demands a match in the body. A search that does not end within the deadline is DOWN.
     *
     * @param pattern must be found in the first {@code maxBodyBytes}
     * @return this builder
     */
    public HttpProbeBuilder bodyMatches(Pattern pattern) {
        return bodyCheck(BodyChecks.matches(Objects.requireNonNull(pattern, "pattern")));
    }

    /**
     * Adds a check of the host's own, of answers whose status is accepted. The worst outcome of all checks counts.
     *
     * @param check looks at the answer
     * @return this builder
     * @throws IllegalArgumentException when there are more than 20
     */
    public HttpProbeBuilder bodyCheck(BodyCheck check) {
        Settings.requireRange("number of checks", checks.size() + 1, 1, MOST_CHECKS);
        checks.add(Objects.requireNonNull(check, "check"));
        return this;
    }

    /**
     * Sets how much of a body is read. Default: {@value #DEFAULT_MAX_BODY_BYTES} bytes. The rest is dropped.
     *
     * @param maxBodyBytes 1 to 1,048,576 bytes
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public HttpProbeBuilder maxBodyBytes(int maxBodyBytes) {
        this.maxBodyBytes = Settings.requireRange("maxBodyBytes", maxBodyBytes, 1, LARGEST_BODY);
        return this;
    }

    /**
     * Sets how many redirects are followed. Default: none. From HTTPS to HTTP never.
     *
     * @param maxRedirects 0 to 10
     * @return this builder
     * @throws IllegalArgumentException when it is out of range
     */
    public HttpProbeBuilder maxRedirects(int maxRedirects) {
        this.maxRedirects = Settings.requireRange("maxRedirects", maxRedirects, 0, MOST_REDIRECTS);
        return this;
    }

    /**
     * Sets what is trusted and who the client is. Default: the JDK's. The name is checked in any case.
     *
     * @param sslContext for https
     * @return this builder
     */
    public HttpProbeBuilder sslContext(SSLContext sslContext) {
        this.sslContext = Optional.of(sslContext);
        return this;
    }

    /**
     * Makes the probe.
     *
     * @return the probe
     */
    public Probe build() {
        HttpExchange exchange = new HttpExchange(
                resolver(), sslContext, new HttpRequestLines(method, headers), maxBodyBytes, maxRedirects);
        return new RemoteProbe(new HttpProbe(target, exchange, statuses, List.copyOf(checks)));
    }
}
