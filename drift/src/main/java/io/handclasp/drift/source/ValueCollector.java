package io.handclasp.drift.source;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers the settings of one source, in the order of their names, so that two reports of the same settings are alike. A
 * secret in a name is taken out; names that become equal by that are numbered.
 */
final class ValueCollector {
    private final SortedMap<String, ConfigValue> values = new TreeMap<>();

    /** The number that the next name of the same shown text gets. Counting from the start each time would be quadratic. */
    private final Map<String, Integer> numbers = new HashMap<>();

    /** Adds a setting; false when there is one of that name already, which then stays. */
    boolean add(String key, String text, Place place) {
        return add(key, ConfigValue.of(key, text, place));
    }

    boolean add(String key, ConfigValue value) {
        String shown = SecretText.key(key);
        if (shown.equals(key)) {
            return values.putIfAbsent(key, value) == null;
        }
        int number = numbers.getOrDefault(shown, 1);
        String free = shown;
        while (values.containsKey(free)) {
            number++;
            free = shown + " #" + number;
        }
        numbers.put(shown, number);
        values.put(free, value);
        return true;
    }

    /** Sets a setting, whatever it was before. */
    void set(String key, String text, Place place) {
        values.remove(key);
        add(key, text, place);
    }

    Map<String, ConfigValue> values() {
        return Collections.unmodifiableMap(values);
    }
}
