package io.handclasp.drift.source;

import io.handclasp.drift.Place;
import io.handclasp.drift.document.DocumentException;
import io.handclasp.drift.document.DocumentLimits;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Properties;

/**
 * Java properties with their lines. The lines that belong together are found here; what they mean, the JDK says.
 */
final class PropertiesText {
    private final Place place;
    private final DocumentLimits limits;
    private final ValueCollector values;
    private int count;

    PropertiesText(Place place, DocumentLimits limits, ValueCollector values) {
        this.place = place;
        this.limits = limits;
        this.values = values;
    }

    void read(String text) throws DocumentException {
        List<String> lines = text.lines().toList();
        int at = 0;
        while (at < lines.size()) {
            int first = at;
            StringBuilder logical = new StringBuilder(lines.get(at));
            boolean comment = isComment(lines.get(at));
            while (!comment && continues(lines.get(at)) && at + 1 < lines.size()) {
                at++;
                logical.append('\n').append(lines.get(at));
            }
            at++;
            if (!comment) {
                add(logical.toString(), first + 1);
            }
        }
    }

    private static boolean isComment(String line) {
        String start = line.stripLeading();
        return start.isEmpty() || start.charAt(0) == '#' || start.charAt(0) == '!';
    }

    /** An odd number of backslashes at the end. */
    private static boolean continues(String line) {
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private void add(String logical, int line) throws DocumentException {
        Properties one = new Properties();
        try {
            one.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException e) {
            // Its message may quote the line.
            throw new DocumentException(line, "is not a property");
        }
        for (String key : one.stringPropertyNames()) {
            count++;
            if (count > limits.maxNodes()) {
                throw new DocumentException(line, "holds more than maxNodes, " + limits.maxNodes() + " values");
            }
            values.set(key, one.getProperty(key), place.at(line));
        }
    }
}
