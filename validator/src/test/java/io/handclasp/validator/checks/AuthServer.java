package io.handclasp.validator.checks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.core.Secret;
import io.handclasp.core.time.TimeSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** An auth service on loopback that issues tokens and judges them, unless a test breaks it. */
final class AuthServer implements AutoCloseable {
    static final String ISSUER = "https://issuer.example";
    static final String AUDIENCE = "chat";
    private static final ECKey KEY = key("ec-1");
    private static final ECKey UNPUBLISHED = key("ec-2");

    /** What the service forgets to look at. */
    enum Flaw {
        SIGNATURE,
        ALGORITHM,
        EXPIRY,
        NOT_BEFORE,
        AUDIENCE,
        ISSUER
    }

    final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
    final AtomicInteger validations = new AtomicInteger();
    volatile boolean down;
    volatile long answerAfterMillis;
    volatile boolean refusing;
    private final Queue<String> minted = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpServer server;

    AuthServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/validate", this::validate);
        server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(KEY.toPublicJWK()).toString()));
        server.createContext("/orders", this::orders);
        server.createContext("/open", exchange -> answer(exchange, 200, "anybody"));
        server.start();
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    Secret good() {
        return mint("alice", claims("alice"));
    }

    Secret ofBob() {
        return mint("bob", claims("bob"));
    }

    Secret expired() {
        return mint("alice", claims("alice").expirationTime(in(-3_600)));
    }

    Secret early() {
        return mint("alice", claims("alice").notBeforeTime(in(3_600)).expirationTime(in(7_200)));
    }

    Secret forAnother() {
        return mint("alice", claims("alice").audience("billing"));
    }

    Secret byAnother() {
        return mint("alice", claims("alice").issuer("https://other.example"));
    }

    Secret withUnpublishedKey() {
        return sign(UNPUBLISHED, claims("alice").build());
    }

    TestTokens tokens() {
        return TestTokens.of(this::good)
                .withSecondUser(this::ofBob)
                .withExpired(this::expired)
                .withNotYetValid(this::early)
                .withWrongAudience(this::forAnother)
                .withWrongIssuer(this::byAnother);
    }

    /** All tokens that were ever issued here. */
    List<String> minted() {
        return List.copyOf(minted);
    }

    private static JWTClaimsSet.Builder claims(String subject) {
        return new JWTClaimsSet.Builder()
                .subject(subject)
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .expirationTime(in(600))
                .jwtID(UUID.randomUUID().toString());
    }

    private static Date in(long seconds) {
        return Date.from(TimeSource.system().now().plusSeconds(seconds));
    }

    private Secret mint(String subject, JWTClaimsSet.Builder claims) {
        return sign(KEY, claims.subject(subject).build());
    }

    private Secret sign(ECKey key, JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new ECDSASigner(key));
            minted.add(token.serialize());
            return Secret.of(token.serialize());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private void validate(HttpExchange exchange) throws IOException {
        validations.incrementAndGet();
        if (answerAfterMillis > 0) {
            await(answerAfterMillis);
        }
        if (down) {
            answer(exchange, 503, "down");
        } else if (refusing) {
            answer(exchange, 401, "{\"active\":false,\"reason\":\"INACTIVE\"}");
        } else {
            Optional<String> fault = fault(bearer(exchange));
            answer(
                    exchange,
                    fault.isPresent() ? 401 : 200,
                    fault.map(reason -> "{\"active\":false,\"reason\":\"" + reason + "\"}")
                            .orElseGet(() -> "{\"active\":true,\"sub\":\"" + subject(bearer(exchange)) + "\"}"));
        }
    }

    private void orders(HttpExchange exchange) throws IOException {
        boolean refused = !down && fault(bearer(exchange)).isPresent();
        answer(exchange, refused ? 401 : 200, "orders");
    }

    private void await(long millis) {
        try {
            // Until the server is closed, at most: nobody sleeps.
            boolean ignored = closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String bearer(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header == null ? "" : header.substring("Bearer ".length());
    }

    private static String subject(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getSubject();
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> fault(String text) {
        try {
            var token = JWTParser.parse(text);
            if (token instanceof PlainJWT && !flaws.contains(Flaw.ALGORITHM)) {
                return Optional.of("UNSUPPORTED_ALGORITHM");
            }
            if (token instanceof SignedJWT signed
                    && !flaws.contains(Flaw.SIGNATURE)
                    && !signed.verify(new ECDSAVerifier(KEY.toECPublicKey()))) {
                return Optional.of("BAD_SIGNATURE");
            }
            JWTClaimsSet claims = token.getJWTClaimsSet();
            Instant now = TimeSource.system().now();
            if (!flaws.contains(Flaw.EXPIRY)
                    && claims.getExpirationTime().toInstant().isBefore(now)) {
                return Optional.of("EXPIRED");
            }
            Date notBefore = claims.getNotBeforeTime();
            if (!flaws.contains(Flaw.NOT_BEFORE)
                    && notBefore != null
                    && notBefore.toInstant().isAfter(now)) {
                return Optional.of("NOT_YET_VALID");
            }
            if (!flaws.contains(Flaw.AUDIENCE) && !claims.getAudience().contains(AUDIENCE)) {
                return Optional.of("WRONG_AUDIENCE");
            }
            return !flaws.contains(Flaw.ISSUER) && !ISSUER.equals(claims.getIssuer())
                    ? Optional.of("WRONG_ISSUER")
                    : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.of("MALFORMED_TOKEN");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
