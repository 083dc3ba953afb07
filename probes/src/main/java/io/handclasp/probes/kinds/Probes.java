package io.handclasp.probes.kinds;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import io.handclasp.core.time.Deadline;
import io.handclasp.probes.Probe;
import io.handclasp.probes.ProbeDocs;
import io.handclasp.probes.ProbeOutcome;
import io.handclasp.probes.auth.AuthTokenProbeBuilder;
import io.handclasp.probes.auth.JwksProbeBuilder;
import io.handclasp.probes.auth.TokenJudge;
import io.handclasp.probes.net.DnsProbeBuilder;
import io.handclasp.probes.net.HttpProbeBuilder;
import io.handclasp.probes.net.PrivatePathProbeBuilder;
import io.handclasp.probes.net.ServiceUrlsProbeBuilder;
import io.handclasp.probes.net.TcpProbeBuilder;
import io.handclasp.probes.net.TlsProbeBuilder;
import io.handclasp.probes.redis.RedisProbeBuilder;
import io.handclasp.probes.sql.JdbcProbeBuilder;
import io.handclasp.probes.websocket.WebSocketProbeBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Makes probes. Each of the builders says what its probe tells and which options there are. */
public final class Probes {
    private Probes() {}

    /**
     * Connects to a port.
     *
     * @param host a host name or an IP address
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static TcpProbeBuilder tcp(String host, int port) {
        return TcpProbeBuilder.to(host, port);
    }

    /**
     * Looks a name up.
     *
     * @param host the name
     * @return the builder
     * @throws IllegalArgumentException when it cannot be a host name
     */
    public static DnsProbeBuilder dns(String host) {
        return DnsProbeBuilder.of(host);
    }

    /**
     * Looks at the certificates of a server.
     *
     * @param host a host name or an IP address
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static TlsProbeBuilder tls(String host, int port) {
        return TlsProbeBuilder.to(host, port);
    }

    /**
     * Sends an HTTP request.
     *
     * @param uri an absolute URL with {@code http} or {@code https}, without user information
     * @return the builder
     * @throws IllegalArgumentException when it is another kind of URI
     */
    public static HttpProbeBuilder http(URI uri) {
        return HttpProbeBuilder.get(uri);
    }

    /**
     * Asks a database.
     *
     * @param dataSource the pool that the host uses
     * @return the builder
     */
    public static JdbcProbeBuilder jdbc(DataSource dataSource) {
        return JdbcProbeBuilder.of(dataSource);
    }

    /**
     * Sends PING to Redis. Needs Jedis.
     *
     * @param host a host name or an IP address
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static RedisProbeBuilder redis(String host, int port) {
        return RedisProbeBuilder.at(host, port);
    }

    /**
     * Connects to a WebSocket endpoint.
     *
     * @param uri an absolute URL with {@code ws} or {@code wss}
     * @return the builder
     * @throws IllegalArgumentException when it is another kind of URI
     */
    public static WebSocketProbeBuilder webSocket(URI uri) {
        return WebSocketProbeBuilder.to(uri);
    }

    /**
     * Looks at a JSON Web Key Set.
     *
     * @param uri an absolute URL with {@code http} or {@code https}
     * @return the builder
     * @throws IllegalArgumentException when it is another kind of URI
     */
    public static JwksProbeBuilder jwks(URI uri) {
        return JwksProbeBuilder.of(uri);
    }

    /**
     * Lets a good and a forged token be judged.
     *
     * @param judge the host's verifier, without its cache
     * @param token gives a good token of a test account
     * @return the builder
     */
    public static AuthTokenProbeBuilder authToken(TokenJudge judge, Supplier<Secret> token) {
        return AuthTokenProbeBuilder.of(judge, token);
    }

    /**
     * Follows a private path, such as one through a VPC.
     *
     * @param host a host name
     * @param port 1 to 65535
     * @return the builder
     * @throws IllegalArgumentException when one of them cannot be used
     */
    public static PrivatePathProbeBuilder privatePath(String host, int port) {
        return PrivatePathProbeBuilder.to(host, port);
    }

    /**
     * Looks at the configured URLs of other services.
     *
     * @return the builder
     */
    public static ServiceUrlsProbeBuilder serviceUrls() {
        return ServiceUrlsProbeBuilder.create();
    }

    /**
     * Asks a part of this process how it is, for example an authenticator for its health. PASS is UP, WARN is WARN, FAIL is
     * DOWN, all else is UNKNOWN; no samples are UNKNOWN, too.
     *
     * @param source gives what is known now, without waiting
     * @return the probe; not remote
     */
    public static Probe supplier(Supplier<HealthReading> source) {
        Objects.requireNonNull(source, "source");
        return deadline -> outcome(source.get());
    }

    private static ProbeOutcome outcome(HealthReading reading) {
        if (reading.samples() == 0) {
            return ProbeOutcome.unknown("nothing to judge by yet: " + reading.message())
                    .withDetails(Map.of("samples", "0"))
                    .withHint(ProbeDocs.hint("wait for work, or send some", "no-samples"));
        }
        ProbeOutcome outcome = switch (reading.status()) {
            case PASS -> ProbeOutcome.up(reading.message());
            case WARN ->
                ProbeOutcome.warn(reading.message())
                        .withHint(ProbeDocs.hint("read the message; it is the source's own", "supplier"));
            case FAIL ->
                ProbeOutcome.down(reading.message())
                        .withHint(ProbeDocs.hint("read the message; it is the source's own", "supplier"));
            default ->
                ProbeOutcome.unknown(reading.message())
                        .withHint(ProbeDocs.hint("read the message; it is the source's own", "supplier"));
        };
        return outcome.withDetails(Map.of("samples", Long.toString(reading.samples())));
    }

    /**
     * Makes a probe of a host's own code that looks at something in this process. What it throws means that the probe
     * broke.
     *
     * @param name what the messages begin with
     * @param check gives the outcome; bounds its own waits
     * @return the probe; not remote, see {@link #remote}
     * @throws IllegalArgumentException when the name is blank
     */
    public static Probe of(String name, Callable<ProbeOutcome> check) {
        Settings.requireText("name", name);
        Objects.requireNonNull(check, "check");
        return deadline -> named(name, check.call());
    }

    private static ProbeOutcome named(String name, ProbeOutcome outcome) {
        return new ProbeOutcome(
                outcome.state(),
                name + ": " + outcome.message(),
                outcome.hint(),
                outcome.blockedBy(),
                outcome.details(),
                outcome.phases());
    }

    /**
     * Marks a probe of a host's own as one that looks at something outside this process.
     *
     * @param probe the probe
     * @return the same, but remote
     */
    public static Probe remote(Probe probe) {
        Objects.requireNonNull(probe, "probe");
        return new Probe() {
            @Override
            public ProbeOutcome check(Deadline deadline) throws Exception {
                return probe.check(deadline);
            }

            @Override
            public boolean isRemote() {
                return true;
            }
        };
    }
}
