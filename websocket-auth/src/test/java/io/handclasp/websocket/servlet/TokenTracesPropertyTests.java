package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.token.BearerToken;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TokenTracesPropertyTests {
    /** Each way in which clients are known to carry a token in a subprotocol. */
    private static List<String> conventions(String token) {
        String base64 =
                Base64.getUrlEncoder().withoutPadding().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
        return List.of(
                token,
                "base64url.bearer.authorization.k8s.io." + base64,
                "v1.token.websocket.jupyter.org." + token,
                "quarkus-http-upgrade#Authorization#Bearer%20" + URLEncoder.encode(token, StandardCharsets.UTF_8),
                "jwt." + token,
                "jwt." + base64,
                "jwt-auth." + base64,
                "bearer." + token);
    }

    @Provide
    Arbitrary<String> tokens() {
        Arbitrary<String> body = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-._~+/")
                .ofMinLength(8)
                .ofMaxLength(60);
        return Combinators.combine(body, Arbitraries.of("", "=", "==")).as(String::concat);
    }

    @Property
    void withoutTokenWhenProtocolCarriesItThenOnlyThatElementGoes(@ForAll("tokens") String token) {
        TokenTraces traces = new TokenTraces(BearerToken.of(token), "bearer"::equals);

        for (String carrier : conventions(token)) {
            assertThat(traces.protocolsWithoutToken(List.of("chat,bearer, " + carrier + " , v2")))
                    .containsExactly("chat, v2, bearer");
            assertThat(traces.protocolsWithoutToken(List.of("bearer", carrier))).containsExactly("bearer");
            assertThat(traces.protocolsWithoutToken(List.of(carrier))).isEmpty();
        }
    }

    @Property
    void withoutTokenWhenElsewhereThenItGoes(@ForAll("tokens") String token) {
        TokenTraces traces = new TokenTraces(BearerToken.of(token), "bearer"::equals);
        String encoded = URLEncoder.encode(token, StandardCharsets.UTF_8);

        assertThat(traces.withoutToken("Authorization", "bEARER  " + token)).isEmpty();
        assertThat(traces.withoutToken("X-Any", token)).isEmpty();
        assertThat(traces.withoutToken("Cookie", "a=b;c=" + token + " ; d=e")).contains("a=b; d=e");
        assertThat(traces.withoutToken("Cookie", "c=" + token)).isEmpty();
        assertThat(traces.withoutToken("a=b&access_token=" + encoded + "&d=e")).contains("a=b&d=e");
        assertThat(traces.withoutToken("access_token=" + encoded)).isEmpty();
    }

    @Property
    void withoutTokenWhenTextIsAnythingThenNeverFailsAndKeepsWhatIsNoToken(@ForAll String text) {
        TokenTraces traces = new TokenTraces(BearerToken.of("a-token-that-stands-nowhere"), "bearer"::equals);

        assertThat(traces.withoutToken("X-Any", text)).contains(text);
        assertThat(traces.withoutToken("Cookie", text)).contains(text);
        assertThat(traces.withoutToken(text)).contains(text);
        assertThat(traces.protocolsWithoutToken(List.of(text, "b"))).containsExactly(text, "b");
    }

    @Test
    void withoutTokenWhenTokenIsAnOrdinaryWordThenTheUpgradeStillWorks() {
        TokenTraces traces = new TokenTraces(BearerToken.of("websocket"), "bearer"::equals);

        assertThat(traces.withoutToken("Upgrade", "websocket")).contains("websocket");
        assertThat(traces.withoutToken("Sec-WebSocket-Key", "websocket")).contains("websocket");
    }
}
