package io.handclasp.examples.quickstart.agent;

import io.handclasp.core.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * How the agent asks for facts: with a token of its own. What it heard once it still knows while the facts are away; it remembers
 * as many answers as there are facts. Thread-safe.
 */
final class FactsClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final URI facts;
    private final HttpClient httpClient;
    private final Supplier<Secret> ownToken;
    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    FactsClient(URI facts, HttpClient httpClient, Supplier<Secret> ownToken) {
        this.facts = facts;
        this.httpClient = httpClient;
        this.ownToken = ownToken;
    }

    Optional<String> answer(String question) {
        try {
            HttpResponse<String> response = httpClient.send(request(question), BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                remembered.put(question, response.body());
                return Optional.of(response.body());
            }
            return response.statusCode() == 404 ? Optional.empty() : memory(question);
        } catch (IOException | UncheckedIOException away) {
            return memory(question);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return memory(question);
        }
    }

    private Optional<String> memory(String question) {
        return Optional.ofNullable(remembered.get(question));
    }

    private HttpRequest request(String question) {
        return HttpRequest.newBuilder(
                        URI.create(facts + "?question=" + URLEncoder.encode(question, StandardCharsets.UTF_8)))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + ownToken.get().reveal())
                .build();
    }
}
