package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.SubprotocolChoice;
import io.handclasp.websocket.token.SubprotocolConventions;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenExtractors;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left of the offered protocols behind the filter, when the host has conventions of its own. */
class FilteredSubprotocolsTests {
    private static final String TOKEN = "tk-Zq8.4711_x~y";
    private static final TokenExtractor OWN = TokenExtractors.subprotocol(
            SubprotocolConventions.standard().with(SubprotocolConventions.pair("access_token")));

    private static List<String> behindTheFilter(String offered) throws Exception {
        List<String> seen = new ArrayList<>();
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(new ScriptedVerifier().thenValid())
                .extractor(OWN)
                .build()) {
            FakeExchange exchange = new FakeExchange().header("Sec-WebSocket-Protocol", offered);
            new AuthenticationFilter(authenticator)
                    .doFilter(
                            exchange.request(),
                            exchange.response(),
                            (request, response) -> seen.addAll(Collections.list(
                                    ((HttpServletRequest) request).getHeaders("Sec-WebSocket-Protocol"))));
        }

        return seen;
    }

    @Test
    void doFilterWhenMarkerIsTheHostsOwnThenTheTokenGoesAndTheNextProtocolIsNotTakenForIt() throws Exception {
        assertThat(behindTheFilter("access_token, " + TOKEN + ", chat")).containsExactly("chat, access_token");
        List<String> offered = List.of("chat", "access_token");
        assertThat(SubprotocolChoice.choose(offered, List.of("chat"), OWN)).contains("chat");
        assertThat(SubprotocolChoice.choose(offered, List.of(), OWN)).contains("access_token");
    }

    /** The first marker of an offer need not be the one that lost its token. */
    @Test
    void doFilterWhenSeveralMarkersAreOfferedThenNoneOfThemTakesTheNextProtocolForItsToken() throws Exception {
        assertThat(behindTheFilter("bearer-token-carrier, bearer, " + TOKEN + ", chat"))
                .containsExactly("bearer-token-carrier, chat, bearer");
        assertThat(behindTheFilter("bearer, " + TOKEN + ", access_token, " + TOKEN + ", chat"))
                .containsExactly("chat, bearer, access_token");
        assertThat(SubprotocolChoice.choose(List.of("chat", "bearer", "access_token"), List.of("chat"), OWN))
                .contains("chat");
    }

    @Test
    void doFilterWhenProtocolBeforeTheTokenIsNoMarkerThenOrderStays() throws Exception {
        assertThat(behindTheFilter("chat, jwt." + TOKEN + ", v2")).containsExactly("chat, v2");
    }
}
