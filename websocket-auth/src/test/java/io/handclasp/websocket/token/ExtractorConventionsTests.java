package io.handclasp.websocket.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.handshake.HandshakeLimits;
import io.handclasp.websocket.origin.OriginPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever answers the subprotocol has to know what the extractor takes for a token, however it is wrapped. */
class ExtractorConventionsTests {
    private static final SubprotocolConventions OWN =
            SubprotocolConventions.of(SubprotocolConventions.prefix("own", "own.", TokenEncoding.PLAIN));
    private static final OriginPolicy ORIGINS = OriginPolicy.exactly("https://app.example");

    private static TokenExtractor own() {
        return TokenExtractors.subprotocol(OWN);
    }

    @Test
    void subprotocolConventionsWhenTheExtractorIsWrappedThenStillItsOwn() {
        assertThat(own().subprotocolConventions()).containsExactly(OWN);
        assertThat(TokenExtractors.allOf(TokenExtractors.authorizationHeader(), own(), own())
                        .subprotocolConventions())
                .containsExactly(OWN);
        assertThat(TokenExtractors.within(HandshakeLimits.standard(), own()).subprotocolConventions())
                .containsExactly(OWN);
        assertThat(TokenExtractors.fromOrigins(ORIGINS, own()).subprotocolConventions())
                .containsExactly(OWN);
        assertThat(TokenExtractors.authorizationHeader().subprotocolConventions())
                .isEmpty();
    }

    @Test
    void chooseWhenTheExtractorTakesAnOfferForATokenThenItIsNotAnsweredAlthoughTheHostSupportsIt() {
        List<String> offered = List.of("own.secret", "chat");
        List<String> supported = List.of("own.secret", "chat");

        assertThat(SubprotocolChoice.choose(offered, supported, own())).contains("chat");
        assertThat(SubprotocolChoice.choose(List.of("own.secret"), supported, own()))
                .isEmpty();
        assertThat(SubprotocolChoice.choose(offered, supported, TokenExtractors.authorizationHeader()))
                .contains("own.secret");
        assertThat(SubprotocolChoice.choose(List.of(), supported, own())).isEmpty();
    }
}
