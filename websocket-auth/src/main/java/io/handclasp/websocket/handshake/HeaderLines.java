package io.handclasp.websocket.handshake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The header lines of a handshake in the order in which they came, looked up without regard to case. Immutable, and small: a
 * handshake has a dozen lines, and each one's are made anew.
 */
final class HeaderLines {
    private final String[] namesAndValues;

    /** Takes names and values by turns. */
    HeaderLines(List<String> namesAndValues) {
        this.namesAndValues = namesAndValues.toArray(String[]::new);
    }

    int size() {
        return namesAndValues.length / 2;
    }

    String name(int line) {
        return namesAndValues[2 * line];
    }

    String value(int line) {
        return namesAndValues[2 * line + 1];
    }

    /** All lines of a name, unmodifiable. */
    List<String> get(String name) {
        List<String> found = List.of();
        for (int line = 0; line < size(); line++) {
            if (name(line).equalsIgnoreCase(name)) {
                found = found.isEmpty() ? List.of(value(line)) : with(found, value(line));
            }
        }
        return found;
    }

    private static List<String> with(List<String> lines, String another) {
        List<String> more = new ArrayList<>(lines);
        more.add(another);
        return List.copyOf(more);
    }

    /** The names, each once, in the case in which it came first. */
    Collection<String> names() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (int line = 0; line < size(); line++) {
            names.add(name(line));
        }
        return Collections.unmodifiableSet(names);
    }
}
