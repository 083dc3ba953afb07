package io.handclasp.drift;

import io.handclasp.core.Settings;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Where a value came from. Immutable.
 *
 * @param source the name of the source, for example {@code environment}; not blank. A secret in it is taken out
 * @param file the file that it was read from, if it was one
 * @param line the line in that file or document, from 1, if there is one
 */
public record Place(String source, Optional<String> file, OptionalInt line) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the source is blank, or the line less than 1
     */
    public Place {
        source = SecretText.key(Settings.requireText("source", source));
        file = file.map(path -> CONTROL.matcher(SecretText.scrub(path)).replaceAll("?"));
        if (line.isPresent()) {
            Settings.requireRange("line", line.getAsInt(), 1, Integer.MAX_VALUE);
        }
    }

    /**
     * A source that has neither files nor lines.
     *
     * @param source its name
     * @return the place
     * @throws IllegalArgumentException when the source is blank
     */
    public static Place of(String source) {
        return new Place(source, Optional.empty(), OptionalInt.empty());
    }

    /**
     * The same source and file, at a line.
     *
     * @param number the line, from 1
     * @return the place
     * @throws IllegalArgumentException when the line is less than 1
     */
    public Place at(int number) {
        return new Place(source, file, OptionalInt.of(number));
    }

    /** For people: the file, or else the source, and behind a colon the line. */
    @Override
    public String toString() {
        String shown = file.orElse(source);
        return line.isPresent() ? shown + ":" + line.getAsInt() : shown;
    }
}
