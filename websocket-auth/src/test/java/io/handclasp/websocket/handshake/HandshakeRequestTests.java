package io.handclasp.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeRequestTests {
    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

    @Test
    void headersWhenNameIsInAnotherCaseThenFound() {
        HandshakeRequest request =
                HandshakeRequest.builder().header("AuthoriZation", "x").build();
        assertThat(request.headers("authorization")).containsExactly("x");
        assertThat(request.headers("AUTHORIZATION")).containsExactly("x");
        assertThat(request.headerNames()).containsExactly("AuthoriZation");
    }

    @Test
    void headersWhenNotSentThenEmpty() {
        assertThat(HandshakeRequest.builder().build().headers("Cookie")).isEmpty();
    }

    @Test
    void headersWhenLinesAlternateInCaseThenInTheOrderInWhichTheyCame() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("X-Line", "1")
                .header("x-line", "2")
                .header("X-Line", "3")
                .build();
        assertThat(request.headers("x-LINE")).containsExactly("1", "2", "3");
    }

    @Test
    void headersWhenMapHoldsTwoCasesThenAllLinesAreKept() {
        HandshakeRequest request = HandshakeRequest.builder()
                .headers(Map.of("Cookie", List.of("a=1", "b=2"), "Host", List.of()))
                .header("COOKIE", "c=3")
                .build();
        assertThat(request.headers("cookie")).containsExactly("a=1", "b=2", "c=3");
        assertThat(request.headerNames()).doesNotContain("Host");
    }

    @Test
    void headersWhenChangedFromOutsideThenRefused() {
        HandshakeRequest request = HandshakeRequest.builder().header("A", "1").build();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> request.headers("A").add("2"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> request.headerNames().clear());
    }

    @Test
    void buildWhenOneBuilderMakesManyRequestsThenEachKeepsItsOwnLines() {
        HandshakeRequest.Builder builder = HandshakeRequest.builder().headers(Map.of("A", List.of("0")));
        List<HandshakeRequest> requests = new ArrayList<>();
        for (int line = 1; line <= 60; line++) {
            requests.add(builder.build());
            builder.header("A", "" + line);
        }

        for (int count = 1; count <= requests.size(); count++) {
            assertThat(requests.get(count - 1).headers("A"))
                    .hasSize(count)
                    .last()
                    .isEqualTo("" + (count - 1));
        }
    }

    @Test
    void buildWhenBuilderChangesAfterwardsThenRequestStays() {
        HandshakeRequest.Builder builder = HandshakeRequest.builder().header("A", "1");
        HandshakeRequest first = builder.build();
        HandshakeRequest second = builder.header("A", "2").path("/two").build();
        assertThat(first.headers("A")).containsExactly("1");
        assertThat(first.path()).isEqualTo("/");
        assertThat(second.headers("A")).containsExactly("1", "2");
        assertThat(second.path()).isEqualTo("/two");
    }

    @Test
    void originWhenOneLineThenThatLine() {
        assertThat(HandshakeRequest.builder()
                        .header("origin", "https://app.example")
                        .build()
                        .origin())
                .contains("https://app.example");
    }

    @Test
    void originWhenTwoLinesThenNone() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Origin", "https://app.example")
                .header("Origin", "https://evil.example")
                .build();
        assertThat(request.origin()).isEmpty();
    }

    @Test
    void offeredSubprotocolsWhenSeveralLinesThenJoinedAndSplit() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Sec-WebSocket-Protocol", " chat ,, \tbearer\t")
                .header("sec-websocket-protocol", "token,")
                .build();
        assertThat(request.offeredSubprotocols()).containsExactly("chat", "bearer", "token");
    }

    @Test
    void buildWhenEverythingIsToldThenKept() {
        InetSocketAddress address = InetSocketAddress.createUnresolved("client.example", 4711);
        HandshakeRequest request = HandshakeRequest.builder()
                .path("/ws")
                .rawQuery("a=%20b")
                .remoteAddress(address)
                .build();
        assertThat(request.path()).isEqualTo("/ws");
        assertThat(request.rawQuery()).contains("a=%20b");
        assertThat(request.remoteAddress()).contains(address);
    }

    @Test
    void cookiesWhenOnSeveralLinesThenAllAreKeptInOrder() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Cookie", "a=1; b=2;c=3")
                .header("cookie", "a=4;; ;A=5")
                .build();
        assertThat(request.cookies())
                .isEqualTo(Map.of("a", List.of("1", "4"), "b", List.of("2"), "c", List.of("3"), "A", List.of("5")));
    }

    @Test
    void cookiesWhenMergedByTheServerThenTheSameAsOnTwoLines() {
        HandshakeRequest two = HandshakeRequest.builder()
                .header("Cookie", "a=1; b=2")
                .header("Cookie", "a=3")
                .build();
        HandshakeRequest merged =
                HandshakeRequest.builder().header("Cookie", "a=1; b=2; a=3").build();
        assertThat(merged.cookies()).isEqualTo(two.cookies());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a="x"        | a | x
                    a=""         | a | ``
                    a="          | a | "
                    a="x         | a | "x
                    a==          | a | =
                    a=b=c        | a | b=c
                    a=%3D        | a | %3D
                    a=x,y        | a | x,y
                    a            | `` | a
                    =a           | `` | a
                    a = x        | a | x
                    $Version=1   | $Version | 1
                    """)
    void cookiesWhenInAnOddFormThenReadAsRfc6265Says(String line, String name, String value) {
        HandshakeRequest request =
                HandshakeRequest.builder().header("Cookie", line).build();
        assertThat(request.cookies()).isEqualTo(Map.of(name, List.of(value)));
    }

    @Test
    void cookiesWhenAQuotedValueHoldsASemicolonThenItHidesNoOtherCookie() {
        HandshakeRequest request = HandshakeRequest.builder()
                .header("Cookie", "a=\"x; session=other; b=y\"")
                .build();
        assertThat(request.cookies()).containsEntry("session", List.of("other"));
    }

    @Test
    void cookiesWhenChangedFromOutsideThenRefused() {
        Map<String, List<String>> cookies =
                HandshakeRequest.builder().header("Cookie", "a=1").build().cookies();
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(cookies::clear);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> cookies.get("a").add("2"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a=1             | a | 1
                    a=b%20c         | a | b c
                    a=b+c           | a | b+c
                    a=b%2Bc         | a | b+c
                    a=%2525         | a | %25
                    a=%zz           | a | %zz
                    a=%             | a | %
                    a=%ff           | a | %ff
                    a=%C1%A1        | a | %C1%A1
                    a=%C3%A9        | a | é
                    %61=1           | a | 1
                    a               | a | ``
                    a=              | a | ``
                    =1              | `` | 1
                    &&a=1&          | a | 1
                    a=1;b=2         | a | 1;b=2
                    a=b=c           | a | b=c
                    """)
    void queryParametersWhenEncodedThenDecodedOnce(String query, String name, String value) {
        HandshakeRequest request = HandshakeRequest.builder().rawQuery(query).build();
        assertThat(request.queryParameters()).isEqualTo(Map.of(name, List.of(value)));
    }

    @Test
    void queryParametersWhenANameStandsTwiceThenBothValuesAreKept() {
        HandshakeRequest request =
                HandshakeRequest.builder().rawQuery("a=1&b=2&%61=3").build();
        assertThat(request.queryParameters()).isEqualTo(Map.of("a", List.of("1", "3"), "b", List.of("2")));
    }

    @Test
    void queryParametersWhenThereIsNoQueryThenNone() {
        assertThat(HandshakeRequest.builder().build().queryParameters()).isEmpty();
    }

    @Test
    void schemeWhenToldThenHttpOrHttps() {
        assertThat(HandshakeRequest.builder().build().scheme()).isEmpty();
        assertThat(HandshakeRequest.builder().scheme("wss").build().scheme()).contains("https");
        assertThat(HandshakeRequest.builder().scheme("http").build().scheme()).contains("http");
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> HandshakeRequest.builder().scheme("ftp"))
                .withMessage("scheme was ftp, must be http, https, ws or wss");
    }

    @Test
    void toStringWhenTokenIsAnywhereThenNotShown() {
        HandshakeRequest request = HandshakeRequest.builder()
                .path("/ws/" + TOKEN)
                .rawQuery("access_token=" + TOKEN)
                .header("Authorization", "Bearer " + TOKEN)
                .header("Sec-WebSocket-Protocol", "bearer, " + TOKEN)
                .header("Cookie", "session=opaque-4711")
                .build();
        assertThat(request.toString())
                .contains("Authorization", "Cookie", "/ws/")
                .doesNotContain(TOKEN, "eyJ", "opaque-4711", "access_token");
    }

    @Test
    void toStringWhenPathHoldsLineBreaksThenOnOneLine() {
        assertThat(HandshakeRequest.builder().path("/a\r\nFORGED line").build().toString())
                .doesNotContain("\n", "\r");
    }
}
