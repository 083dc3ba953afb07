package io.handclasp.core;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Credentials behind the name of an authentication scheme: {@code Bearer x} (RFC 6750), {@code Basic x} (RFC 7617),
 * {@code DPoP x} (RFC 9449), also with an encoded blank, and {@code bearer, x} as offered in a subprotocol header; and
 * tokens inside the subprotocol names that are in use.
 */
final class AuthSchemeRule implements RedactionRule {
    private static final List<String> SCHEMES = List.of("bearer", "basic", "dpop");

    private static final List<String> SUBPROTOCOLS =
            List.of("base64url.bearer.authorization.k8s.io.", "v1.token.websocket.jupyter.org.");

    /** Parameters of a challenge, which are worth reading: {@code Bearer error="invalid_token"}. */
    private static final Set<String> CHALLENGE =
            Set.of("algs", "charset", "error", "error_description", "error_uri", "realm", "resource_metadata", "scope");

    /** Words that follow the name of a scheme in a sentence. */
    private static final Set<String> PROSE = Set.of(
            "and",
            "auth",
            "authentication",
            "authorization",
            "challenge",
            "credentials",
            "header",
            "is",
            "or",
            "scheme",
            "token",
            "tokens",
            "was");

    /** How far to look for the end of a word; a bound keeps the time linear. */
    private static final int MAX_WORD_LENGTH = 32;

    private static final String OPENERS = "\"'`<[(";

    @Override
    public void apply(Redactable redactable) {
        String text = redactable.text();
        for (int at = 0; at < text.length(); at++) {
            int start = credentialsStart(text, at);
            if (start >= 0) {
                redactable.hide(start, redactable.plainEnd(start));
            }
        }
    }

    /** Whether a stretch of a text is the name of a scheme. */
    static boolean isScheme(String text, int start, int end) {
        return SCHEMES.stream()
                .anyMatch(scheme ->
                        scheme.length() == end - start && text.regionMatches(true, start, scheme, 0, end - start));
    }

    /** Where credentials start, if what announces them stands at the position; else -1. */
    private static int credentialsStart(String text, int at) {
        if ("bBdDvV".indexOf(text.charAt(at)) < 0) {
            return -1;
        }
        for (String subprotocol : SUBPROTOCOLS) {
            if (text.regionMatches(true, at, subprotocol, 0, subprotocol.length())) {
                return at + subprotocol.length();
            }
        }
        String scheme = schemeAt(text, at);
        return scheme.isEmpty() ? -1 : behindSeparators(text, at + scheme.length(), scheme);
    }

    /** The scheme whose name stands at the position with a separator behind it; else empty. */
    private static String schemeAt(String text, int at) {
        for (String scheme : SCHEMES) {
            int length = scheme.length();
            if (text.regionMatches(true, at, scheme, 0, length) && separatorLength(text, at + length) > 0) {
                return scheme;
            }
        }
        return "";
    }

    private static int behindSeparators(String text, int from, String scheme) {
        int start = from;
        while (separatorLength(text, start) > 0) {
            start += separatorLength(text, start);
        }
        if (start == text.length() || text.startsWith(Redaction.MARK, start) || isHarmless(text, start, scheme)) {
            return -1;
        }
        return OPENERS.indexOf(text.charAt(start)) >= 0 ? start + 1 : start;
    }

    private static int separatorLength(String text, int at) {
        if (at < text.length() && (Character.isWhitespace(text.charAt(at)) || "+,:=".indexOf(text.charAt(at)) >= 0)) {
            return 1;
        }
        return text.startsWith("%20", at) ? 3 : 0;
    }

    /** Tells whether the scheme is only talked about, or challenged for. */
    private static boolean isHarmless(String text, int start, String scheme) {
        int end = start;
        int limit = Math.min(text.length(), start + MAX_WORD_LENGTH);
        while (end < limit && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        String word = text.substring(start, end);
        String lower = word.toLowerCase(Locale.ROOT);
        if (end < text.length() && text.charAt(end) == '=') {
            return CHALLENGE.contains(lower);
        }
        boolean punctuated = end < text.length() && ".:;!?,)".indexOf(text.charAt(end)) >= 0;
        boolean wholeWord = isWordEnd(text, end) || (punctuated && isWordEnd(text, end + 1));
        // "basic checks" is English; the base64 of a user and a password has more in it than small letters.
        return wholeWord && (PROSE.contains(lower) || (scheme.equals("basic") && word.equals(lower)));
    }

    private static boolean isWordEnd(String text, int at) {
        return at == text.length() || Character.isWhitespace(text.charAt(at));
    }
}
