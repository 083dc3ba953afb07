package io.handclasp.validator.report;

import java.util.ArrayDeque;
import java.util.Deque;

/** Builds HTML. Whatever is not the name of an element or attribute is escaped; there is no way around that. */
final class Html {
    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Starts an element. */
    Html open(String element, String... attributes) {
        start(element, attributes);
        open.push(element);
        return this;
    }

    /** Ends the element that was started last. */
    Html close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element that never has content. The slash means nothing to a browser and makes the page well-formed XML. */
    Html empty(String element, String... attributes) {
        start(element, attributes);
        out.insert(out.length() - 1, '/');
        return this;
    }

    /** What a page begins with. */
    Html doctype() {
        out.append("<!DOCTYPE html>\n");
        return this;
    }

    /** An element with nothing but text. */
    Html element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /** A line break in the source, for people who look at it. */
    Html line() {
        out.append('\n');
        return this;
    }

    /** The style sheet, which is part of this module: what stands in a style element is not escaped by any browser. */
    Html style(String sheet) {
        if (sheet.contains("<")) {
            throw new IllegalStateException("a style sheet must not end its element");
        }
        out.append("<style>").append(sheet).append("</style>");
        return this;
    }

    String build() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }

    private void start(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
    }

    private void escape(String text) {
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(JunitXmlFormat.isCharacter(c) ? c : 0xFFFD);
            }
        });
    }
}
