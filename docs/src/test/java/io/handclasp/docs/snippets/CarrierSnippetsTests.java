package io.handclasp.docs.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.AuthOutcome;
import io.handclasp.websocket.FirstMessagePolicy;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.WebSocketAuthenticatorBuilder;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.jakarta.EnforcementSettings;
import io.handclasp.websocket.jakarta.HandshakeConfigurator;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.origin.TrustedProxies;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.FirstMessageExtractor;
import io.handclasp.websocket.token.FirstMessageFormats;
import io.handclasp.websocket.token.SubprotocolChoice;
import io.handclasp.websocket.token.SubprotocolConventions;
import io.handclasp.websocket.token.TokenEncoding;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import io.handclasp.websocket.verify.Identity;
import io.handclasp.websocket.verify.RejectReason;
import io.handclasp.websocket.verify.TokenVerifier;
import io.handclasp.websocket.verify.Verification;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CarrierSnippetsTests {
    private static final AuthOutcome FORBIDDEN = new AuthOutcome.Rejected(RejectReason.FORBIDDEN_ORIGIN);

    private static final TokenVerifier ANY = (token, deadline) -> CompletableFuture.completedFuture(
            new Verification.Valid(Identity.builder("alice").build()));

    private static AuthOutcome authenticate(WebSocketAuthenticatorBuilder builder, HandshakeRequest.Builder request) {
        try (WebSocketAuthenticator authenticator = builder.build()) {
            return authenticator.authenticate(request.build());
        }
    }

    private static Optional<String> token(TokenExtractor extractor, HandshakeRequest.Builder request) {
        return extractor.extract(request.build()) instanceof Extraction.Found found
                ? Optional.of(found.token()).map(BearerToken::reveal)
                : Optional.empty();
    }

    private static WebSocketAuthenticatorBuilder guardedByOrigin(TokenVerifier verifier) {
        // tag::origin-policy[]
        WebSocketAuthenticatorBuilder builder = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .originPolicy(OriginPolicy.exactly("https://app.example", "https://partner.example"));
        // end::origin-policy[]
        return builder;
    }

    @Test
    void originPolicyWhenPageIsForeignThenForbidden() {
        HandshakeRequest.Builder request = HandshakeRequest.builder().header("Authorization", "Bearer some-token");
        assertThat(authenticate(guardedByOrigin(ANY), request)).isInstanceOf(AuthOutcome.Authenticated.class);
        assertThat(authenticate(guardedByOrigin(ANY), request.header("Origin", "https://evil.example")))
                .isEqualTo(FORBIDDEN);
    }

    private static OriginPolicy behindAProxy() {
        // tag::same-origin[]
        OriginPolicy policy = OriginPolicy.sameOrigin().withTrustedProxies(TrustedProxies.forwarded("10.0.0.0/8"));
        // end::same-origin[]
        return policy;
    }

    @Test
    void sameOriginWhenATrustedProxyForwardsThenItsHostCounts() throws Exception {
        HandshakeRequest.Builder request = HandshakeRequest.builder()
                .header("Authorization", "Bearer some-token")
                .header("Origin", "https://app.example")
                .header("Host", "backend:8080")
                .header("Forwarded", "for=192.0.2.7;host=app.example;proto=https");
        WebSocketAuthenticatorBuilder builder =
                WebSocketAuthenticator.builder().verifier(ANY).originPolicy(behindAProxy());
        assertThat(authenticate(builder, request)).isEqualTo(FORBIDDEN);
        assertThat(authenticate(
                        builder,
                        request.remoteAddress(
                                new InetSocketAddress(InetAddress.getByAddress(new byte[] {10, 0, 0, 5}), 4711))))
                .isInstanceOf(AuthOutcome.Authenticated.class);
    }

    private static TokenExtractor withCookie() {
        // tag::cookie-extractor[]
        TokenExtractor extractor = TokenExtractors.allOf(
                TokenExtractors.standard(),
                TokenExtractors.cookie("__Host-session", OriginPolicy.exactly("https://app.example")));
        // end::cookie-extractor[]
        return extractor;
    }

    @Test
    void cookieWhenPageIsForeignOrUnknownThenForbidden() {
        WebSocketAuthenticatorBuilder builder =
                WebSocketAuthenticator.builder().verifier(ANY).extractor(withCookie());
        HandshakeRequest.Builder request = HandshakeRequest.builder().header("Cookie", "__Host-session=some-token");
        assertThat(authenticate(builder, request)).isEqualTo(FORBIDDEN);
        assertThat(authenticate(builder, request.header("Origin", "https://app.example")))
                .isInstanceOf(AuthOutcome.Authenticated.class);
    }

    private static TokenExtractor withQuery() {
        // tag::query-extractor[]
        TokenExtractor extractor =
                TokenExtractors.allOf(TokenExtractors.standard(), TokenExtractors.queryParameter("ticket"));
        // end::query-extractor[]
        return extractor;
    }

    @Test
    void queryWhenTicketIsSentThenFound() {
        assertThat(token(withQuery(), HandshakeRequest.builder().rawQuery("room=1&ticket=some-token")))
                .contains("some-token");
    }

    private static SubprotocolConventions ownConventions() {
        // tag::own-convention[]
        SubprotocolConventions conventions = SubprotocolConventions.standard()
                .with(SubprotocolConventions.pair("access_token"))
                .with(SubprotocolConventions.prefix("acme", "acme-bearer.", TokenEncoding.BASE64URL))
                .without("jwt");
        TokenExtractor extractor =
                TokenExtractors.allOf(TokenExtractors.authorizationHeader(), TokenExtractors.subprotocol(conventions));
        // end::own-convention[]
        assertThat(token(
                        extractor,
                        HandshakeRequest.builder()
                                .header("Sec-WebSocket-Protocol", "chat, acme-bearer.c29tZS10b2tlbg")))
                .contains("some-token");
        return conventions;
    }

    private static Optional<String> answer(
            List<String> offered, List<String> supported, SubprotocolConventions conventions) {
        WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(ANY)
                .extractor(TokenExtractors.subprotocol(conventions))
                .build();
        try (authenticator) {
            // tag::subprotocol-answer[]
            Optional<String> answer = SubprotocolChoice.choose(offered, supported, authenticator.extractor());
            // end::subprotocol-answer[]
            return answer;
        }
    }

    @Test
    void conventionsWhenHostsOwnThenReadAndAnswered() {
        SubprotocolConventions conventions = ownConventions();
        assertThat(answer(List.of("access_token", "some-token", "chat"), List.of("chat"), conventions))
                .contains("chat");
        assertThat(answer(List.of("access_token", "some-token"), List.of("some-token"), conventions))
                .contains("access_token");
    }

    private static FirstMessageExtractor firstMessage() {
        try (WebSocketAuthenticator authenticator =
                WebSocketAuthenticator.builder().verifier(ANY).build()) {
            // tag::first-message[]
            EnforcementSettings settings = EnforcementSettings.standard()
                    .withFirstMessage(FirstMessagePolicy.of(
                            TokenExtractors.firstMessage(FirstMessageFormats.graphQl("/Authorization"))));
            ServerEndpointConfig config = new HandshakeConfigurator(authenticator, settings)
                    .guard(Chat.class, "/chat")
                    .build();
            // end::first-message[]
            assertThat(config.getPath()).isEqualTo("/chat");
            return settings.firstMessage().orElseThrow().carrier();
        }
    }

    @Test
    void firstMessageWhenOfTheProtocolThenFound() {
        assertThat(firstMessage()
                        .extract(
                                "{\"type\":\"connection_init\",\"payload\":{\"Authorization\":\"Bearer some-token\"}}"))
                .isInstanceOf(Extraction.Found.class);
    }

    @Test
    void firstMessageWhenOfAnotherTypeThenMalformed() {
        assertThat(firstMessage().extract("{\"type\":\"subscribe\"}")).isInstanceOf(Extraction.Malformed.class);
    }

    private static WebSocketAuthenticatorBuilder limited(TokenVerifier verifier) {
        // tag::handshake-limits[]
        WebSocketAuthenticatorBuilder builder = WebSocketAuthenticator.builder()
                .verifier(verifier)
                .limits(HandshakeLimits.standard().withMaxTokenLength(4_096).withMaxSubprotocols(8));
        // end::handshake-limits[]
        return builder;
    }

    @Test
    void limitsWhenTokenIsLongerThenMalformed() {
        assertThat(authenticate(
                        limited(ANY),
                        HandshakeRequest.builder().header("Authorization", "Bearer " + "a".repeat(4_097))))
                .isEqualTo(new AuthOutcome.Rejected(RejectReason.MALFORMED_REQUEST));
    }
}
