package io.handclasp.websocket.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.handclasp.websocket.handshake.HandshakeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServletHandshakesTests {
    @Test
    void fromWhenRequestIsWholeThenAllIsCopied() {
        HandshakeRequest handshake = ServletHandshakes.from(new FakeExchange()
                .header("Sec-WebSocket-Protocol", "a, b")
                .header("Sec-WebSocket-Protocol", "c")
                .query("x=%20y", "x", " y")
                .answer("getRequestURI", "/app/chat")
                .request());

        assertThat(handshake.path()).isEqualTo("/app/chat");
        assertThat(handshake.rawQuery()).contains("x=%20y");
        assertThat(handshake.offeredSubprotocols()).containsExactly("a", "b", "c");
        assertThat(handshake.remoteAddress()).contains(new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711));
    }

    @Test
    void fromWhenContainerTellsLittleThenNothingIsMadeUp() {
        HandshakeRequest handshake = ServletHandshakes.from(new FakeExchange()
                .answer("getHeaderNames", null)
                .answer("getRequestURI", "")
                .answer("getRemoteAddr", null)
                .request());

        assertThat(handshake.path()).isEqualTo("/");
        assertThat(handshake.rawQuery()).isEmpty();
        assertThat(handshake.headerNames()).isEmpty();
        assertThat(handshake.remoteAddress()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "2001:db8::7", "[2001:db8::7]", "::ffff:10.0.0.1", "10.0.0.1", "255.255.255.255"})
    void fromWhenPeerIsAnAddressThenItIsTold(String address) {
        assertThat(ServletHandshakes.from(new FakeExchange()
                                .answer("getRemoteAddr", address)
                                .request())
                        .remoteAddress())
                .get()
                .matches(peer -> !peer.isUnresolved() && peer.getPort() == 4711);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown",
                "localhost",
                "abc.de",
                "999.0.0.1",
                "256.1.1.1",
                "1:2:nonsense",
                "zz:1",
                "unknown:80",
                "g::1",
                ""
            })
    void fromWhenPeerIsNoAddressThenItIsNotLookedUp(String address) {
        assertThat(ServletHandshakes.from(new FakeExchange()
                                .answer("getRemoteAddr", address)
                                .request())
                        .remoteAddress())
                .isEmpty();
        // The JDK asks the name service for each text that is no address to it, unless it begins like one of IPv6.
        assertThat(ServletHandshakes.isLiteral(address) && !address.matches("[0-9A-Fa-f:].*:.*"))
                .isFalse();
    }

    @Test
    void fromWhenPortIsUnknownThenNoPeerIsTold() {
        assertThat(ServletHandshakes.from(
                                new FakeExchange().answer("getRemotePort", -1).request())
                        .remoteAddress())
                .isEmpty();
    }
}
