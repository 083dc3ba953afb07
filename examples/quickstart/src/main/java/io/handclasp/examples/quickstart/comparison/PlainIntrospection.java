package io.handclasp.examples.quickstart.comparison;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.examples.quickstart.agent.BasicCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call to an introspection endpoint with a timeout of 2 s, and no second one. */
final class PlainIntrospection {
    private static final Logger log = LoggerFactory.getLogger(PlainIntrospection.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient client;
    private final URI endpoint;
    private final String authorization;

    PlainIntrospection(HttpClient client, URI endpoint, String clientId, Secret clientSecret) {
        this.client = client;
        this.endpoint = endpoint;
        this.authorization = BasicCredentials.header(clientId, clientSecret);
    }

    Optional<String> subjectOf(String token) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + URLEncoder.encode(token, StandardCharsets.UTF_8)))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                log.debug("the auth service answered {}", response.statusCode());
                return Optional.empty();
            }
            Map<String, Object> answer = JSONObjectUtils.parse(response.body());
            return Boolean.TRUE.equals(answer.get("active"))
                    ? Optional.ofNullable((String) answer.get("sub"))
                    : Optional.empty();
        } catch (IOException | ParseException failure) {
            log.debug("the auth service could not be asked: {}", Redaction.describe(failure));
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
