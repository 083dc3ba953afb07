package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenSource;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is hidden behind the filter, and what is not: the token wherever it stands, and nothing else. */
class HiddenTokenTests {
    private static final String TOKEN = "tk-Zq8.4711_x~y";

    private final FakeExchange exchange = new FakeExchange();
    private final TokenTraces traces = new TokenTraces(BearerToken.of(TOKEN), "bearer"::equals);

    private HttpServletRequest admitted(TokenExtractor extractor) throws Exception {
        List<HttpServletRequest> seen = new ArrayList<>();
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(new ScriptedVerifier().thenValid())
                .extractor(extractor)
                .build()) {
            new AuthenticationFilter(authenticator)
                    .doFilter(
                            exchange.request(),
                            exchange.response(),
                            (request, response) -> seen.add((HttpServletRequest) request));
        }
        assertThat(seen).hasSize(1);
        return seen.get(0);
    }

    private static Extraction found() {
        return new Extraction.Found(BearerToken.of(TOKEN), TokenSource.AUTHORIZATION_HEADER, Optional.empty());
    }

    /** A host's own way to know a client, such as one that reads the token from a vault: there is nothing to hide. */
    @Test
    void requestWhenNoTokenCameWithItThenShownAsItCame() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Cookie cookie = new Cookie("session", TOKEN);
        exchange.header("X-Token", TOKEN)
                .query("t=" + TOKEN, "t", TOKEN, "other")
                .cookies(cookie);

        HttpServletRequest request =
                admitted(handshake -> asked.getAndIncrement() == 0 ? found() : new Extraction.Missing());

        assertThat(request.getHeader("X-Token")).isEqualTo(TOKEN);
        assertThat(request.getQueryString()).isEqualTo("t=" + TOKEN);
        assertThat(request.getCookies()).containsExactly(cookie);
        assertThat(request.getParameterMap()).containsOnlyKeys("t");
        assertThat(request.getParameterValues("t")).containsExactly(TOKEN, "other");
    }

    @Test
    void requestWhenOneOfSeveralLinesCarriesTheTokenThenTheOthersStay() throws Exception {
        exchange.header("X-Any", "first")
                .header("X-Any", TOKEN)
                .header("X-Any", "third")
                .header("Cookie", "a=b; c=" + TOKEN)
                .header("X-Other", "one")
                .header("X-Other", "two")
                .query("x=1&x=" + TOKEN, "x", "1", TOKEN);

        HttpServletRequest request = admitted(handshake -> found());

        assertThat(Collections.list(request.getHeaders("X-Any"))).containsExactly("first", "third");
        assertThat(request.getHeader("x-any")).isEqualTo("first");
        assertThat(Collections.list(request.getHeaders("X-Other"))).containsExactly("one", "two");
        assertThat(request.getHeader("X-Missing")).isNull();
        assertThat(Collections.list(request.getHeaders("X-Missing"))).isEmpty();
        assertThat(Collections.list(request.getHeaderNames())).containsExactly("Cookie", "X-Any", "X-Other");
        assertThat(request.getParameterValues("x")).containsExactly("1");
        assertThat(request.getCookies()).as("the container read none").isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOKEN,
                "Bearer " + TOKEN,
                "  " + TOKEN + "  ",
                "\"" + TOKEN + "\"",
                "\"Bearer " + TOKEN + "\"\"",
                TOKEN + "==",
                "name=" + TOKEN,
                "tk%2DZq8.4711_x~y",
                "tk-Zq8.4711_x%7Ey",
                "tk-Zq8.4711_x%7ey",
                "%74k-Zq8.4711_x~%79",
                "Bearer%20" + TOKEN,
                "line%0A" + TOKEN
            })
    void isInWhenTheTokenOrItsEndThenTrue(String text) {
        assertThat(traces.isIn(text)).isTrue();
        assertThat(traces.withoutToken("X-Any", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"\"",
                "==",
                "%",
                "a" + TOKEN,
                "7" + TOKEN,
                TOKEN + "a",
                TOKEN + " a",
                "tk-Zq8.4711_x%7",
                "tk-Zq8.4711_x%7Gy",
                "tk-Zq8.4711_x%G7y",
                "tk-Zq8.4711_x~%7",
                "tk-Zq8.4711_x%257Ey"
            })
    void isInWhenSomethingElseThenFalse(String text) {
        assertThat(traces.isIn(text)).isFalse();
        assertThat(traces.withoutToken("X-Any", text)).contains(text);
        assertThat(traces.withoutToken("Cookie", "a=b;  c=" + text)).contains("a=b;  c=" + text);
        assertThat(traces.withoutToken("a=b&c=" + text)).contains("a=b&c=" + text);
    }

    @Test
    void protocolsWhenSomeAreEmptyThenOnlyTheTokenGoes() {
        assertThat(traces.protocolsWithoutToken(List.of("chat, , bearer,", TOKEN)))
                .containsExactly("chat, bearer");
        assertThat(traces.protocolsWithoutToken(List.of("chat, ,v2"))).containsExactly("chat, ,v2");
        assertThat(traces.protocolsWithoutToken(List.of("bearer, chat, " + TOKEN)))
                .as("a marker keeps its place when another protocol follows it")
                .containsExactly("bearer, chat");
    }

    @ParameterizedTest
    @CsvSource({"0, true", "65535, true", "65536, false", "-1, false"})
    void fromWhenPortIsAtItsBoundsThenToldOrNot(int port, boolean told) {
        assertThat(ServletHandshakes.from(exchange.answer("getRemotePort", port).request())
                        .remoteAddress()
                        .isPresent())
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource({"true, https", "false, http"})
    void fromWhenConnectionIsEncryptedOrNotThenTheSchemeSaysSo(boolean secure, String scheme) {
        assertThat(ServletHandshakes.from(exchange.answer("isSecure", secure).request())
                        .scheme())
                .contains(scheme);
    }

    @Test
    void fromWhenPathIsMissingOrQueryEmptyThenNothingIsMadeUp() {
        exchange.answer("getRequestURI", null).answer("getQueryString", "");

        assertThat(ServletHandshakes.from(exchange.request()).path()).isEqualTo("/");
        assertThat(ServletHandshakes.from(exchange.request()).rawQuery()).isEmpty();
    }
}
