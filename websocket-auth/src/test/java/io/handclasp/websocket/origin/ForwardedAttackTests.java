package io.handclasp.websocket.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A client behind an honest proxy tries to have the page of another site taken for the service's own. The proxy appends what it
 * saw to what the client sent, as most do.
 */
class ForwardedAttackTests {
    private static final String EVIL = "https://evil.example";
    private static final String HONEST = "for=198.51.100.9;host=app.example;proto=https";
    private static final OriginPolicy STANDARD =
            OriginPolicy.sameOrigin().withTrustedProxies(TrustedProxies.forwarded("10.0.0.0/8", "fd00::/8"));
    private static final OriginPolicy OLDER =
            OriginPolicy.sameOrigin().withTrustedProxies(TrustedProxies.xForwarded("10.0.0.0/8"));

    private static HandshakeRequest.Builder from(String peer, String origin) throws Exception {
        return HandshakeRequest.builder()
                .remoteAddress(new InetSocketAddress(java.net.InetAddress.getByName(peer), 4711))
                .scheme("http")
                .header("Host", "inner.example")
                .header("Origin", origin);
    }

    private static void assertRefused(OriginPolicy policy, HandshakeRequest.Builder request) {
        assertThat(policy.judge(request.build())).isInstanceOf(OriginVerdict.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=10.0.0.7;host=evil.example;proto=https",
                "for=\"[fd00::7]\";host=evil.example;proto=https",
                "for=10.0.0.7;host=evil.example;proto=https,",
                ", for=10.0.0.7;host=evil.example;proto=https, ,",
                "for=10.0.0.7;host=evil.example;proto=https;",
                "for=10.0.0.7;host=evil.example;proto=https;x=\"",
                "for=10.0.0.7;host=evil.example;proto=https;x=\"\\",
                "host=evil.example;proto=https;for=\"",
                "HOST=evil.example;PROTO=https;FOR=10.0.0.7",
                "for=10.0.0.7;host=evil.example;proto=https\u00a0",
                "for=010.0.0.7;host=evil.example;proto=https",
                "=;=;=",
                "host=evil.example",
            })
    void judgeWhenClientForgesElementsThenTheProxysOwnCountsOrNothing(String forged) throws Exception {
        for (String proxys : List.of(HONEST, "host=app.example;proto=https;for=\"[2001:db8::9]:4711\"")) {
            assertRefused(STANDARD, from("10.0.0.7", EVIL).header("Forwarded", forged + ", " + proxys));
            assertRefused(
                    STANDARD, from("10.0.0.7", EVIL).header("Forwarded", forged).header("Forwarded", proxys));
            assertRefused(
                    STANDARD,
                    from("::ffff:10.0.0.7", EVIL).header("forwarded", forged).header("FORWARDED", proxys));
        }
    }

    @Test
    void judgeWhenTheProxyIsHonestThenItsOwnPageIsStillAllowed() throws Exception {
        assertThat(STANDARD.judge(from("10.0.0.7", "https://app.example")
                        .header("Forwarded", "for=10.0.0.7;host=evil.example;proto=https")
                        .header("Forwarded", HONEST)
                        .build()))
                .isInstanceOf(OriginVerdict.Allowed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example, app.example",
                "evil.example,app.example ",
                "app.example,",
                "evil.example,",
                "app.example:443@evil.example",
                "evil.example:443, app.example",
                "",
            })
    void judgeWhenOlderHostIsForgedThenTheLastValueCountsOrNothing(String hosts) throws Exception {
        assertRefused(
                OLDER, from("10.0.0.7", EVIL).header("X-Forwarded-Host", hosts).header("X-Forwarded-Proto", "https"));
    }

    @Test
    void judgeWhenOlderHeadersStandOnSeveralLinesThenTheLastLineCounts() throws Exception {
        assertRefused(
                OLDER,
                from("10.0.0.7", EVIL)
                        .header("X-Forwarded-Host", "evil.example")
                        .header("x-forwarded-host", "app.example")
                        .header("X-Forwarded-Proto", "https"));
    }

    /** Whoever is no proxy is not believed, however near his address lies to one. */
    @ParameterizedTest
    @ValueSource(strings = {"11.0.0.7", "9.255.255.255", "::10.0.0.7", "64:ff9b::10.0.0.7", "fc00::7", "127.0.0.1"})
    void judgeWhenPeerIsNoProxyThenItsWordDoesNotCount(String peer) throws Exception {
        assertRefused(STANDARD, from(peer, EVIL).header("Forwarded", "for=10.0.0.7;host=evil.example;proto=https"));
        assertRefused(
                OLDER,
                from(peer, EVIL).header("X-Forwarded-Host", "evil.example").header("X-Forwarded-Proto", "https"));
    }

    /** Spelled like the own origin, and another to a browser or to the name service. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.",
                "https://app.example.evil.example",
                "https://app.example:443.evil.example",
                "https://app.example@evil.example",
                "https://evil.example#app.example",
                "https://evil.example/app.example",
                "https://app.example\\.evil.example",
                "https://app.example ",
                " https://app.example",
                "https://app.example,https://evil.example",
                "https://app.example:0443",
                "https://app.example:+443",
                "https://app.example:65979", // 443 in sixteen bits
                "https://app.example:",
                "https:app.example",
                "https:///app.example",
                "https://\u0430pp.example",
                "https://app\u3002example",
                "https://app.example\u0000",
                "wss://app.example",
                "HTTPS://evil.example",
                "null",
                "NULL",
                "",
            })
    void judgeWhenOriginOnlyLooksLikeTheOwnThenRefused(String origin) throws Exception {
        boolean sameNumber = origin.endsWith(":0443"); // a number with a zero before it is the same port
        OriginVerdict verdict = STANDARD.judge(
                from("10.0.0.7", origin).header("Forwarded", HONEST).build());
        assertThat(verdict instanceof OriginVerdict.Allowed).isEqualTo(sameNumber);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[::1]", "[0:0::1]", "[::0001]"})
    void judgeWhenIpv6IsSpelledInAnyWayThenTheSameOrigin(String host) throws Exception {
        String forwarded = "for=198.51.100.9;host=\"" + host + ":8443\";proto=https";

        assertThat(STANDARD.judge(from("10.0.0.7", "https://[::1]:8443")
                        .header("Forwarded", forwarded)
                        .build()))
                .isInstanceOf(OriginVerdict.Allowed.class);
        assertRefused(STANDARD, from("10.0.0.7", "https://[::2]:8443").header("Forwarded", forwarded));
        assertRefused(STANDARD, from("10.0.0.7", "https://[::1]:8444").header("Forwarded", forwarded));
    }
}
