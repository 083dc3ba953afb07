package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.Secret;
import io.handclasp.core.json.JsonMaps;
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
import java.util.Optional;

/**
 * Fetches tokens with a client's own credentials (RFC 6749, section 4.4). Thread-safe.
 *
 * @param httpClient sends the calls
 * @param endpoint the token endpoint
 * @param clientId who asks
 * @param clientSecret how it shows that
 * @param scope what is asked for, if anything
 */
public record TokenEndpoint(
        HttpClient httpClient, URI endpoint, String clientId, Secret clientSecret, Optional<String> scope) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** The endpoint refuses to give this client a token: asking again does not help. */
    public static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    /**
     * Fetches a token.
     *
     * @return the token
     * @throws IOException when there is none
     */
    public Secret fetch() throws IOException {
        HttpResponse<String> response = send();
        int status = response.statusCode();
        if (status >= 300 && status < 500 && status != 408 && status != 429) {
            throw new RefusedException("the token endpoint answered " + status);
        }
        if (status != 200) {
            throw new IOException("the token endpoint answered " + status);
        }
        // Nothing of the answer is quoted: it holds the token.
        return JsonMaps.parse(response.body())
                .map(answer -> answer.get("access_token"))
                .filter(String.class::isInstance)
                .map(token -> Secret.of((String) token))
                .orElseThrow(() -> new IOException("the token endpoint answered without an access_token"));
    }

    private HttpResponse<String> send() throws IOException {
        String form = "grant_type=client_credentials"
                + scope.map(text -> "&scope=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                        .orElse("");
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(TIMEOUT)
                .header("Authorization", BasicCredentials.header(clientId, clientSecret))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return httpClient.send(request, BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the token endpoint", interrupted);
        }
    }
}
