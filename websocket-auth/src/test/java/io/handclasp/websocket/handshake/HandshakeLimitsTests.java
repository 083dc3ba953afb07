package io.handclasp.websocket.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HandshakeLimitsTests {
    private static final HandshakeLimits SMALL = new HandshakeLimits(256, 512, 32, 64, 2, 2, 2);

    private static HandshakeRequest.Builder request() {
        return HandshakeRequest.builder().limits(SMALL);
    }

    private static String text(int length) {
        return "s3cret".repeat(length / 6 + 1).substring(0, length);
    }

    private static Arguments limit(
            String what, UnaryOperator<HandshakeRequest.Builder> at, UnaryOperator<HandshakeRequest.Builder> beyond) {
        return Arguments.of(
                what, at.apply(request()).build(), beyond.apply(request()).build());
    }

    static Stream<Arguments> atEachLimitAndBeyond() {
        return Stream.of(
                // A line is its name, its value and ": \r\n".
                limit(
                        "256 characters in a header line",
                        request -> request.header("A", text(251)),
                        request -> request.header("A", text(252))),
                limit(
                        "512 characters in all header lines",
                        request -> request.header("A", text(251)).header("B", text(251)),
                        request -> request.header("A", text(251))
                                .header("B", text(251))
                                .header("", "")),
                limit(
                        "32 characters in the query",
                        request -> request.rawQuery(text(32)),
                        request -> request.rawQuery(text(33))),
                limit(
                        "2 subprotocols",
                        request -> request.header("Sec-WebSocket-Protocol", "a,b"),
                        request ->
                                request.header("Sec-WebSocket-Protocol", "a,b").header("sec-websocket-protocol", "")),
                limit(
                        "2 cookies",
                        request -> request.header("Cookie", "a=1;b=2"),
                        request -> request.header("Cookie", "a=1;b=2;")),
                limit("2 query parameters", request -> request.rawQuery("a&b"), request -> request.rawQuery("a&b&")));
    }

    @ParameterizedTest
    @MethodSource("atEachLimitAndBeyond")
    void excessWhenOneBeyondALimitThenNamedAndNothingIsReadApart(
            String what, HandshakeRequest atTheLimit, HandshakeRequest beyond) {
        assertThat(atTheLimit.excess()).isEmpty();
        assertThat(beyond.excess()).contains("there are more than " + what);
        assertThat(beyond.cookies()).isEmpty();
        assertThat(beyond.queryParameters()).isEmpty();
        assertThat(beyond.offeredSubprotocols()).isEmpty();
        assertThat(beyond.toString()).doesNotContain("s3cret");
    }

    @Test
    void withinWhenLimitsAreWiderThenTheSameHandshakeIsRead() {
        HandshakeRequest excessive = request()
                .path("/ws")
                .header("Cookie", "a=1;b=2;c=3")
                .header("Origin", "https://app.example")
                .scheme("https")
                .build();
        assertThat(excessive.cookies()).isEmpty();

        HandshakeRequest wider = excessive.within(SMALL.withMaxCookies(3));

        assertThat(wider.excess()).isEmpty();
        assertThat(wider.cookies()).hasSize(3);
        assertThat(wider.path()).isEqualTo("/ws");
        assertThat(wider.origin()).contains("https://app.example");
        assertThat(wider.scheme()).contains("https");
        assertThat(wider.limits()).isEqualTo(SMALL.withMaxCookies(3));
        assertThat(excessive.within(SMALL)).isSameAs(excessive);
    }

    @Test
    void standardWhenUsedThenALongTokenFitsEachCarrier() {
        HandshakeLimits standard = HandshakeLimits.standard();
        String encoded = text(10_923 + 200);
        assertThat(HandshakeRequest.builder()
                        .header("Sec-WebSocket-Protocol", encoded)
                        .header("Cookie", encoded)
                        .rawQuery(encoded)
                        .build()
                        .excess())
                .isEmpty();
        assertThat(standard.maxTokenLength()).isEqualTo(8_192);
    }

    @Test
    void withWhenChangedThenOnlyThat() {
        HandshakeLimits standard = HandshakeLimits.standard();
        assertThat(standard.withMaxHeaderLengths(10_000, 20_000))
                .isEqualTo(new HandshakeLimits(10_000, 20_000, 16_384, 8_192, 32, 200, 200));
        assertThat(standard.withMaxQuery(1, 2)).isEqualTo(new HandshakeLimits(16_384, 65_536, 1, 8_192, 32, 200, 2));
        assertThat(standard.withMaxTokenLength(100))
                .isEqualTo(new HandshakeLimits(16_384, 65_536, 16_384, 100, 32, 200, 200));
        assertThat(standard.withMaxSubprotocols(3))
                .isEqualTo(new HandshakeLimits(16_384, 65_536, 16_384, 8_192, 3, 200, 200));
        assertThat(standard.withMaxCookies(4))
                .isEqualTo(new HandshakeLimits(16_384, 65_536, 16_384, 8_192, 32, 4, 200));
    }

    @Test
    void newWhenASettingIsOutOfBoundsThenNamedWithItsValue() {
        HandshakeLimits standard = HandshakeLimits.standard();
        for (Runnable wrong : List.<Runnable>of(
                () -> standard.withMaxTokenLength(8_193),
                () -> standard.withMaxTokenLength(15),
                () -> standard.withMaxHeaderLengths(8_191, 65_536),
                () -> standard.withMaxHeaderLengths(16_384, 16_383),
                () -> standard.withMaxQuery(-1, 1),
                () -> standard.withMaxQuery(1, -1),
                () -> standard.withMaxSubprotocols(0),
                () -> standard.withMaxCookies(10_001))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(wrong::run)
                    .withMessageMatching("max\\w+ was -?\\d+, must .*");
        }
    }
}
