package io.handclasp.examples.containers;

import io.handclasp.examples.containers.wire.Handshake;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The handshakes that a server is known to answer with 500, of itself and whoever sends them. Another 500 is Handclasp's. */
final class ServerErrors {
    private static final int HEX = 16;
    private static final int ESCAPE_LENGTH = 3;

    private ServerErrors() {}

    /** When it reads the request, before any filter. */
    static boolean beforeFilters(String container, Handshake sent) {
        // Undertow looks for its session among the cookies.
        return container.startsWith("Undertow") && sent.extra().lines().anyMatch(ServerErrors::isOddCookie);
    }

    /** When it makes the upgrade, behind all filters. */
    static boolean whenUpgrading(String container, Handshake sent) {
        String target = sent.target();
        if (container.startsWith("Tomcat")) {
            return !isUri(target);
        }
        return container.startsWith("Jetty") && !(isUri(target) && isUtf8(target));
    }

    /** Whether a guarded endpoint is asked before the server fails. */
    static boolean isJudgedFirst(String container) {
        return container.startsWith("Jetty");
    }

    private static boolean isOddCookie(String line) {
        return line.toLowerCase(Locale.ROOT).startsWith("cookie:")
                && line.chars().anyMatch(letter -> letter != '\t' && (letter < ' ' || letter > '~'));
    }

    /** Not {@code /chat?%}. */
    private static boolean isUri(String target) {
        try {
            return !new URI(target).isOpaque();
        } catch (URISyntaxException notAUri) {
            return false;
        }
    }

    /** Not {@code /chat?%BA}. */
    private static boolean isUtf8(String uri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < uri.length()) {
            if (uri.charAt(at) == '%') {
                bytes.write(Integer.parseInt(uri, at + 1, at + ESCAPE_LENGTH, HEX));
                at += ESCAPE_LENGTH;
            } else {
                bytes.write(uri.charAt(at));
                at++;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException other) {
            return false;
        }
    }
}
