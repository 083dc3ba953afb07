package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.handclasp.core.testing.LogCapture;
import io.handclasp.websocket.AuthenticatedPrincipal;
import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.resilience.CachePolicy;
import io.handclasp.websocket.resilience.ResiliencePolicy;
import io.handclasp.websocket.testing.ScriptedVerifier;
import io.handclasp.websocket.token.BearerToken;
import io.handclasp.websocket.token.Extraction;
import io.handclasp.websocket.token.TokenExtractor;
import io.handclasp.websocket.token.TokenSource;
import io.handclasp.websocket.verify.UnavailableReason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthenticationFilterTests {
    private static final String TOKEN = "tk-Zq8.4711_x~y";

    private final LogCapture log = LogCapture.start();
    private final ScriptedVerifier judge = new ScriptedVerifier();
    private final WebSocketAuthenticator authenticator =
            WebSocketAuthenticator.builder().verifier(judge).build();
    private final AuthenticationFilter filter = new AuthenticationFilter(authenticator);
    private final FakeExchange exchange = new FakeExchange();
    private final Behind behind = new Behind();

    /** What comes after the filter. */
    private static final class Behind implements FilterChain {
        private Optional<HttpServletRequest> seen = Optional.empty();

        @Override
        public void doFilter(ServletRequest request, ServletResponse response) {
            seen = Optional.of((HttpServletRequest) request);
        }

        HttpServletRequest request() {
            return seen.orElseThrow();
        }
    }

    @AfterEach
    void stop() {
        authenticator.close();
        log.close();
        log.assertDoesNotContain(TOKEN);
    }

    private void filter() throws IOException, ServletException {
        filter.doFilter(exchange.request(), exchange.response(), behind);
    }

    @Test
    void doFilterWhenTokenIsGoodThenPassedOnWithPrincipalAndWithoutToken() throws Exception {
        judge.thenValid();
        exchange.header("Authorization", "Bearer " + TOKEN).header("Accept", "*/*");
        filter();

        HttpServletRequest request = behind.request();
        assertThat(request.getUserPrincipal()).isInstanceOfSatisfying(AuthenticatedPrincipal.class, principal -> {
            assertThat(principal.identity().subject()).isEqualTo("ada");
            assertThat(principal).hasToString("AuthenticatedPrincipal[ada]");
        });
        assertThat(request.getRemoteUser()).isEqualTo("ada");
        assertThat(request.getAuthType()).isEqualTo("Bearer");
        assertThat(request.isUserInRole("admin")).isFalse();
        assertThat(request.getHeader("authorization")).isNull();
        assertThat(Collections.list(request.getHeaders("AUTHORIZATION"))).isEmpty();
        assertThat(Collections.list(request.getHeaderNames())).containsExactly("Accept");
        assertThat(request.getHeader("Accept")).isEqualTo("*/*");
        assertThat(exchange.written()).isEmpty();
    }

    @Test
    void doFilterWhenTokenWasCopiedThenEachCopyIsHidden() throws Exception {
        judge.thenValid();
        exchange.header("Sec-WebSocket-Protocol", "chat, bearer")
                .header("Sec-WebSocket-Protocol", TOKEN + " , v2")
                .header("Cookie", "theme=dark; session=\"" + TOKEN + "\"")
                .header("X-Forwarded-Token", TOKEN)
                .header("Host", "chat.example")
                .query("room=7&access_token=" + TOKEN.replace("~", "%7E"), "access_token", TOKEN)
                .query("room=7&access_token=" + TOKEN.replace("~", "%7E"), "room", "7")
                .cookies(new Cookie("theme", "dark"), new Cookie("session", TOKEN));
        filter();

        HttpServletRequest request = behind.request();
        assertThat(Collections.list(request.getHeaders("Sec-WebSocket-Protocol")))
                .containsExactly("chat, v2, bearer");
        assertThat(request.getHeader("Cookie")).isEqualTo("theme=dark");
        assertThat(request.getHeader("X-Forwarded-Token")).isNull();
        assertThat(request.getHeader("Host")).isEqualTo("chat.example");
        assertThat(request.getQueryString()).isEqualTo("room=7");
        assertThat(request.getParameterMap()).containsOnlyKeys("room");
        assertThat(Collections.list(request.getParameterNames())).containsExactly("room");
        assertThat(request.getParameter("access_token")).isNull();
        assertThat(request.getParameterValues("access_token")).isNull();
        assertThat(request.getParameter("room")).isEqualTo("7");
        assertThat(request.getCookies()).extracting(Cookie::getName).containsExactly("theme");
    }

    @Test
    void doFilterWhenTokenComesFromAnotherCarrierThenItIsHiddenThere() throws Exception {
        judge.thenValid();
        TokenExtractor query = request -> request.rawQuery()
                .<Extraction>map(raw -> new Extraction.Found(
                        BearerToken.of(raw.substring("t=".length())),
                        TokenSource.AUTHORIZATION_HEADER,
                        Optional.empty()))
                .orElse(new Extraction.Missing());
        exchange.query("t=" + TOKEN, "t", TOKEN);
        try (WebSocketAuthenticator other = WebSocketAuthenticator.builder()
                .verifier(judge)
                .extractor(query)
                .build()) {
            new AuthenticationFilter(other).doFilter(exchange.request(), exchange.response(), behind);
        }

        assertThat(behind.request().getQueryString()).isNull();
        assertThat(behind.request().getParameterMap()).isEmpty();
    }

    @Test
    void doFilterWhenTokenIsBadThenRefusedWithoutBody() throws Exception {
        judge.thenInvalid();
        exchange.header("Authorization", "Bearer " + TOKEN);
        filter();

        assertThat(behind.seen).isEmpty();
        assertThat(exchange.written())
                .containsExactly(
                        "setHeader WWW-Authenticate: Bearer realm=\"websocket\", error=\"invalid_token\","
                                + " error_description=\"the token expired\"",
                        "setStatus 401",
                        "setHeader Cache-Control: no-store",
                        "setContentLength 0",
                        "flushBuffer");
    }

    @Test
    void doFilterWhenThereIsNoVerdictThen503() throws Exception {
        judge.thenUnavailable(UnavailableReason.MISCONFIGURED);
        exchange.header("Authorization", "Bearer " + TOKEN);
        filter();

        assertThat(behind.seen).isEmpty();
        assertThat(exchange.written())
                .contains("setStatus 503")
                .anyMatch(line -> line.startsWith("setHeader Retry-After: "));
    }

    @Test
    void doFilterWhenRequestWasAdmittedAndIsDispatchedAnewThenPassedOnUnjudged() throws Exception {
        judge.thenValid();
        exchange.header("Authorization", "Bearer " + TOKEN);
        filter();
        HttpServletRequest dispatched = new HttpServletRequestWrapper(behind.request());
        filter.doFilter(dispatched, exchange.response(), behind);

        assertThat(behind.request()).isSameAs(dispatched);
        assertThat(judge.calls()).isEqualTo(1);
    }

    /** Filters of two authenticators on paths that overlap: who is good enough for the one may not be for the other. */
    @Test
    void doFilterWhenAnotherAuthenticatorAdmittedThenJudgedHereToo() throws Exception {
        judge.thenValid().thenValid();
        exchange.header("Authorization", "Bearer " + TOKEN);
        ScriptedVerifier stricter = new ScriptedVerifier().thenInvalid().thenValid();
        try (WebSocketAuthenticator other = WebSocketAuthenticator.builder()
                .verifier(stricter)
                .resilience(ResiliencePolicy.standard().withCache(CachePolicy.none()))
                .build()) {
            AuthenticationFilter inner = new AuthenticationFilter(other);
            FilterChain both = (request, response) -> inner.doFilter(request, response, behind);

            filter.doFilter(exchange.request(), exchange.response(), both);
            assertThat(behind.seen).isEmpty();
            assertThat(exchange.written()).contains("setStatus 401");

            filter.doFilter(exchange.request(), exchange.response(), both);
            assertThat(behind.request().getHeader("Authorization")).isNull();
            assertThat(stricter.calls()).isEqualTo(2);
            inner.doFilter(behind.request(), exchange.response(), behind);
            assertThat(stricter.calls()).isEqualTo(2);
        }
    }

    @Test
    void doFilterWhenClientSendsTheCheckMarkThenItIsNothingSpecial() throws Exception {
        exchange.header("Handclasp-Self-Check", "00000000000000000000000000000000");
        filter();

        assertThat(exchange.written())
                .contains("setHeader WWW-Authenticate: Bearer realm=\"websocket\"", "setStatus 401");
    }

    @Test
    void doFilterWhenRequestIsNotHttpThenRefused() {
        ServletRequest foreign = (ServletRequest) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServletRequest.class}, (proxy, method, arguments) -> null);

        assertThatExceptionOfType(ServletException.class)
                .isThrownBy(() -> filter.doFilter(foreign, exchange.response(), behind));
        assertThat(behind.seen).isEmpty();
    }

    @Test
    void registerWhenPatternsAreWrongThenRefused() {
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.register(context))
                .withMessageContaining("urlPatterns was empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.register(context, "/a", " "))
                .withMessageContaining("urlPatterns");
        assertThatIllegalStateException()
                .isThrownBy(() -> filter.register(context, "/a")) // a context that has it answers null
                .withMessageContaining("registered for [/a] already");
    }

    @Test
    void verifyInstalledWhenSettingsAreWrongThenRefused() {
        HttpClient client = HttpClient.newHttpClient();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> filter.verifyInstalled(URI.create("http://127.0.0.1/"), client, Duration.ofSeconds(1)))
                .withMessageContaining("endpoint was http://127.0.0.1/, must begin with ws://");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> filter.verifyInstalled(URI.create("ws://127.0.0.1/"), client, Duration.ZERO))
                .withMessageContaining("limit");
    }

    @Test
    void verifyInstalledWhenNobodyAnswersThenEndsWithinTheLimit() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            URI endpoint = URI.create("ws://127.0.0.1:" + silent.getLocalPort() + "/chat");

            assertThatIllegalStateException()
                    .isThrownBy(() -> filter.verifyInstalled(endpoint, client, Duration.ofMillis(100)))
                    .withMessageContaining("no answer from " + endpoint);
        }
    }
}
