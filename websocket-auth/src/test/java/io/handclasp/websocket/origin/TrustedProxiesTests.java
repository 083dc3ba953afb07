package io.handclasp.websocket.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginVerdict.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTests {
    private static final OriginPolicy STANDARD =
            OriginPolicy.sameOrigin().withTrustedProxies(TrustedProxies.forwarded("10.0.0.0/8"));
    private static final OriginPolicy OLDER =
            OriginPolicy.sameOrigin().withTrustedProxies(TrustedProxies.xForwarded("10.0.0.0/8"));
    private static final OriginVerdict ALLOWED = new OriginVerdict.Allowed();

    private static OriginVerdict refused(Reason reason) {
        return new OriginVerdict.Refused(reason);
    }

    /** A page of app.example, through a proxy that asks for backend:8080 over plain HTTP. */
    private static HandshakeRequest.Builder through(String remote) {
        try {
            return HandshakeRequest.builder()
                    .header("Origin", "https://app.example")
                    .header("Host", "backend:8080")
                    .scheme("http")
                    .remoteAddress(new InetSocketAddress(InetAddress.getByName(remote), 4711));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=192.0.2.1;host=app.example;proto=https",
                "For=192.0.2.1; HOST=\"app.example\" ;Proto=HTTPS",
                "host=app.example:443;proto=https",
                "host=\"app.example:443\";proto=\"https\"",
                "host=\"a\\pp.example\";proto=https",
                "for=evil;host=evil.example;proto=http, for=192.0.2.1;host=app.example;proto=https",
                "for=192.0.2.1;host=app.example;proto=https, for=10.0.0.7;host=inner;proto=http",
                "for=192.0.2.1;host=app.example;proto=https, for=\"10.0.0.7:1234\";host=inner;proto=http",
                "for=10.0.0.8;host=app.example;proto=https, for=10.0.0.7;host=inner;proto=http",
                ", host=app.example;proto=https,",
                ";host=app.example;;proto=https;"
            })
    void judgeWhenATrustedProxyForwardsThenWhatItSaysCounts(String forwarded) {
        assertThat(STANDARD.judge(
                        through("10.1.2.3").header("Forwarded", forwarded).build()))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "for=192.0.2.1;host=evil.example;proto=https",
                "for=192.0.2.1;host=app.example;proto=http",
                "for=192.0.2.1;host=app.example",
                "for=192.0.2.1;proto=https",
                "host=app.example;proto=ftp",
                "for=192.0.2.1;host=app.example;proto=https, for=unknown;host=inner;proto=http",
                "for=192.0.2.1;host=app.example;proto=https, for=192.0.2.9;host=inner;proto=http",
                "for=192.0.2.1;host=app.example;proto=https, for=_hidden;host=inner;proto=http"
            })
    void judgeWhenTheOutermostTrustedProxySaysAnotherThenForeign(String forwarded) {
        assertThat(STANDARD.judge(
                        through("10.1.2.3").header("Forwarded", forwarded).build()))
                .isEqualTo(refused(Reason.FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host",
                "host=app.example;host=evil.example;proto=https",
                "host=\"app.example;proto=https",
                "host=app.example proto=https",
                "=app.example",
                "host=\"app.example\"x;proto=https",
                "host=\"app.example\\",
                "host=app.example/;proto=https",
                "host=\"\";proto=https"
            })
    void judgeWhenForwardedCannotBeReadThenNothingIsAssumed(String forwarded) {
        assertThat(STANDARD.judge(
                        through("10.1.2.3").header("Forwarded", forwarded).build()))
                .isEqualTo(refused(Reason.UNKNOWN_HOST));
    }

    @Test
    void judgeWhenForwardedStandsOnTwoLinesThenReadAsOne() {
        assertThat(STANDARD.judge(through("10.1.2.3")
                        .header("Forwarded", "host=evil.example;proto=http")
                        .header("Forwarded", "host=app.example;proto=https")
                        .build()))
                .isEqualTo(ALLOWED);
    }

    @Test
    void judgeWhenAStrangerForwardsThenNotBelieved() {
        HandshakeRequest.Builder stranger = through("192.0.2.1")
                .header("Forwarded", "host=app.example;proto=https")
                .header("X-Forwarded-Host", "app.example")
                .header("X-Forwarded-Proto", "https");
        assertThat(STANDARD.judge(stranger.build())).isEqualTo(refused(Reason.FOREIGN));
        assertThat(OLDER.judge(stranger.build())).isEqualTo(refused(Reason.FOREIGN));
    }

    @Test
    void judgeWhenTheRemoteAddressIsNotKnownThenNobodyIsBelieved() {
        HandshakeRequest unknown = HandshakeRequest.builder()
                .header("Origin", "https://app.example")
                .header("Host", "backend:8080")
                .header("Forwarded", "host=app.example;proto=https")
                .build();
        assertThat(STANDARD.judge(unknown)).isEqualTo(refused(Reason.FOREIGN));
        HandshakeRequest unresolved = HandshakeRequest.builder()
                .headers(Map.of(
                        "Origin", List.of("https://app.example"),
                        "Host", List.of("backend:8080"),
                        "Forwarded", List.of("host=app.example;proto=https")))
                .remoteAddress(InetSocketAddress.createUnresolved("10.1.2.3", 4711))
                .build();
        assertThat(STANDARD.judge(unresolved)).isEqualTo(refused(Reason.FOREIGN));
    }

    @Test
    void judgeWhenTheProxyWritesTheOlderHeadersThenTheOtherIsAClientsAndNotRead() {
        HandshakeRequest request = through("10.1.2.3")
                .header("Forwarded", "host=app.example;proto=https")
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "https")
                .build();
        assertThat(OLDER.judge(request)).isEqualTo(refused(Reason.FOREIGN));
        assertThat(STANDARD.judge(request)).isEqualTo(ALLOWED);
    }

    @Test
    void judgeWhenTheOlderHeadersHoldSeveralValuesThenTheNearestProxysCounts() {
        assertThat(OLDER.judge(through("10.1.2.3")
                        .header("X-Forwarded-Host", "evil.example, app.example")
                        .header("X-Forwarded-Proto", "http")
                        .header("X-Forwarded-Proto", "https")
                        .build()))
                .isEqualTo(ALLOWED);
        assertThat(OLDER.judge(through("10.1.2.3")
                        .header("X-Forwarded-Host", "app.example, evil.example")
                        .header("X-Forwarded-Proto", "https")
                        .build()))
                .isEqualTo(refused(Reason.FOREIGN));
        assertThat(OLDER.judge(through("10.1.2.3")
                        .header("X-Forwarded-Host", "app.example,")
                        .header("X-Forwarded-Proto", "https")
                        .build()))
                .isEqualTo(refused(Reason.UNKNOWN_HOST));
    }

    @Test
    void judgeWhenTheProxyKeepsTheHostAndSaysTheSchemeThenBothCount() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Origin", "https://app.example")
                .header("Host", "app.example")
                .header("X-Forwarded-Proto", "https")
                .scheme("http")
                .remoteAddress(new InetSocketAddress("10.1.2.3", 4711))
                .build();
        assertThat(OLDER.judge(request)).isEqualTo(ALLOWED);
        assertThat(OriginPolicy.sameOrigin().judge(request)).isEqualTo(refused(Reason.FOREIGN));
    }

    @Test
    void judgeWhenATrustedProxySaysNothingThenTheConnectionItselfCounts() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Origin", "https://app.example")
                .header("Host", "app.example")
                .remoteAddress(new InetSocketAddress("10.1.2.3", 4711))
                .build();
        assertThat(OLDER.judge(request)).isEqualTo(ALLOWED);
        assertThat(STANDARD.judge(request)).isEqualTo(ALLOWED);
    }

    @Test
    void newWhenNoneIsNamedOrOneIsNoRangeThenRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(TrustedProxies::forwarded)
                .withMessageContaining("ranges");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.xForwarded("10.0.0.0/8", "proxy.example"))
                .withMessageContaining("proxy.example");
    }

    @Property
    void judgeWhenForwardedIsAnythingThenNeverThrows(
            @ForAll @Chars({'=', ';', ',', '"', '\\', ' ', '\t', 'a', 'h', ':', '[', ']'}) String forwarded,
            @ForAll @Chars({'h', 't', 'p', 's', ':', '/', '.', '[', ']', '@', '0', '9', ' '}) String origin) {
        HandshakeRequest request = through("10.1.2.3")
                .header("Forwarded", forwarded)
                .header("X-Forwarded-Host", forwarded)
                .build();
        assertThat(STANDARD.judge(request)).isNotEqualTo(ALLOWED);
        assertThat(OLDER.judge(request)).isNotEqualTo(ALLOWED);
        assertThat(OriginPolicy.exactly("https://app.example")
                        .judge(HandshakeRequest.builder()
                                .header("Origin", origin)
                                .build()))
                .isInstanceOf(OriginVerdict.Refused.class);
    }
}
