package io.handclasp.drift.source;

import io.handclasp.core.time.Deadline;
import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.UnreadableSourceException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Several sources as one; an earlier one wins. One that cannot be read could have won, so then nothing is known. */
final class LayeredSource implements ConfigSource {
    private final String name;
    private final List<ConfigSource> layers;

    LayeredSource(String name, List<ConfigSource> layers) {
        this.name = SecretText.key(name);
        this.layers = layers;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Map<String, ConfigValue> read(Deadline deadline) throws Exception {
        Map<String, ConfigValue> values = new TreeMap<>();
        for (ConfigSource layer : layers) {
            if (deadline.isExpired()) {
                throw new UnreadableSourceException(Place.of(layer.name()), "there was no time left for it");
            }
            layer(layer, deadline).forEach(values::putIfAbsent);
        }
        return Collections.unmodifiableMap(values);
    }

    private static Map<String, ConfigValue> layer(ConfigSource layer, Deadline deadline) throws Exception {
        try {
            return layer.read(deadline);
        } catch (UnreadableSourceException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Which layer it was must be told; what its message quotes must not.
            throw new UnreadableSourceException(
                    Place.of(layer.name()), "failed with " + e.getClass().getSimpleName());
        }
    }

    @Override
    public String toString() {
        return "ConfigSource[" + name + " " + layers + "]";
    }
}
