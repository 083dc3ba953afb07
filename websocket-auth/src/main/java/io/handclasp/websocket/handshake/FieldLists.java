package io.handclasp.websocket.handshake;

import java.util.ArrayList;
import java.util.List;

/** Header fields that hold several elements: comma-separated lists (RFC 9110, section 5.6.1) and the like. */
final class FieldLists {
    private FieldLists() {}

    /** Joins the lines, splits on commas, trims optional white space and drops what is empty. */
    static List<String> split(List<String> lines) {
        if (lines.size() == 1) {
            return split(lines.get(0), ',');
        }
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> elements = new ArrayList<>();
        for (String line : lines) {
            elements.addAll(split(line, ','));
        }
        return List.copyOf(elements);
    }

    /** Splits one line, trims optional white space and drops what is empty. */
    static List<String> split(String line, char separator) {
        List<String> elements = new ArrayList<>();
        int start = 0;
        while (start <= line.length()) {
            int next = line.indexOf(separator, start);
            int end = next < 0 ? line.length() : next;
            String element = trim(line, start, end);
            if (!element.isEmpty()) {
                elements.add(element);
            }
            start = end + 1;
        }
        return List.copyOf(elements);
    }

    /** Optional white space is space and tab only; anything else is part of the element and judged later. */
    static String trim(String line, int from, int to) {
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
