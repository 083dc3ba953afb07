package io.handclasp.websocket.handshake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Texts of the form {@code name=value;name=value}: cookies and query parameters. No name or value is lost. */
final class NamedValues {
    private NamedValues() {}

    /**
     * Cookies (RFC 6265, section 5.4). A semicolon always separates, also between quotation marks: were quotes to hide one, a
     * value could hide another cookie. One pair of quotation marks around a value is taken off (section 4.1.1). A cookie
     * without an equals sign has no name.
     */
    static Map<String, List<String>> cookies(List<String> lines) {
        Map<String, List<String>> cookies = new LinkedHashMap<>();
        for (String line : lines) {
            for (String pair : FieldLists.split(line, ';')) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : FieldLists.trim(pair, 0, equals);
                String value = FieldLists.trim(pair, equals + 1, pair.length());
                add(cookies, name, unquoted(value));
            }
        }
        return immutable(cookies);
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0 && value.charAt(0) == '"' && value.charAt(last) == '"';
        return quoted ? value.substring(1, last) : value;
    }

    /** Query parameters, each percent-decoded once; what cannot be decoded stays as it was sent. */
    static Map<String, List<String>> parameters(String query) {
        UnaryOperator<String> decode = text -> PercentEncoding.decode(text).orElse(text);
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        int start = 0;
        while (start <= query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            if (end > start) {
                String pair = query.substring(start, end);
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                add(parameters, decode.apply(name), equals < 0 ? "" : decode.apply(pair.substring(equals + 1)));
            }
            start = end + 1;
        }
        return immutable(parameters);
    }

    private static void add(Map<String, List<String>> all, String name, String value) {
        all.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
    }

    private static Map<String, List<String>> immutable(Map<String, List<String>> all) {
        all.replaceAll((name, values) -> List.copyOf(values));
        return Collections.unmodifiableMap(all);
    }
}
