package io.handclasp.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A text and the stretches of it that are to be hidden. Stretches may be found in any order and may overlap. */
final class Redactable {
    private final String text;
    private final PlainValues plainValues;
    private final List<Stretch> stretches = new ArrayList<>();

    Redactable(String text) {
        this.text = text;
        this.plainValues = new PlainValues(text);
    }

    String text() {
        return text;
    }

    /** Where a value without quotation marks that starts at a position ends. */
    int plainEnd(int start) {
        return plainValues.end(start);
    }

    /** Hides a stretch; an empty one is nothing. */
    void hide(int start, int end) {
        if (end > start) {
            stretches.add(new Stretch(start, end));
        }
    }

    /** The text with a mark in place of each stretch, or of several that touch; the same object if there are none. */
    String redacted() {
        if (stretches.isEmpty()) {
            return text;
        }
        stretches.sort(Comparator.comparingInt(Stretch::start));
        StringBuilder out = new StringBuilder();
        int hiddenTo = -1;
        for (Stretch stretch : stretches) {
            if (stretch.start() > hiddenTo) {
                out.append(text, Math.max(0, hiddenTo), stretch.start()).append(Redaction.MARK);
            }
            hiddenTo = Math.max(hiddenTo, stretch.end());
        }
        return out.append(text, hiddenTo, text.length()).toString();
    }

    private record Stretch(int start, int end) {}
}
