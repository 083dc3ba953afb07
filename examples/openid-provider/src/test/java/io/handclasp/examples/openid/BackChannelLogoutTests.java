package io.handclasp.examples.openid;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.handclasp.core.time.TimeSource;
import io.handclasp.examples.containers.wire.Handshake;
import io.handclasp.examples.containers.wire.RawConnection;
import io.handclasp.examples.containers.wire.RawConnection.Response;
import io.handclasp.examples.hosts.contract.Warmth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * From the provider's discovery document to the end of a socket, over HTTP and WebSocket. The provider signs the logout tokens;
 * it does not post them by itself, so the test carries them.
 */
class BackChannelLogoutTests {
    private static final String ISSUER = "login";
    private static final String AUDIENCE = "chat";
    private static final String CLIENT = "chat-backend";
    private static final int MOST_TRIES = 10;

    private final RotatingKeys keys = new RotatingKeys();
    private MockOAuth2Server provider;
    private URI issuer;
    private OpenIdChat chat;

    @BeforeEach
    void start() throws Exception {
        provider = new MockOAuth2Server(new OAuth2Config(false, null, null, false, new OAuth2TokenProvider(keys)));
        provider.start(InetAddress.getLoopbackAddress(), 0);
        issuer = provider.issuerUrl(ISSUER).uri();
        chat = OpenIdChat.start("127.0.0.1", 0, issuer, AUDIENCE, CLIENT);
        Warmth.await(chat.port(), token("warmth", "first"));
    }

    @AfterEach
    void stop() {
        chat.close();
        provider.shutdown();
    }

    private String token(String user, String login) {
        return provider.issueToken(ISSUER, user, AUDIENCE, Map.of("sid", login), 3_600)
                .serialize();
    }

    private RawConnection connect(String token) throws IOException {
        RawConnection client = RawConnection.open(chat.port());
        client.send(Handshake.to("/chat").bearer(token).bytes());
        assertThat(client.response().status()).isEqualTo(101);
        return client;
    }

    private RawConnection welcomed(String user, String login) throws IOException {
        RawConnection client = connect(token(user, login));
        assertThat(client.hear()).isEqualTo("text welcome " + user);
        return client;
    }

    private static void assertGoesOn(RawConnection client, String user) throws IOException {
        client.send(RawConnection.text("still here"));
        assertThat(client.hear()).isEqualTo("text " + user + ": still here");
    }

    private String logoutToken(RotatingKeys signer, String claim, String value) throws Exception {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(keys.signingKey(ISSUER).getKeyID())
                        .type(new JOSEObjectType("logout+jwt"))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer.toString())
                        .audience(CLIENT)
                        .issueTime(Date.from(TimeSource.system().now()))
                        .jwtID(UUID.randomUUID().toString())
                        .claim(claim, value)
                        .claim("events", Map.of("http://schemas.openid.net/event/backchannel-logout", Map.of()))
                        .build());
        token.sign(new RSASSASigner(signer.signingKey(ISSUER).toRSAKey()));
        return token.serialize();
    }

    /** Sends it again when the feed asks for that, as providers do: its first keys may take longer than it waits. */
    private Response post(String logoutToken) throws IOException {
        Response reply = postOnce(logoutToken);
        for (int tries = 1; tries < MOST_TRIES && reply.status() == 503; tries++) {
            reply = postOnce(logoutToken);
        }
        return reply;
    }

    private Response postOnce(String logoutToken) throws IOException {
        String form = "logout_token=" + logoutToken;
        try (RawConnection provider = RawConnection.open(chat.port())) {
            provider.send(("POST /logout HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: " + form.length()
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n" + form)
                    .getBytes(StandardCharsets.US_ASCII));
            return provider.response();
        }
    }

    @Test
    void logoutWhenOfOneLoginThenItsSocketClosesAndItsTokenIsRefusedFromThenOn() throws Exception {
        try (RawConnection laptop = welcomed("alice", "laptop");
                RawConnection phone = welcomed("alice", "phone")) {
            String logoutToken = logoutToken(keys, "sid", "laptop");

            Response reply = post(logoutToken);

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(laptop.hear()).isEqualTo("close 4401 the token was revoked");
            assertGoesOn(phone, "alice");
            assertThat(post(logoutToken).status()).as("sent again").isEqualTo(200);
        }
        try (RawConnection again = connect(token("alice", "laptop"))) {
            assertThat(again.hear()).isEqualTo("close 4401 the token was revoked");
        }
    }

    @Test
    void logoutWhenOfAUserThenAllHisSocketsCloseAndNoOthers() throws Exception {
        try (RawConnection laptop = welcomed("alice", "laptop");
                RawConnection phone = welcomed("alice", "phone");
                RawConnection other = welcomed("bob", "desk")) {
            assertThat(post(logoutToken(keys, "sub", "alice")).status()).isEqualTo(200);

            assertThat(laptop.hear()).isEqualTo("close 4401 the token was revoked");
            assertThat(phone.hear()).isEqualTo("close 4401 the token was revoked");
            assertGoesOn(other, "bob");
        }
    }

    @Test
    void logoutWhenNotTheProvidersThenRefusedAndNothingCloses() throws Exception {
        try (RawConnection client = welcomed("alice", "laptop")) {
            assertThat(post(logoutToken(new RotatingKeys(), "sid", "laptop")).status())
                    .isEqualTo(400);
            assertThat(post(token("alice", "laptop")).status())
                    .as("an access token")
                    .isEqualTo(400);
            assertThat(post("").status()).isEqualTo(400);

            assertGoesOn(client, "alice");
        }
    }
}
