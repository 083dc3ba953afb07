package io.handclasp.websocket.origin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code Forwarded} (RFC 7239, section 4): {@code for=192.0.2.1;host="app.example:8443";proto=https, ...}. */
final class ForwardedHeader {
    private final String text;
    private int at;

    private ForwardedHeader(String text) {
        this.text = text;
    }

    /** The elements with their parameters, names in lower case; empty when the lines are anything else. */
    static Optional<List<Map<String, String>>> parse(List<String> lines) {
        ForwardedHeader header = new ForwardedHeader(String.join(",", lines));
        List<Map<String, String>> elements = new ArrayList<>();
        do {
            Map<String, String> element = new HashMap<>();
            if (!header.readElement(element)) {
                return Optional.empty();
            }
            if (!element.isEmpty()) {
                elements.add(element);
            }
        } while (header.take(','));
        return header.at == header.text.length() ? Optional.of(elements) : Optional.empty();
    }

    private boolean readElement(Map<String, String> element) {
        do {
            skipBlanks();
            String name = word("=").toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                continue; // nothing between two separators
            }
            if (!take('=')) {
                return false;
            }
            Optional<String> value = peek() == '"' ? quoted() : Optional.of(word(""));
            // A parameter that stands twice would mean the one to us and the other to somebody else.
            if (value.isEmpty() || element.put(name, value.get()) != null) {
                return false;
            }
            skipBlanks();
        } while (take(';'));
        return true;
    }

    /** Everything up to a separator. Ports and IPv6 addresses are often sent without the quotes that they need. */
    private String word(String furtherEnds) {
        int start = at;
        while (at < text.length() && (",;\" \t" + furtherEnds).indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return Optional.of(value.toString());
            }
            if (c == '\\' && ++at == text.length()) {
                break;
            }
            value.append(text.charAt(at));
        }
        return Optional.empty();
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private boolean take(char expected) {
        boolean there = peek() == expected && at < text.length();
        at += there ? 1 : 0;
        return there;
    }

    private void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }
}
