package io.handclasp.examples.openid;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.Secret;
import io.handclasp.core.testing.ManualTimeSource;
import io.handclasp.core.time.TimeSource;
import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.resilience.RetryPolicy;
import io.handclasp.websocket.verifiers.TokenVerifiers;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The provider is mock-oauth2-server: real HTTP, real discovery, real keys. */
class OpenIdProviderTests {
    private static final String ISSUER = "login";
    private static final String AUDIENCE = "chat";

    private final HttpClient http = HttpClient.newHttpClient();
    /** The wall clock is the real one, since the provider's tokens carry it; the age of keys is moved by hand. */
    private final ManualTimeSource time = new ManualTimeSource();

    private final RotatingKeys keys = new RotatingKeys();
    private MockOAuth2Server provider;

    @BeforeEach
    void start() {
        time.setWall(TimeSource.system().now());
        provider = new MockOAuth2Server(new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys)));
        provider.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void stop() {
        provider.shutdown();
    }

    private URI at(okhttp3.HttpUrl url) {
        return url.uri();
    }

    private TokenVerifier local() {
        return TokenVerifiers.issuer(at(provider.issuerUrl(ISSUER)))
                .audiences(AUDIENCE)
                .fetchTimeout(Duration.ofSeconds(30))
                .httpClient(http)
                .timeSource(time)
                .build();
    }

    private TokenVerifier introspection() {
        return TokenVerifiers.introspection(URI.create(at(provider.issuerUrl(ISSUER)) + "/introspect"))
                .clientSecretBasic("chat-backend", Secret.of("hush-hush"))
                .audiences(AUDIENCE)
                .httpClient(http)
                .timeSource(time)
                .build();
    }

    private String token(String issuer, String audience, Duration lifetime) {
        return provider.issueToken(issuer, "alice", audience, Map.of("scope", "chat:read"), lifetime.toSeconds())
                .serialize();
    }

    private String goodToken() {
        return token(ISSUER, AUDIENCE, Duration.ofHours(1));
    }

    private static AuthOutcome authenticate(WebSocketAuthenticator authenticator, String token) {
        return authenticator.authenticate(HandshakeRequest.builder()
                .header("Authorization", "Bearer " + token)
                .build());
    }

    private static WebSocketAuthenticator with(TokenVerifier verifier) {
        // The provider's first answer can take seconds on a busy machine; how long it takes is not the question here.
        Duration patience = Duration.ofSeconds(30);
        // Strict: what the provider says now is what these tests are about, not what it said a moment ago.
        return WebSocketAuthenticator.builder()
                .verifier(verifier)
                .resilience(ResiliencePolicy.strict()
                        .withDeadline(patience)
                        .withRetry(RetryPolicy.standard().withAttemptTimeout(patience.dividedBy(2))))
                .build();
    }

    @Test
    void issuerWhenDiscoveredThenTokensAreJudgedWithItsKeys() {
        try (WebSocketAuthenticator authenticator = with(local())) {
            assertThat(authenticate(authenticator, goodToken()))
                    .isInstanceOfSatisfying(AuthOutcome.Authenticated.class, admitted -> {
                        assertThat(admitted.identity().subject()).isEqualTo("alice");
                        assertThat(admitted.identity().scopes()).containsExactly("chat:read");
                    });
            assertThat(authenticate(authenticator, token(ISSUER, "billing", Duration.ofHours(1))))
                    .isEqualTo(new AuthOutcome.Rejected(RejectReason.WRONG_AUDIENCE));
            assertThat(authenticate(authenticator, token("another", AUDIENCE, Duration.ofHours(1))))
                    .isEqualTo(new AuthOutcome.Rejected(RejectReason.WRONG_ISSUER));
            assertThat(authenticate(authenticator, token(ISSUER, AUDIENCE, Duration.ofHours(-1))))
                    .isEqualTo(new AuthOutcome.Rejected(RejectReason.EXPIRED));
        }
    }

    @Test
    void issuerWhenKeysAreRotatedThenNewTokensAreAdmittedAndOldOnesNoLonger() {
        try (WebSocketAuthenticator authenticator = with(local())) {
            String old = goodToken();
            assertThat(authenticate(authenticator, old)).isInstanceOf(AuthOutcome.Authenticated.class);

            keys.rotate();
            time.advance(Duration.ofSeconds(31));

            assertThat(authenticate(authenticator, goodToken())).isInstanceOf(AuthOutcome.Authenticated.class);
            assertThat(authenticate(authenticator, old)).isEqualTo(new AuthOutcome.Rejected(RejectReason.UNKNOWN_KEY));
        }
    }

    @Test
    void issuerWhenTheProviderIsGoneThenKnownKeysServeOn() {
        try (WebSocketAuthenticator authenticator = with(local())) {
            String token = goodToken();
            assertThat(authenticate(authenticator, token)).isInstanceOf(AuthOutcome.Authenticated.class);

            provider.shutdown();
            time.advance(Duration.ofMinutes(30));

            assertThat(authenticate(authenticator, token)).isInstanceOf(AuthOutcome.Authenticated.class);
        }
    }

    @Test
    void introspectionWhenAskedThenTheProviderJudges() {
        try (WebSocketAuthenticator authenticator = with(introspection())) {
            String token = goodToken();
            assertThat(authenticate(authenticator, token))
                    .isInstanceOfSatisfying(
                            AuthOutcome.Authenticated.class,
                            admitted ->
                                    assertThat(admitted.identity().subject()).isEqualTo("alice"));
            assertThat(authenticate(authenticator, token.substring(0, token.length() - 6) + "AAAAAA"))
                    .isEqualTo(new AuthOutcome.Rejected(RejectReason.INACTIVE));
        }
    }

    @Test
    void introspectionWhenTheProviderWithdrawsATokenThenItIsRefusedFromTheNextHandshakeOn() {
        try (WebSocketAuthenticator authenticator = with(introspection())) {
            String token = goodToken();
            assertThat(authenticate(authenticator, token)).isInstanceOf(AuthOutcome.Authenticated.class);

            // The mock cannot revoke one access token; withdrawing the key revokes all that it signed.
            keys.rotate();

            assertThat(authenticate(authenticator, token)).isEqualTo(new AuthOutcome.Rejected(RejectReason.INACTIVE));
        }
    }

    @Test
    void introspectionWhenTheProviderIsGoneThenUnavailableAndNever401() {
        try (WebSocketAuthenticator authenticator = with(introspection())) {
            String token = goodToken();
            provider.shutdown();

            assertThat(authenticate(authenticator, token)).isInstanceOf(AuthOutcome.Unavailable.class);
        }
    }
}
