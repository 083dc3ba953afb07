package io.handclasp.examples.quickstart;

import io.handclasp.core.Secret;
import io.handclasp.examples.quickstart.HandshakeClient.Expectation;
import io.handclasp.examples.quickstart.TokenOffer.Carrier;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A real service to try, as {@code --config} names it.
 *
 * @param url where its WebSocket endpoint is
 * @param expectation what counts as admitted
 * @param carrier how the token is sent
 * @param token where the token comes from
 * @param judge who judges it
 * @param handshakes how many connections to open
 * @param concurrency how many of them at once
 */
record ServiceSettings(
        URI url,
        Expectation expectation,
        Carrier carrier,
        TokenOrigin token,
        Judge judge,
        int handshakes,
        int concurrency) {

    /** Where the token comes from. */
    sealed interface TokenOrigin {
        /** The token is known already. */
        record Given(Secret token) implements TokenOrigin {}

        /** It is fetched with the client's own credentials (RFC 6749, section 4.4). */
        record ClientCredentials(URI endpoint, String clientId, Secret clientSecret, Optional<String> scope)
                implements TokenOrigin {}
    }

    /** Who judges the token. */
    sealed interface Judge {
        /** The keys of an OpenID provider. */
        record Issuer(URI issuer, String audience) implements Judge {}

        /** An introspection endpoint (RFC 7662). */
        record Introspection(URI endpoint, String clientId, Secret clientSecret) implements Judge {}
    }

    static ServiceSettings read(Path file) throws UsageException {
        SettingsFile settings = SettingsFile.read(file);
        ServiceSettings service = new ServiceSettings(
                settings.address("websocket.url", "wss", "ws"),
                settings.oneOf("websocket.expect", Expectation.OPEN, Expectation.values()),
                settings.oneOf("token.carrier", Carrier.HEADER, Carrier.values()),
                token(settings),
                judge(settings),
                settings.number("handshakes", 100, 100_000),
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
