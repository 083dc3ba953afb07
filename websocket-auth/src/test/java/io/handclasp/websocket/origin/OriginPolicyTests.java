package io.handclasp.websocket.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.handclasp.websocket.handshake.HandshakeRequest;
import io.handclasp.websocket.origin.OriginVerdict.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginPolicyTests {
    private static final OriginVerdict ALLOWED = new OriginVerdict.Allowed();

    private static OriginVerdict refused(Reason reason) {
        return new OriginVerdict.Refused(reason);
    }

    private static HandshakeRequest from(String origin) {
        return HandshakeRequest.builder().header("Origin", origin).build();
    }

    private static HandshakeRequest from(String origin, String host) {
        return HandshakeRequest.builder()
                .header("Origin", origin)
                .header("Host", host)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example,https://app.example",
        "https://app.example,https://app.example:443",
        "https://app.example:443,https://app.example",
        "http://app.example,http://app.example:80",
        "HTTPS://App.Example,https://app.example",
        "https://app.example,HTTPS://APP.EXAMPLE",
        "https://app.example:8443,https://app.example:8443",
        "https://b\u00fccher.example,https://xn--bcher-kva.example",
        "https://b\u00fccher.example:8443,https://xn--bcher-kva.example:8443",
        "https://xn--bcher-kva.example,https://xn--bcher-kva.example",
        "https://[::1]:8443,https://[::1]:8443",
        "https://[2001:DB8::1],https://[2001:db8:0:0:0:0:0:1]",
        "chrome-extension://abcdefghijklmnop,chrome-extension://abcdefghijklmnop",
        "capacitor://localhost,capacitor://localhost",
    })
    void judgeWhenOriginIsAllowedInAnyFormThenAllowed(String allowed, String origin) {
        assertThat(OriginPolicy.exactly("https://other.example", allowed).judge(from(origin)))
                .isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.evil.example",
                "https://evil-app.example",
                "https://app.example.",
                "https://sub.app.example",
                "https://example",
                "https://evil.example",
                "http://app.example",
                "https://app.example:8443",
                "https://app.example:80",
                "wss://app.example",
                "https://xn--app.example"
            })
    void judgeWhenOriginIsAnotherThenForeign(String origin) {
        assertThat(OriginPolicy.exactly("https://app.example").judge(from(origin)))
                .isEqualTo(refused(Reason.FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "app.example",
                "//app.example",
                "https://",
                "https:app.example",
                "https://app.example/",
                "https://app.example/path",
                "https://app.example?x",
                "https://app.example#x",
                "https://user@app.example",
                "https://app.example@evil.example",
                "https://evil.example\\@app.example",
                "https://app.example https://evil.example",
                "https://app.example,https://evil.example",
                "https://app.example:",
                "https://app.example:0",
                "https://app.example:65536",
                "https://app.example:+443",
                "https://app.example:443:443",
                "https://app.example%00.evil.example",
                "https://app.example\u0000",
                "https://app.example\t",
                " https://app.example",
                "https://*.example",
                "https://b\u00fccher.example",
                "https://\uff41pp.example",
                "https://[::1",
                "https://[::1]x",
                "https://[app.example]",
                "https://[127.0.0.1]",
                "1https://app.example",
                "NULL",
                "null, null",
                "file:///etc/passwd"
            })
    void judgeWhenOriginIsNoneOfRfc6454ThenMalformed(String origin) {
        assertThat(OriginPolicy.exactly("https://app.example").withNullOrigin().judge(from(origin)))
                .isEqualTo(refused(Reason.MALFORMED));
    }

    @Test
    void judgeWhenOriginIsNullThenRefusedUnlessAllowed() {
        OriginPolicy policy = OriginPolicy.exactly("https://app.example");
        assertThat(policy.judge(from("null"))).isEqualTo(refused(Reason.NULL_ORIGIN));
        assertThat(OriginPolicy.sameOrigin().judge(from("null", "null"))).isEqualTo(refused(Reason.NULL_ORIGIN));
        assertThat(policy.withNullOrigin().judge(from("null"))).isEqualTo(ALLOWED);
        assertThat(policy.withNullOrigin().judge(from("https://evil.example"))).isEqualTo(refused(Reason.FOREIGN));
    }

    @Test
    void judgeWhenThereIsNoOriginThenAbsent() {
        assertThat(OriginPolicy.exactly("https://app.example")
                        .judge(HandshakeRequest.builder().build()))
                .isEqualTo(new OriginVerdict.Absent());
    }

    @Test
    void judgeWhenThereAreTwoOriginsThenRefusedEvenIfBothAreAllowed() {
        HandshakeRequest twice = HandshakeRequest.builder()
                .header("Origin", "https://app.example")
                .header("origin", "https://app.example")
                .build();
        assertThat(OriginPolicy.exactly("https://app.example").judge(twice)).isEqualTo(refused(Reason.SEVERAL));
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example,app.example",
        "https://app.example,APP.example:443",
        "https://app.example:443,app.example",
        "https://app.example:8443,app.example:8443",
        "http://localhost:8080,localhost:8080",
        "http://127.0.0.1:8080,127.0.0.1:8080",
        "http://[::1]:8080,[::1]:8080",
        "https://[2001:db8::1],[2001:db8::1]",
    })
    void judgeWhenOriginIsTheHostAskedForThenAllowed(String origin, String host) {
        assertThat(OriginPolicy.sameOrigin().judge(from(origin, host))).isEqualTo(ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example,app.example",
        "https://app.example,app.example:8443",
        "https://app.example:8443,app.example",
        "https://app.example,app.example:80",
        "https://app.example.evil.example,app.example",
        "ftp://app.example,app.example",
        "chrome-extension://app.example,app.example",
    })
    void judgeWhenOriginIsNotTheHostAskedForThenForeign(String origin, String host) {
        assertThat(OriginPolicy.sameOrigin().judge(from(origin, host))).isEqualTo(refused(Reason.FOREIGN));
    }

    @Test
    void judgeWhenSameHostIsOverPlainHttpThenRefusedUnlessAllowed() {
        HandshakeRequest plain = from("http://intranet:8080", "intranet:8080");
        assertThat(OriginPolicy.sameOrigin().judge(plain)).isEqualTo(refused(Reason.NOT_ENCRYPTED));
        assertThat(OriginPolicy.sameOrigin().withPlainHttp().judge(plain)).isEqualTo(ALLOWED);
    }

    @Test
    void judgeWhenTheConnectionsSchemeIsKnownThenThePagesMustBeTheSame() {
        HandshakeRequest overTls = HandshakeRequest.builder()
                .header("Origin", "http://app.example")
                .header("Host", "app.example")
                .scheme("wss")
                .build();
        assertThat(OriginPolicy.sameOrigin().withPlainHttp().judge(overTls)).isEqualTo(refused(Reason.FOREIGN));
        HandshakeRequest plain = HandshakeRequest.builder()
                .header("Origin", "https://app.example")
                .header("Host", "app.example")
                .scheme("ws")
                .build();
        assertThat(OriginPolicy.sameOrigin().judge(plain)).isEqualTo(refused(Reason.FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "app.example/",
                "user@app.example",
                "app.example, app.example",
                "app example",
                "app.example:x"
            })
    void judgeWhenHostCannotBeReadThenUnknown(String host) {
        assertThat(OriginPolicy.sameOrigin().judge(from("https://app.example", host)))
                .isEqualTo(refused(Reason.UNKNOWN_HOST));
    }

    @Test
    void judgeWhenHostIsMissingOrTwiceThereThenUnknown() {
        assertThat(OriginPolicy.sameOrigin().judge(from("https://app.example")))
                .isEqualTo(refused(Reason.UNKNOWN_HOST));
        HandshakeRequest twice = HandshakeRequest.builder()
                .header("Origin", "https://app.example")
                .header("Host", "app.example")
                .header("Host", "app.example")
                .build();
        assertThat(OriginPolicy.sameOrigin().judge(twice)).isEqualTo(refused(Reason.UNKNOWN_HOST));
    }

    @Test
    void judgeWhenSameOriginAndFurtherOnesAreAllowedThenBoth() {
        OriginPolicy policy = OriginPolicy.sameOrigin().withOrigins("https://partner.example");
        assertThat(policy.judge(from("https://partner.example", "app.example"))).isEqualTo(ALLOWED);
        assertThat(policy.judge(from("https://app.example", "app.example"))).isEqualTo(ALLOWED);
        assertThat(policy.judge(from("https://evil.example", "app.example"))).isEqualTo(refused(Reason.FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "app.example",
                "https://*.example",
                "https://app.example/",
                "https://app.example/chat",
                "https://user:hunter2@app.example",
                "null",
                "https://app.example:70000",
                "https://fa\u00df.example",
                "https://a b.example",
                "\u00e9://app.example",
                "https://b\u00fccher_.example"
            })
    void exactlyWhenOneIsNoOriginThenRefusedWithWhatIsAccepted(String origin) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginPolicy.exactly("https://app.example", origin))
                .withMessageStartingWith("an allowed origin was \"")
                .withMessageContaining("must be scheme://host")
                .withMessageNotContaining("hunter2");
    }

    @Test
    void exactlyWhenEmptyThenRefused() {
        assertThatIllegalArgumentException().isThrownBy(OriginPolicy::exactly).withMessageContaining("origins");
    }

    @Test
    void toStringWhenShownThenTheSettings() {
        assertThat(OriginPolicy.exactly("https://App.Example", "http://localhost:3000")
                        .withTrustedProxies(TrustedProxies.xForwarded("10.0.0.0/8")))
                .hasToString("OriginPolicy[origins=[http://localhost:3000, https://app.example:443], sameOrigin=false,"
                        + " plainHttp=false, nullOrigin=false, proxies=X-Forwarded from [10.0.0.0/8]]");
    }
}
