package io.handclasp.docs.snippets;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** An OpenID provider on this machine: its discovery document, its keys, its introspection endpoint, and its tokens. */
final class LoopbackAuthService implements AutoCloseable {
    private final HttpServer server;
    private final RSAKey key;

    LoopbackAuthService() throws IOException, JOSEException {
        key = new RSAKeyGenerator(2048).keyID("key-1").generate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%s", "jwks_uri": "%s/keys"}""".formatted(issuer(), issuer())));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key).toString(true)));
        server.createContext("/introspect", this::introspect);
        server.createContext("/validate", LoopbackAuthService::validate);
        server.start();
    }

    URI issuer() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    URI introspectionEndpoint() {
        return issuer().resolve("/introspect");
    }

    URI validationEndpoint() {
        return issuer().resolve("/validate");
    }

    /** A good token for the audience {@code chat}, signed with the published key. */
    String tokenOf(String subject) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer().toString())
                        .audience("chat")
                        .subject(subject)
                        .claim("exp", 32_503_680_000L) // the year 3000
                        .build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static void validate(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        boolean good = "Bearer opaque-token".equals(header);
        answer(exchange, good ? "{\"user\": \"alice\"}" : "{\"error\": \"no such session\"}");
    }

    private void introspect(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean good = form.contains("token=opaque-token");
        answer(exchange, good ? """
                {"active": true, "sub": "alice", "aud": "chat"}""" : """
                {"active": false}""");
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
