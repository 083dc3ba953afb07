package io.handclasp.examples.quickstart.service;

import io.handclasp.core.Secret;
import io.handclasp.drift.source.ConfigFormat;
import io.handclasp.examples.quickstart.usage.UsageException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Real services to validate, as {@code --config} names them.
 *
 * @param url where the WebSocket endpoint is
 * @param token where the token comes from
 * @param carrier how the token is sent
 * @param judge who judges it
 * @param health addresses that answer when all is well, by name
 * @param privatePaths hosts and ports within a private network, by name
 * @param within the ranges that those must resolve to; none for all private ones
 * @param services addresses that are called with the token, by name
 * @param drift what is described against what should be
 * @param golden what a user sends and must receive
 * @param drills whether outages are rehearsed
 * @param samples how many handshakes are judged to see how long it takes
 * @param journeys how often the golden path is gone
 * @param concurrency how many journeys at once
 */
public record ServiceSettings(
        URI url,
        TokenOrigin token,
        Carrier carrier,
        Judge judge,
        Map<String, URI> health,
        Map<String, HostAndPort> privatePaths,
        List<String> within,
        Map<String, URI> services,
        Optional<Drift> drift,
        Optional<Golden> golden,
        boolean drills,
        int samples,
        int journeys,
        int concurrency) {

    /** Where the token comes from. */
    public sealed interface TokenOrigin {
        /** The token is known already. */
        record Given(Secret token) implements TokenOrigin {}

        /** It is fetched with the client's own credentials (RFC 6749, section 4.4). */
        record ClientCredentials(URI endpoint, String clientId, Secret clientSecret, Optional<String> scope)
                implements TokenOrigin {}
    }

    /** How the token is sent. */
    public enum Carrier {
        /** In the {@code Authorization} header. */
        HEADER,
        /** As the second of two subprotocols. */
        SUBPROTOCOL
    }

    /** Who judges the token. */
    public sealed interface Judge {
        /** The keys of an OpenID provider. */
        record Issuer(URI issuer, String audience) implements Judge {}

        /** An introspection endpoint (RFC 7662). */
        record Introspection(URI endpoint, String clientId, Secret clientSecret) implements Judge {}
    }

    /** A host within a private network. */
    public record HostAndPort(String host, int port) {}

    /** What is described, and what should be. */
    public record Drift(Path description, ConfigFormat format, Path baseline) {}

    /** What a user sends, and what must come, as JSON pointers and values in their order. */
    public record Golden(Optional<String> send, List<Expected> expect) {}

    /** A value that must stand at a JSON pointer. */
    public record Expected(String pointer, String value) {}

    /**
     * Reads a file.
     *
     * @throws UsageException when something is wrong with it; the message names the setting
     */
    public static ServiceSettings read(Path file) throws UsageException {
        SettingsFile settings = SettingsFile.read(file);
        OptionalSettings more = new OptionalSettings(settings);
        ServiceSettings service = new ServiceSettings(
                settings.address("websocket.url", "wss", "ws"),
                token(settings),
                settings.oneOf("token.carrier", Carrier.HEADER, Carrier.values()),
                judge(settings),
                more.addresses("health"),
                more.hosts("private-paths"),
                more.list("private-paths.within"),
                more.addresses("services"),
                more.drift(),
                more.golden(),
                more.drills(),
                settings.number("samples", 100, 10_000),
                settings.number("journeys", 100, 100_000),
                settings.number("concurrency", 16, 256));
        settings.refuseUnread();
        return service;
    }

    private static TokenOrigin token(SettingsFile settings) throws UsageException {
        return switch (settings.choose("token", "token.file", "token.endpoint")) {
            case "token" -> new TokenOrigin.Given(settings.secret("token"));
            case "token.file" -> new TokenOrigin.Given(settings.secretFile("token.file"));
            default ->
                new TokenOrigin.ClientCredentials(
                        settings.address("token.endpoint", "https", "http"),
                        settings.required("token.client-id"),
                        settings.secretFile("token.client-secret-file"),
                        settings.optional("token.scope"));
        };
    }

    private static Judge judge(SettingsFile settings) throws UsageException {
        return switch (settings.choose("issuer", "introspection.endpoint")) {
            case "issuer" ->
                new Judge.Issuer(settings.address("issuer", "https", "http"), settings.required("audience"));
            default ->
                new Judge.Introspection(
                        settings.address("introspection.endpoint", "https", "http"),
                        settings.required("introspection.client-id"),
                        settings.secretFile("introspection.client-secret-file"));
        };
    }
}
