package io.handclasp.drift.source;

import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Settings that the host has at hand. */
final class SuppliedSource implements ConfigSource {
    private final Place place;
    private final Supplier<Map<String, String>> settings;

    SuppliedSource(String name, Supplier<Map<String, String>> settings) {
        this.place = Place.of(name);
        this.settings = settings;
    }

    @Override
    public String name() {
        return place.source();
    }

    @Override
    public Map<String, ConfigValue> read(Deadline deadline) {
        Map<String, String> supplied = Objects.requireNonNull(settings.get(), () -> name() + " supplied no settings");
        ValueCollector values = new ValueCollector();
        supplied.forEach((key, text) -> values.add(
                Objects.requireNonNull(key, () -> name() + " supplied a setting without a name"),
                Objects.requireNonNull(text, () -> name() + " supplied no value for " + SecretText.key(key)),
                place));
        return values.values();
    }

    @Override
    public String toString() {
        return "ConfigSource[" + name() + "]";
    }
}
