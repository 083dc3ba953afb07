package io.handclasp.websocket.handshake;

import java.util.ArrayList;
import java.util.List;

/** Comma-separated header fields (RFC 9110, section 5.6.1). */
final class FieldLists {
    private FieldLists() {}

    /** Joins the lines, splits on commas, trims optional white space and drops what is empty. */
    static List<String> split(List<String> lines) {
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            int start = 0;
            while (start <= line.length()) {
                int comma = line.indexOf(',', start);
                int end = comma < 0 ? line.length() : comma;
                String element = trim(line, start, end);
                if (!element.isEmpty()) {
                    elements.add(element);
                }
                start = end + 1;
            }
        }
        return List.copyOf(elements);
    }

    /** Optional white space is space and tab only; anything else is part of the element and judged later. */
    private static String trim(String line, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(line.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
