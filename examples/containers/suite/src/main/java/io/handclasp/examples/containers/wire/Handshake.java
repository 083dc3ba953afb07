package io.handclasp.examples.containers.wire;

import java.nio.charset.StandardCharsets;

/** The text of an opening handshake (RFC 6455, section 4.1). Immutable. */
public record Handshake(String target, String extra) {
    /** A handshake without a token. */
    public static Handshake to(String target) {
        return new Handshake(target, "");
    }

    /** Adds a line. */
    public Handshake header(String name, String value) {
        return new Handshake(target, extra + name + ": " + value + "\r\n");
    }

    /** Carries the token in the header. */
    public Handshake bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    /** Carries the token as a page does. */
    public Handshake browser(String token) {
        return header("Origin", "https://app.example").header("Sec-WebSocket-Protocol", "bearer, " + token);
    }

    /** What is sent. */
    public byte[] bytes() {
        String text = "GET " + target + " HTTP/1.1\r\n"
                + "Host: 127.0.0.1\r\n"
                + "Upgrade: websocket\r\n"
                + "Connection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n"
                + extra + "\r\n";
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The beginning of what is sent, with the token and without its end. */
    public byte[] unfinished() {
        byte[] all = bytes();
        return java.util.Arrays.copyOf(all, all.length - 2);
    }
}
