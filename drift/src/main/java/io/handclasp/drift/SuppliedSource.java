package io.handclasp.drift;

import io.handclasp.core.time.Deadline;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Settings that the host has at hand. */
final class SuppliedSource implements ConfigSource {
    private final String name;
    private final Supplier<Map<String, String>> settings;

    SuppliedSource(String name, Supplier<Map<String, String>> settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public String name() {
        return name;
    }

    /** In the order of the names, so that two reports of the same settings are alike. */
    @Override
    public Map<String, ConfigValue> read(Deadline deadline) {
        Map<String, String> supplied = Objects.requireNonNull(settings.get(), () -> name + " supplied no settings");
        SortedMap<String, ConfigValue> values = new TreeMap<>();
        supplied.forEach((key, text) -> values.put(
                Objects.requireNonNull(key, () -> name + " supplied a setting without a name"),
                ConfigValue.of(key, Objects.requireNonNull(text, () -> name + " supplied no value for " + key), name)));
        return Collections.unmodifiableSortedMap(values);
    }

    @Override
    public String toString() {
        return "ConfigSource[" + name + "]";
    }
}
