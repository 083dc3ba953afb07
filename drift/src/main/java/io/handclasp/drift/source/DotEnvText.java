package io.handclasp.drift.source;

import io.handclasp.drift.Place;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.DocumentLimits;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An environment file. Values in quotation marks may have several lines; in double ones, \n \r \t \" \\ \$ are read. */
final class DotEnvText {
    private static final Pattern NAME =
            Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][A-Za-z0-9_.-]*)[ \\t]*=[ \\t]*");

    private final String text;
    private final Place place;
    private final DocumentLimits limits;
    private final ValueCollector values;
    private int at;
    private int line = 1;
    private int count;

    DotEnvText(String text, Place place, DocumentLimits limits, ValueCollector values) {
        this.text = text.replace("\r\n", "\n").replace('\r', '\n');
        this.place = place;
        this.limits = limits;
        this.values = values;
    }

    void read() throws DocumentException {
        Matcher name = NAME.matcher(text);
        while (at < text.length()) {
            int end = lineEnd(at);
            String whole = text.substring(at, end).strip();
            if (!whole.isEmpty() && whole.charAt(0) != '#') {
                name.region(at, end);
                if (!name.lookingAt()) {
                    throw new DocumentException(line, "is no NAME=value");
                }
                add(name.group(1), name.end());
            } else {
                at = end;
            }
            at++;
            line++;
        }
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void add(String name, int valueStart) throws DocumentException {
        count++;
        if (count > limits.maxNodes()) {
            throw new DocumentException(line, "holds more than maxNodes, " + limits.maxNodes() + " values");
        }
        int first = line;
        char mark = valueStart < text.length() ? text.charAt(valueStart) : '\n';
        String value = mark == '"' || mark == '\'' ? quoted(valueStart, mark) : plain(valueStart);
        values.set(name, value, place.at(first));
    }

    private String plain(int start) {
        int end = lineEnd(start);
        at = end;
        String rest = text.substring(start, end);
        int comment = 0;
        while (comment < rest.length() && !startsComment(rest, comment)) {
            comment++;
        }
        return rest.substring(0, comment).strip();
    }

    private static boolean startsComment(String rest, int at) {
        return rest.charAt(at) == '#' && (at == 0 || Character.isWhitespace(rest.charAt(at - 1)));
    }

    private String quoted(int start, char mark) throws DocumentException {
        int first = line;
        StringBuilder value = new StringBuilder();
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != mark) {
            char c = text.charAt(i);
            if (c == '\\' && mark == '"' && i + 1 < text.length()) {
                i++;
                value.append(unescaped(text.charAt(i)));
            } else {
                value.append(c);
            }
            line += text.charAt(i) == '\n' ? 1 : 0;
            i++;
        }
        if (i >= text.length()) {
            throw new DocumentException(first, "has a quotation mark without an end");
        }
        at = lineEnd(i);
        String rest = text.substring(i + 1, at).strip();
        if (!rest.isEmpty() && rest.charAt(0) != '#') {
            throw new DocumentException(line, "goes on behind a closing quotation mark");
        }
        return value.toString();
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$', '\n' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
