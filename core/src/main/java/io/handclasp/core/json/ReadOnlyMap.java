package io.handclasp.core.json;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map whose values nobody can change, at any depth, and of which none is null. That a map is of this class is what says so,
 * hence it is made in this package only, out of a map that nobody else holds.
 */
final class ReadOnlyMap extends AbstractMap<String, Object> {
    private final Map<String, Object> values;

    ReadOnlyMap(Map<String, Object> owned) {
        this.values = owned;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return Collections.unmodifiableMap(values).entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return values.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return values.containsKey(name);
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super Object> action) {
        values.forEach(action);
    }
}
