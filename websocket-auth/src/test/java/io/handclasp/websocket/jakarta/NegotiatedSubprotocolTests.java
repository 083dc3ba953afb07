package io.handclasp.websocket.jakarta;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.core.testing.ManualScheduler;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.testing.ManualJudge;
import io.handclasp.websocket.token.SubprotocolClaim;
import io.handclasp.websocket.token.SubprotocolConvention;
import io.handclasp.websocket.token.SubprotocolConventions;
import io.handclasp.websocket.token.TokenEncoding;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is answered goes by the conventions that tokens are looked for by. */
class NegotiatedSubprotocolTests {
    private static final SubprotocolConventions OWN = SubprotocolConventions.standard()
            .with(SubprotocolConventions.pair("access_token"))
            .with(SubprotocolConventions.prefix("acme", "acme-", TokenEncoding.PLAIN))
            .without("jwt");
    private static final TokenExtractor OWN_EXTRACTOR =
            TokenExtractors.allOf(TokenExtractors.authorizationHeader(), TokenExtractors.subprotocol(OWN));

    private static HandshakeConfigurator configurator(TokenExtractor extractor) {
        ManualScheduler scheduler = new ManualScheduler();
        return new HandshakeConfigurator(WebSocketAuthenticator.builder()
                .verifier(new ManualJudge())
                .extractor(extractor)
                .originPolicy(OriginPolicy.exactly("https://app.example"))
                .limits(HandshakeLimits.standard())
                .execution(Runnable::run, scheduler)
                .timeSource(scheduler.time())
                .build());
    }

    private static String answer(TokenExtractor extractor, List<String> offered, List<String> supported) {
        return configurator(extractor).getNegotiatedSubprotocol(supported, offered);
    }

    @Test
    void getNegotiatedSubprotocolWhenPairIsTheHostsOwnThenItsMarkerIsAnsweredAndNeverTheToken() {
        List<String> offered = List.of("access_token", "chat");

        assertThat(answer(OWN_EXTRACTOR, offered, List.of())).isEqualTo("access_token");
        // By the host's convention "chat" is the token here, though the host supports a protocol of that name.
        assertThat(answer(OWN_EXTRACTOR, offered, List.of("chat"))).isEqualTo("access_token");
        assertThat(answer(TokenExtractors.standard(), offered, List.of("chat"))).isEqualTo("chat");
    }

    @Test
    void getNegotiatedSubprotocolWhenPrefixIsTheHostsOwnThenTheTokenIsNeverAnswered() {
        List<String> offered = List.of("acme-s3cret", "chat");

        assertThat(answer(OWN_EXTRACTOR, offered, List.of("acme-s3cret", "chat")))
                .isEqualTo("chat");
        assertThat(answer(OWN_EXTRACTOR, offered, List.of("acme-s3cret"))).isEmpty();
    }

    @Test
    void getNegotiatedSubprotocolWhenAConventionWasTakenOutThenItsLookAlikeIsAnswered() {
        assertThat(answer(OWN_EXTRACTOR, List.of("jwt.v2"), List.of("jwt.v2"))).isEqualTo("jwt.v2");
        assertThat(answer(TokenExtractors.standard(), List.of("jwt.v2"), List.of("jwt.v2")))
                .isEmpty();
    }

    @Test
    void getNegotiatedSubprotocolWhenExtractorLooksElsewhereThenByTheStandardConventions() {
        TokenExtractor header = TokenExtractors.authorizationHeader();

        assertThat(answer(header, List.of("bearer", "token"), List.of("token"))).isEqualTo("bearer");
        assertThat(answer(request -> header.extract(request), List.of("bearer", "token"), List.of("token")))
                .isEqualTo("bearer");
    }

    @Test
    void getNegotiatedSubprotocolWhenRegistriesDisagreeThenWhatAnyWithholdsIsNotAnswered() {
        TokenExtractor both = TokenExtractors.allOf(
                TokenExtractors.subprotocol(SubprotocolConventions.of(SubprotocolConventions.pair("acme-marker"))),
                TokenExtractors.subprotocol(OWN));

        assertThat(answer(both, List.of("acme-marker", "token"), List.of("token")))
                .isEmpty();
        assertThat(answer(both, List.of("access_token", "token", "chat"), List.of("token", "chat")))
                .isEqualTo("chat");
    }

    @Test
    void getNegotiatedSubprotocolWhenAConventionFailsThenNoneIsAnsweredAndNothingQuoted() {
        SubprotocolConvention broken = new SubprotocolConvention() {
            @Override
            public SubprotocolClaim claim(List<String> offered, int place) {
                throw new IllegalArgumentException("cannot read " + offered);
            }
        };
        TokenExtractor extractor = TokenExtractors.subprotocol(SubprotocolConventions.of(broken));
        try (LogCapture log = LogCapture.start()) {
            assertThat(answer(extractor, List.of("bearer", "s3cret-token"), List.of()))
                    .isEmpty();
            assertThat(new FilterModeConfigurator(extractor)
                            .getNegotiatedSubprotocol(List.of(), List.of("s3cret-token")))
                    .isEmpty();

            assertThat(log.text()).contains("a convention failed: java.lang.IllegalArgumentException");
            log.assertDoesNotContain("s3cret-token");
        }
    }

    @Test
    void filterModeWhenExtractorIsTheHostsOwnThenItsMarkerIsAnswered() {
        assertThat(new FilterModeConfigurator(OWN_EXTRACTOR)
                        .getNegotiatedSubprotocol(List.of("chat"), List.of("other", "access_token")))
                .isEqualTo("access_token");
        assertThat(new FilterModeConfigurator().getNegotiatedSubprotocol(List.of(), List.of("access_token")))
                .isEmpty();
    }
}
