package io.handclasp.docs;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The values of settings as docs/reference.md writes them. */
final class SettingText {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private SettingText() {}

    /** All settings of a record, with those of the records in it; their names have the outer component's before them. */
    static Map<String, String> of(Record settings) {
        Map<String, String> found = new LinkedHashMap<>();
        collect("", settings, found);
        return found;
    }

    private static void collect(String prefix, Record settings, Map<String, String> found) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            Object value = read(settings, component);
            String name = prefix + component.getName();
            if (value instanceof Record inner && inner.getClass().getRecordComponents().length > 1) {
                collect(name + ".", inner, found);
            } else {
                found.put(name, of(name, value));
            }
        }
    }

    private static Object read(Record settings, RecordComponent component) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException refused) {
            throw new IllegalStateException(refused);
        }
    }

    static String of(String name, Object value) {
        if (value instanceof Duration duration) {
            return of(duration);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(inner -> of(name, inner)).orElse("none");
        }
        String lowerCase = name.toLowerCase(Locale.ROOT);
        if (value instanceof Number number && lowerCase.endsWith("bytes")) {
            return bytes(number.longValue());
        }
        if (value instanceof Number number && lowerCase.endsWith("rate")) {
            return Math.round(number.doubleValue() * 100) + " %";
        }
        if (value instanceof Integer || value instanceof Long) {
            return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
        }
        if (value instanceof Record inner) {
            String type = inner.getClass().getSimpleName();
            return "`" + Character.toLowerCase(type.charAt(0)) + type.substring(1) + "()`";
        }
        return String.valueOf(value);
    }

    private static String of(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        if (duration.toHoursPart() == 0
                && duration.toMinutesPart() == 0
                && duration.toSecondsPart() == 0
                && duration.toMillisPart() == 0) {
            return duration.toDays() == 1 ? "24 h" : duration.toDays() + " days";
        }
        if (duration.toMillisPart() != 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSecondsPart() != 0) {
            return duration.toSeconds() + " s";
        }
        return duration.toMinutesPart() != 0 ? duration.toMinutes() + " min" : duration.toHours() + " h";
    }

    private static String bytes(long value) {
        if (value % MIB == 0) {
            return value / MIB + " MiB";
        }
        return value % KIB == 0 ? value / KIB + " KiB" : value + " bytes";
    }
}
