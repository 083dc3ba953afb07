package io.handclasp.drift.baseline;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a text stands for, so that two ways to write one thing compare as equal: {@code 60s} and {@code PT1M}, {@code on}
 * and {@code true}.
 */
public enum ValueType {
    /** The text as it is. */
    TEXT,
    /** True or false: {@code true yes on 1 enabled} and {@code false no off 0 disabled}, in any case. */
    BOOLEAN,
    /** A whole number. */
    INTEGER,
    /** A number. */
    NUMBER,
    /** A duration with its unit: {@code 250ms}, {@code 1m30s}, {@code PT30S}. A number without a unit is none, but for 0. */
    DURATION,
    /** A duration; a number without a unit is in seconds. */
    DURATION_SECONDS,
    /** A duration; a number without a unit is in milliseconds. */
    DURATION_MILLIS,
    /** A number of bytes: {@code 512Mi}, {@code 10 MB}. {@code Ki} and {@code KiB} are 1,024; {@code k} and {@code KB} are 1,000. */
    SIZE,
    /** A list with commas, whose order says nothing. */
    LIST,
    /** A URL: host and scheme in any case, with or without the default port or a slash at the end. */
    URL;

    private static final int LONGEST_NUMBER = 100;
    private static final Pattern INTEGERS = Pattern.compile("[-+]?[0-9]{1,100}");
    private static final Pattern NUMBERS = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][-+]?[0-9]{1,3})?");
    private static final Map<String, Boolean> BOOLEANS = Map.of(
            "true",
            true,
            "yes",
            true,
            "on",
            true,
            "1",
            true,
            "enabled",
            true,
            "false",
            false,
            "no",
            false,
            "off",
            false,
            "0",
            false,
            "disabled",
            false);

    /**
     * One way to write the value. Two texts stand for the same when these are equal.
     *
     * @param text the text as it is configured
     * @return the one way; empty when the text is not of this type
     */
    public Optional<String> canonical(String text) {
        String stripped = text.strip();
        return switch (this) {
            case TEXT -> Optional.of(text);
            case BOOLEAN ->
                Optional.ofNullable(BOOLEANS.get(stripped.toLowerCase(Locale.ROOT)))
                        .map(String::valueOf);
            case LIST -> Optional.of(list(stripped));
            case URL -> Urls.canonical(stripped);
            case INTEGER, NUMBER, DURATION, DURATION_SECONDS, DURATION_MILLIS, SIZE ->
                measure(text).map(ValueType::plain);
        };
    }

    /**
     * The value as a number that can be compared with others of this type: nanoseconds, bytes, or the number itself.
     *
     * @param text the text as it is configured
     * @return the number; empty when the text is not of this type, or the type has no order
     */
    public Optional<BigDecimal> measure(String text) {
        String stripped = text.strip();
        return switch (this) {
            case INTEGER -> INTEGERS.matcher(stripped).matches() ? number(stripped) : Optional.empty();
            case NUMBER -> number(stripped);
            case DURATION -> Quantities.nanos(stripped, Optional.empty());
            case DURATION_SECONDS -> Quantities.nanos(stripped, Optional.of("s"));
            case DURATION_MILLIS -> Quantities.nanos(stripped, Optional.of("ms"));
            case SIZE -> Quantities.bytes(stripped);
            case TEXT, BOOLEAN, LIST, URL -> Optional.empty();
        };
    }

    /**
     * Tells whether values of this type are greater or less than each other.
     *
     * @return true for numbers, durations and sizes
     */
    public boolean hasOrder() {
        return switch (this) {
            case INTEGER, NUMBER, DURATION, DURATION_SECONDS, DURATION_MILLIS, SIZE -> true;
            case TEXT, BOOLEAN, LIST, URL -> false;
        };
    }

    /**
     * The name in baseline files.
     *
     * @return for example {@code duration-seconds}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<BigDecimal> number(String text) {
        return text.length() <= LONGEST_NUMBER && NUMBERS.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }

    private static String list(String text) {
        boolean brackets = text.startsWith("[") && text.endsWith("]") && text.length() > 1;
        String inner = brackets ? text.substring(1, text.length() - 1) : text;
        return Arrays.stream(inner.split(",", -1))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
