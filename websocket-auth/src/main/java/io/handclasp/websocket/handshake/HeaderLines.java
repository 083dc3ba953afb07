package io.handclasp.websocket.handshake;

import java.util.ArrayList;
import java.util.Arrays;
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
    private final int size;

    private HeaderLines(String[] namesAndValues, int size) {
        this.namesAndValues = namesAndValues;
        this.size = size;
    }

    int size() {
        return size;
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

    /**
     * Collects lines. Those that it handed over are copied before a further one is added, so the usual case, lines for one
     * request only, makes no copy. For one thread at a time.
     */
    static final class Collected {
        private static final int USUAL_LINES = 12;

        private String[] namesAndValues = {};
        private int size;
        private boolean handedOver;

        /** Makes room, when there is none yet, for so many lines. */
        void expect(int lines) {
            if (namesAndValues.length == 0) {
                namesAndValues = new String[2 * lines];
            }
        }

        void add(String name, String value) {
            int at = 2 * size;
            if (handedOver || at == namesAndValues.length) {
                int more = at < namesAndValues.length ? namesAndValues.length : 2 * (size + USUAL_LINES);
                namesAndValues = Arrays.copyOf(namesAndValues, more);
                handedOver = false;
            }
            namesAndValues[at] = name;
            namesAndValues[at + 1] = value;
            size++;
        }

        HeaderLines handOver() {
            handedOver = true;
            return new HeaderLines(namesAndValues, size);
        }
    }
}
