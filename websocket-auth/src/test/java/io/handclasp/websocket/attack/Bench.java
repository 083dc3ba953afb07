package io.handclasp.websocket.attack;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.testing.TestAuthService;
import io.handclasp.websocket.testing.TestTokens;
import io.handclasp.websocket.transport.TransportRequest;
import io.handclasp.websocket.transport.VerifierTransport;
import io.handclasp.websocket.transport.VerifierTransports;
import io.handclasp.websocket.verifiers.JwksVerifierBuilder;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.UnavailableReason;
import io.handclasp.websocket.verify.Verification;
import io.handclasp.websocket.verify.VerifierUnavailableException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An auth service that knows which tokens it has issued, and every verifier that comes with Handclasp, over real sockets. To the wall clock it is always {@link ManualTimeSource#START}; time limits are real.
 */
final class Bench implements AutoCloseable {
    static final String SECRET = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private final TestAuthService service = TestAuthService.start();
    private final ExecutorService threads = Executors.newFixedThreadPool(4, task -> new Thread(task, "host-http"));
    private final HttpClient http = HttpClient.newBuilder().executor(threads).build();
    private final Map<String, String> issued = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean down;

    Bench(Map<String, String> good) {
        issued.putAll(good);
        service.introspect(form -> subject(tokenOf(form))
                .map(subject -> JSONObjectUtils.toJSONString(
                        Map.of("active", true, "sub", subject, "exp", expiry().getEpochSecond())))
                .orElse("{\"active\":false}"));
        service.validate(token -> subject(token)
                .map(subject -> JSONObjectUtils.toJSONString(Map.of("user", subject)))
                .orElse("{\"error\":\"invalid_token\"}"));
        service.issuer(TestTokens.ISSUER);
    }

    private static Instant expiry() {
        return ManualTimeSource.START.plus(TestTokens.LIFETIME);
    }

    private static String tokenOf(String form) {
        return URLDecoder.decode(form.substring("token=".length(), form.indexOf('&')), StandardCharsets.UTF_8);
    }

    private Optional<String> subject(String token) {
        return Optional.ofNullable(issued.get(token));
    }

    /** How often anybody was asked for a verdict or for keys. */
    int calls() {
        return calls.get();
    }

    /** From now on nobody answers. */
    void goDown() {
        down = true;
    }

    TimeSource clock() {
        return new TimeSource() {
            @Override
            public Instant now() {
                return ManualTimeSource.START;
            }

            @Override
            public long nanoTime() {
                return TimeSource.system().nanoTime();
            }
        };
    }

    /** Real HTTP, whoever the issuer is said to be. */
    private VerifierTransport transport() {
        VerifierTransport real = VerifierTransports.http(http);
        return (request, deadline) -> {
            calls.incrementAndGet();
            if (down) {
                return CompletableFuture.failedFuture(
                        new VerifierUnavailableException(UnavailableReason.CONNECTION_FAILED, "the service is down"));
            }
            URI uri = request.uri().getHost().equals("issuer.example")
                    ? service.uri(request.uri().getPath())
                    : request.uri();
            return real.send(new TransportRequest(request.method(), uri, request.headers(), request.body()), deadline);
        };
    }

    JwksVerifierBuilder keys() {
        return TokenVerifiers.jwks(URI.create(TestTokens.ISSUER + "/jwks"))
                .issuer(TestTokens.ISSUER)
                .audiences(TestTokens.AUDIENCE)
                .transport(transport())
                .timeSource(clock());
    }

    TokenVerifier discovered() {
        return TokenVerifiers.issuer(URI.create(TestTokens.ISSUER))
                .audiences(TestTokens.AUDIENCE)
                .transport(transport())
                .timeSource(clock())
                .build();
    }

    TokenVerifier sharedSecret() {
        return TokenVerifiers.sharedSecret(Secret.of(SECRET), "HS256")
                .issuer(TestTokens.ISSUER)
                .audiences(TestTokens.AUDIENCE)
                .timeSource(clock())
                .build();
    }

    TokenVerifier introspection() {
        return TokenVerifiers.introspection(service.uri("/introspect"))
                .clientSecretBasic("chat", Secret.of("client-secret"))
                .transport(transport())
                .timeSource(clock())
                .build();
    }

    TokenVerifier authService() {
        return TokenVerifiers.authService(service.uri("/validate"))
                .mapper(answer -> answer.text("user")
                        .<Verification>map(user ->
                                new Verification.Valid(Identity.builder(user).build()))
                        .or(() -> answer.text("error").map(error -> new Verification.Invalid(RejectReason.INACTIVE))))
                .transport(transport())
                .timeSource(clock())
                .build();
    }

    /** What a host might have written itself. */
    TokenVerifier ofTheHost() {
        return TokenVerifiers.blocking(
                token -> {
                    calls.incrementAndGet();
                    return subject(token.reveal())
                            .<Verification>map(subject -> new Verification.Valid(
                                    Identity.builder(subject).build()))
                            .orElse(new Verification.Invalid(RejectReason.INACTIVE));
                },
                threads);
    }

    @Override
    public void close() {
        service.close();
        threads.shutdownNow();
    }
}
