package io.handclasp.examples.hosts;

import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a chat is told from outside. Immutable.
 *
 * @param host the address to listen on; {@code CHAT_HOST}, by default loopback
 * @param port the port to listen on, 0 for one that is free; {@code CHAT_PORT}, by default 8080
 * @param introspection where tokens are judged (RFC 7662); {@code AUTH_INTROSPECTION_URL}, HTTPS outside of loopback
 * @param clientId who asks; {@code AUTH_CLIENT_ID}
 * @param clientSecret its secret; {@code AUTH_CLIENT_SECRET}
 * @param audience whom tokens must be for; {@code AUTH_AUDIENCE}
 */
public record ChatSettings(
        String host, int port, URI introspection, String clientId, Secret clientSecret, String audience) {
    /**
     * Checks each.
     *
     * @throws IllegalArgumentException when one is not acceptable; names it
     */
    public ChatSettings {
        Settings.requireText("CHAT_HOST", host);
        Settings.requireRange("CHAT_PORT", port, 0, 65_535);
        Settings.requireText("AUTH_CLIENT_ID", clientId);
        Settings.requireText("AUTH_AUDIENCE", audience);
    }

    /**
     * Reads them.
     *
     * @param environment usually {@code System.getenv()}
     * @return the settings
     * @throws IllegalArgumentException when one is missing or not acceptable; names it
     */
    public static ChatSettings read(Map<String, String> environment) {
        return new ChatSettings(
                environment.getOrDefault("CHAT_HOST", "127.0.0.1"),
                port(environment.getOrDefault("CHAT_PORT", "8080")),
                URI.create(required(environment, "AUTH_INTROSPECTION_URL")),
                required(environment, "AUTH_CLIENT_ID"),
                Secret.of(required(environment, "AUTH_CLIENT_SECRET")),
                required(environment, "AUTH_AUDIENCE"));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "CHAT_PORT was " + text + ", must be a number between 0 and 65535", notANumber);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalArgumentException(name + " was not set"));
    }
}
