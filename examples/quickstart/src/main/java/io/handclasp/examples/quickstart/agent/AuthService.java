package io.handclasp.examples.quickstart.agent;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.handclasp.core.Secret;
import io.handclasp.core.concurrent.NamedThreads;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small OAuth 2.0 authorization server on loopback: discovery document, JWK set, introspection (RFC 7662) and client
 * credentials (RFC 6749, section 4.4). It is well until somebody slows it down, lets it publish a wrong key, or closes it.
 */
public final class AuthService implements AutoCloseable {
    public static final String CLIENT_ID = "quickstart-server";

    private static final int THREADS = 4;

    private final Secret clientSecret = Secret.of(new BigInteger(130, new SecureRandom()).toString(36));
    private final byte[] credentials =
            BasicCredentials.header(CLIENT_ID, clientSecret).getBytes(StandardCharsets.UTF_8);
    private final ExecutorService executor = Executors.newFixedThreadPool(THREADS, NamedThreads.daemon("auth-service"));
    private final HttpServer server;
    private final TokenIssuer tokens;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Duration delay = Duration.ZERO;

    private AuthService(HttpServer server) {
        this.server = server;
        this.tokens = new TokenIssuer(issuer().toString());
        server.setExecutor(executor);
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/jwks", exchange -> answer(exchange, 200, tokens.publicKeys()));
        server.createContext("/introspect", onlyForOurClient(this::introspect));
        server.createContext("/token", onlyForOurClient(this::issueToken));
        server.start();
    }

    public static AuthService start() throws IOException {
        return new AuthService(LoopbackHttp.create());
    }

    public URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public URI introspectionEndpoint() {
        return issuer().resolve("/introspect");
    }

    public URI tokenEndpoint() {
        return issuer().resolve("/token");
    }

    public Secret clientSecret() {
        return clientSecret;
    }

    public TokenIssuer tokens() {
        return tokens;
    }

    @Override
    public synchronized void close() {
        if (closed.getCount() == 0) {
            return;
        }
        closed.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer().toString(),
                "jwks_uri", issuer().resolve("/jwks").toString(),
                "introspection_endpoint", introspectionEndpoint().toString(),
                "token_endpoint", tokenEndpoint().toString(),
                "id_token_signing_alg_values_supported", List.of("ES256"));
    }

    /** From now on judges each token this much later. */
    public void slowDown(Duration delay) {
        this.delay = delay;
    }

    /** From now on publishes a key that no token was signed with. */
    public void publishWrongKey() {
        tokens.publishWrongKey();
    }

    private void introspect(HttpExchange exchange) throws IOException {
        try {
            boolean ended = closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
            if (ended) {
                exchange.close();
                return;
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
        Optional<JWTClaimsSet> claims = formValue(exchange, "token").flatMap(tokens::verify);
        answer(exchange, 200, claims.map(AuthService::active).orElse(Map.of("active", false)));
    }

    private static Map<String, Object> active(JWTClaimsSet claims) {
        return Map.of(
                "active", true,
                "sub", claims.getSubject(),
                "iss", claims.getIssuer(),
                "aud", claims.getAudience(),
                "exp", claims.getExpirationTime().toInstant().getEpochSecond());
    }

    private void issueToken(HttpExchange exchange) throws IOException {
        boolean known = formValue(exchange, "grant_type").equals(Optional.of("client_credentials"));
        if (!known) {
            answer(exchange, 400, Map.of("error", "unsupported_grant_type"));
            return;
        }
        Map<String, Object> grant = Map.of(
                "access_token", tokens.ofService(CLIENT_ID),
                "token_type", "Bearer",
                "expires_in", tokens.lifetime().toSeconds());
        answer(exchange, 200, grant);
    }

    private HttpHandler onlyForOurClient(HttpHandler handler) {
        return exchange -> {
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            boolean ours = shown != null && MessageDigest.isEqual(credentials, shown.getBytes(StandardCharsets.UTF_8));
            if (ours && exchange.getRequestMethod().equals("POST")) {
                handler.handle(exchange);
            } else if (ours) {
                answer(exchange, 405, Map.of("error", "invalid_request"));
            } else {
                answer(exchange, 401, Map.of("error", "invalid_client"));
            }
        };
    }

    private static Optional<String> formValue(HttpExchange exchange, String name) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(form.split("&"))
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> json) throws IOException {
        byte[] body = JSONObjectUtils.toJSONString(json).getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
