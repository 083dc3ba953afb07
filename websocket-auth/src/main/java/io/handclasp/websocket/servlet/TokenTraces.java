package io.handclasp.websocket.servlet;

import io.handclasp.websocket.token.BearerToken;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds a token wherever a request carries it: as it is, percent-encoded or in base64, alone or at the end of something like
 * {@code Bearer <token>}, {@code name=<token>} or {@code v1.token.websocket.jupyter.org.<token>}. It looks for the token
 * itself and not for the places where one may stand, so that a copy in a place where nobody looked for it is found, too.
 */
final class TokenTraces {
    static final String SUBPROTOCOLS = "Sec-WebSocket-Protocol";

    /** Without these there is no upgrade; a token that happens to be spelled like one of them changes nothing. */
    private static final Set<String> NEEDED = Set.of(
            "host",
            "upgrade",
            "connection",
            "origin",
            "sec-websocket-key",
            "sec-websocket-version",
            "sec-websocket-extensions");

    private final Set<String> spellings;
    private final Predicate<String> isMarker;

    /**
     * @param token what is looked for
     * @param isMarker whether an offered protocol announces something, such as the next one as a token
     */
    TokenTraces(BearerToken token, Predicate<String> isMarker) {
        this.isMarker = isMarker;
        byte[] value = token.reveal().getBytes(StandardCharsets.US_ASCII);
        spellings = Stream.of(
                        token.reveal(),
                        Base64.getUrlEncoder().withoutPadding().encodeToString(value),
                        Base64.getEncoder().withoutPadding().encodeToString(value))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What is left of one header line without the token; empty when the whole line goes. */
    Optional<String> withoutToken(String header, String line) {
        return switch (header.toLowerCase(Locale.ROOT)) {
            case "cookie" -> withoutToken(line, ";", "; ");
            default ->
                NEEDED.contains(header.toLowerCase(Locale.ROOT)) || !isIn(line) ? Optional.of(line) : Optional.empty();
        };
    }

    /**
     * What is left of the offered protocols, in one line; the lines as they are when none carries the token. Markers whose
     * token went are offered last, or the next protocol would be taken for the token.
     */
    List<String> protocolsWithoutToken(List<String> lines) {
        List<String> offered = Stream.of(String.join(",", lines).split(",", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
        List<String> rest = new ArrayList<>();
        List<String> bereft = new ArrayList<>();
        for (int i = 0; i < offered.size(); i++) {
            if (!isIn(offered.get(i))) {
                boolean tokenGoes = i + 1 < offered.size() && isIn(offered.get(i + 1));
                (tokenGoes && isMarker.test(offered.get(i)) ? bereft : rest).add(offered.get(i));
            }
        }
        rest.addAll(bereft);
        if (rest.size() == offered.size()) {
            return lines;
        }
        return rest.isEmpty() ? List.of() : List.of(String.join(", ", rest));
    }

    /** What is left of a query without the token; empty when nothing is. */
    Optional<String> withoutToken(String query) {
        return withoutToken(query, "&", "&");
    }

    private Optional<String> withoutToken(String text, String separator, String joint) {
        if (Stream.of(text.split(separator)).noneMatch(this::isIn)) {
            return Optional.of(text);
        }
        String rest = Stream.of(text.split(separator))
                .filter(part -> !isIn(part))
                .map(String::strip)
                .collect(Collectors.joining(joint));
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }

    /** Whether a text is the token, or ends with it. */
    boolean isIn(String text) {
        return endsWithToken(text) || (text.indexOf('%') >= 0 && endsWithToken(percentDecoded(text)));
    }

    private boolean endsWithToken(String text) {
        String core = withoutTail(text.strip(), '"');
        String bare = withoutTail(core, '='); // base64 may be padded
        for (String spelling : spellings) {
            if (isLastPart(core, spelling) || isLastPart(bare, spelling)) {
                return true;
            }
        }
        return false;
    }

    private static String withoutTail(String text, char tail) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == tail) {
            end--;
        }
        return text.substring(0, end);
    }

    private static boolean isLastPart(String text, String part) {
        if (!text.endsWith(part)) {
            return false;
        }
        int before = text.length() - part.length() - 1;
        return before < 0 || !Character.isLetterOrDigit(text.charAt(before));
    }

    /** Decodes once, and leaves alone what is not encoded properly. */
    private static String percentDecoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int high = bytes[i] == '%' && i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high >= 0 ? Character.digit(bytes[i + 2], 16) : -1;
            if (low >= 0) {
                decoded.write(high << 4 | low);
                i += 2;
            } else {
                decoded.write(bytes[i]);
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
