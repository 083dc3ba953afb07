package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.WebSocketAuthenticator;
import io.handclasp.websocket.origin.OriginPolicy;
import io.handclasp.websocket.origin.OriginVerdict;
import io.handclasp.websocket.origin.TrustedProxies;
import io.handclasp.websocket.testing.ScriptedVerifier;
import jakarta.servlet.FilterChain;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Same origin in filter mode: by the request's own scheme and host, or by what a trusted proxy says of them. */
class FilterOriginTests {
    private static final OriginPolicy SAME = OriginPolicy.sameOrigin();
    private static final OriginPolicy BEHIND_A_PROXY =
            SAME.withTrustedProxies(TrustedProxies.forwarded("10.0.0.0/8", "fd00::/8"));
    private static final OriginPolicy BEHIND_AN_OLD_PROXY =
            SAME.withTrustedProxies(TrustedProxies.xForwarded("10.0.0.0/8"));
    private static final String PROXY = "10.0.0.7";
    private static final String STRANGER = "198.51.100.9";

    private static FakeExchange exchange(String host, boolean secure, String peer) {
        return new FakeExchange()
                .header("Host", host)
                .answer("isSecure", secure)
                .answer("getRemoteAddr", peer);
    }

    private static OriginVerdict verdict(OriginPolicy policy, FakeExchange exchange, String origin) {
        return policy.judge(
                ServletHandshakes.from(exchange.header("Origin", origin).request()));
    }

    @ParameterizedTest
    @CsvSource({
        "app.example,      true,  https://app.example,      true",
        "app.example:8443, true,  https://app.example:8443, true",
        "app.example:443,  true,  https://app.example,      true",
        "app.example,      true,  https://app.example:8443, false",
        "app.example,      true,  http://app.example,       false",
        "app.example,      false, https://app.example,      false",
        "app.example,      false, http://app.example,       false",
        "localhost:8080,   false, http://localhost:8080,    true",
        "localhost:8080,   false, https://localhost:8080,   false",
        "app.example,      true,  null,                     false",
    })
    void judgeWhenConnectionIsDirectThenItsSchemeHostAndPortCount(
            String host, boolean secure, String origin, boolean allowed) {
        assertThat(verdict(SAME, exchange(host, secure, STRANGER), origin) instanceof OriginVerdict.Allowed)
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // One proxy, which ends TLS and has a name of its own.
                "for=192.0.2.1;host=app.example;proto=https | https://app.example | true",
                "for=192.0.2.1;host=app.example;proto=https | https://inner.example | false",
                "for=192.0.2.1;host=app.example;proto=http | https://app.example | false",
                "for=192.0.2.1;host=app.example;proto=https | null | false",
                // It says the scheme only.
                "proto=https | https://inner.example | true",
                // A chain of trusted ones: the outermost was asked by the client.
                "for=192.0.2.1;host=app.example;proto=https, for=10.0.0.8;host=inner.example;proto=http"
                        + " | https://app.example | true",
                "for=192.0.2.1;host=app.example;proto=https, for=\"[fd00::1]:99\";host=inner.example"
                        + " | https://app.example | true",
                // What the client wrote stands before what the proxy wrote.
                "host=evil.example;proto=https, for=192.0.2.1;host=app.example;proto=https"
                        + " | https://evil.example | false",
                "for=10.0.0.9;host=evil.example;proto=https, for=192.0.2.1;host=app.example;proto=https"
                        + " | https://evil.example | false",
                "nonsense | https://inner.example | false",
            })
    void judgeWhenProxyIsTrustedThenItsWordCounts(String forwarded, String origin, boolean allowed) {
        FakeExchange exchange = exchange("inner.example", false, PROXY).header("Forwarded", forwarded);

        assertThat(verdict(BEHIND_A_PROXY, exchange, origin) instanceof OriginVerdict.Allowed)
                .isEqualTo(allowed);
    }

    @Test
    void judgeWhenPeerIsNoTrustedProxyThenSpoofedHeadersChangeNothing() {
        for (OriginPolicy policy : List.of(SAME, BEHIND_A_PROXY, BEHIND_AN_OLD_PROXY)) {
            assertThat(verdict(policy, spoofed(), "https://evil.example")).isInstanceOf(OriginVerdict.Refused.class);
            assertThat(verdict(policy, spoofed(), "https://app.example")).isInstanceOf(OriginVerdict.Allowed.class);
        }
    }

    private static FakeExchange spoofed() {
        return exchange("app.example", true, STRANGER)
                .header("Forwarded", "for=10.0.0.7;host=evil.example;proto=https")
                .header("X-Forwarded-For", PROXY)
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https");
    }

    @Test
    void judgeWhenPeersAddressIsNotToldThenNobodyIsBelieved() {
        FakeExchange exchange =
                exchange("inner.example", false, "unknown").header("Forwarded", "host=app.example;proto=https");

        assertThat(verdict(BEHIND_A_PROXY, exchange, "https://app.example")).isInstanceOf(OriginVerdict.Refused.class);
    }

    @Test
    void judgeWhenProxyWritesTheOlderHeadersThenOnlyTheirLastValuesCount() {
        FakeExchange exchange = exchange("inner.example", false, PROXY)
                .header("X-Forwarded-Host", "evil.example, app.example")
                .header("X-Forwarded-Proto", "http, https")
                .header("Forwarded", "host=evil.example;proto=https");

        assertThat(verdict(BEHIND_AN_OLD_PROXY, exchange, "https://app.example"))
                .isInstanceOf(OriginVerdict.Allowed.class);
        FakeExchange again = exchange("inner.example", false, PROXY)
                .header("X-Forwarded-Host", "evil.example, app.example")
                .header("X-Forwarded-Proto", "https");
        assertThat(verdict(BEHIND_AN_OLD_PROXY, again, "https://evil.example"))
                .isInstanceOf(OriginVerdict.Refused.class);
    }

    @Test
    void doFilterWhenOriginIsForeignThen403AndNothingBehindIsReached() throws Exception {
        ScriptedVerifier judge = new ScriptedVerifier().thenValid();
        List<String> reached = new ArrayList<>();
        FilterChain chain = (request, response) -> reached.add("reached");
        try (WebSocketAuthenticator authenticator = WebSocketAuthenticator.builder()
                .verifier(judge)
                .originPolicy(BEHIND_A_PROXY)
                .build()) {
            AuthenticationFilter filter = new AuthenticationFilter(authenticator);
            FakeExchange foreign =
                    spoofed().header("Origin", "https://evil.example").header("Authorization", "Bearer abc");
            filter.doFilter(foreign.request(), foreign.response(), chain);
            assertThat(foreign.written()).contains("setStatus 403");
            assertThat(reached).isEmpty();
            assertThat(judge.calls()).isZero();

            FakeExchange own = exchange("inner.example", false, PROXY)
                    .header("Forwarded", "for=192.0.2.1;host=app.example;proto=https")
                    .header("Origin", "https://app.example")
                    .header("Authorization", "Bearer abc");
            filter.doFilter(own.request(), own.response(), chain);
            assertThat(reached).containsExactly("reached");
        }
    }
}
