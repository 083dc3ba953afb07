package io.handclasp.websocket.origin;

import io.handclasp.core.Redaction;
import java.net.IDN;
import java.util.Locale;
import java.util.Optional;

/**
 * The origin of a web page (RFC 6454, section 4): scheme, host and port, the scheme's default port filled in.
 *
 * @param scheme in lower case
 * @param authority the host, and the port unless the scheme has none
 */
record WebOrigin(String scheme, Authority authority) {
    private static final String SCHEME_END = "://";
    /** What the JDK's IDNA 2003 turns into other letters, but browsers, by IDNA 2008, do not. */
    private static final String DEVIATIONS = "\u00df\u03c2\u200c\u200d";

    /** Reads an origin out of the hands of strangers: only the form that RFC 6454, section 6.2, writes. */
    static Optional<WebOrigin> parse(String text) {
        int schemeEnd = text.indexOf(SCHEME_END);
        if (schemeEnd < 1 || !isScheme(text.substring(0, schemeEnd))) {
            return Optional.empty();
        }
        String scheme = text.substring(0, schemeEnd).toLowerCase(Locale.ROOT);
        return Authority.parse(text.substring(schemeEnd + SCHEME_END.length()))
                .map(authority -> new WebOrigin(scheme, new Authority(authority.host(), authority.portFor(scheme))));
    }

    /** Reads a setting, which may spell its host in any script; the message names what is wrong with it. */
    static WebOrigin configured(String text) {
        try {
            if (text.chars().anyMatch(c -> DEVIATIONS.indexOf(c) >= 0)) {
                throw new IllegalArgumentException("this name is spelled differently by old and new rules");
            }
            return parse(ascii(text)).orElseThrow(IllegalArgumentException::new);
        } catch (IllegalArgumentException notAnOrigin) {
            throw new IllegalArgumentException("an allowed origin was \"" + Redaction.scrub(text)
                    + "\", must be scheme://host or scheme://host:port, without user, path and wildcard;"
                    + " a name beyond ASCII may be written in punycode");
        }
    }

    private static String ascii(String text) {
        int hostStart = text.indexOf(SCHEME_END) + SCHEME_END.length();
        int hostEnd = text.indexOf(':', hostStart);
        boolean plain = text.chars().allMatch(c -> c < 0x80);
        if (plain || hostStart < SCHEME_END.length()) {
            return text;
        }
        String host = hostEnd < 0 ? text.substring(hostStart) : text.substring(hostStart, hostEnd);
        return text.substring(0, hostStart)
                + IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES)
                + (hostEnd < 0 ? "" : text.substring(hostEnd));
    }

    private static boolean isScheme(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9+.-]*");
    }

    @Override
    public String toString() {
        return scheme + SCHEME_END + authority;
    }
}
