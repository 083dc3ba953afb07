package io.handclasp.examples.benchmarks.storm;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** What hosts do without Handclasp, each set up as its own documentation shows. */
final class Peers {
    static final String CLIENT = "chat";
    static final String SECRET = "not-a-real-secret";
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private Peers() {}

    /** One call with a timeout of 2 s. */
    static Contestant plain(URI endpoint) {
        HttpClient client = HttpClient.newHttpClient();
        return new BlockingContestant(token -> introspect(client, endpoint, token));
    }

    /** The plain call in a retry and a circuit breaker with their defaults. */
    static Contestant resilience4j(URI endpoint) {
        HttpClient client = HttpClient.newHttpClient();
        Retry retry = Retry.ofDefaults("introspection");
        CircuitBreaker breaker = CircuitBreaker.ofDefaults("introspection");
        return new BlockingContestant(token -> {
            Callable<Answer> call = () -> introspect(client, endpoint, token);
            return Retry.decorateCallable(retry, CircuitBreaker.decorateCallable(breaker, call))
                    .call();
        });
    }

    private static Answer introspect(HttpClient client, URI endpoint, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + credentials())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the auth service answered " + response.statusCode());
        }
        Map<String, Object> answer = JSONObjectUtils.parse(response.body());
        return Boolean.TRUE.equals(answer.get("active")) && answer.get("sub") instanceof String subject
                ? Answer.admitted(subject)
                : Answer.refused();
    }

    private static String credentials() {
        return Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    /** Spring Security's introspector. */
    static Contestant springIntrospector(URI endpoint) {
        OpaqueTokenIntrospector introspector = SpringOpaqueTokenIntrospector.withIntrospectionUri(endpoint.toString())
                .clientId(CLIENT)
                .clientSecret(SECRET)
                .build();
        return new BlockingContestant(token -> {
            try {
                return Answer.admitted(introspector.introspect(token).getName());
            } catch (BadOpaqueTokenException bad) {
                return Answer.refused();
            }
        });
    }

    /** Spring Security's decoder of signed tokens. */
    static Contestant springDecoder(URI jwks) {
        NimbusJwtDecoder decoder =
                NimbusJwtDecoder.withJwkSetUri(jwks.toString()).build();
        decoder.setJwtValidator(
                new DelegatingOAuth2TokenValidator<>(JwtValidators.createDefaultWithIssuer(StormTokens.ISSUER)));
        return new BlockingContestant(token -> {
            try {
                String subject = decoder.decode(token).getSubject();
                return subject == null ? Answer.refused() : Answer.admitted(subject);
            } catch (BadJwtException bad) {
                return Answer.refused();
            }
        });
    }
}
