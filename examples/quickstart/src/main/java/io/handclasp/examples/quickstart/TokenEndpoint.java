package io.handclasp.examples.quickstart;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.handclasp.examples.quickstart.ServiceSettings.TokenOrigin;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;

/** Fetches a token with a client's own credentials (RFC 6749, section 4.4). */
final class TokenEndpoint {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final HttpClient httpClient;
    private final TokenOrigin.ClientCredentials client;

    TokenEndpoint(HttpClient httpClient, TokenOrigin.ClientCredentials client) {
        this.httpClient = httpClient;
        this.client = client;
    }

    String fetch() throws UsageException, IOException {
        HttpResponse<String> response = send();
        int status = response.statusCode();
        if (status >= 300 && status < 500 && status != 408 && status != 429) {
            throw new UsageException("token.endpoint answered " + status
                    + ": the address, token.client-id, token.client-secret-file or token.scope is wrong.");
        }
        if (status != 200) {
            throw new IOException("token.endpoint answered " + status);
        }
        try {
            String token = JSONObjectUtils.getString(JSONObjectUtils.parse(response.body()), "access_token");
            if (token != null) {
                return token;
            }
        } catch (ParseException unreadable) {
            // The parser's message may quote the answer, and the answer holds the token.
            throw new IOException("token.endpoint answered something that is no JSON object with an access_token");
        }
        throw new IOException("token.endpoint answered without an access_token");
    }

    private HttpResponse<String> send() throws IOException {
        String form = "grant_type=client_credentials"
                + client.scope()
                        .map(scope -> "&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8))
                        .orElse("");
        HttpRequest request = HttpRequest.newBuilder(client.endpoint())
                .timeout(TIMEOUT)
                .header("Authorization", BasicCredentials.header(client.clientId(), client.clientSecret()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(form))
                .build();
        try {
            return httpClient.send(request, BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for token.endpoint", interrupted);
        }
    }
}
