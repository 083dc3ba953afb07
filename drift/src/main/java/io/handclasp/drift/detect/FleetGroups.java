package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.baseline.Comparer;
import io.handclasp.drift.baseline.ValueType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Replicas by what they have of one setting. A replica without it is in a group of its own kind. */
final class FleetGroups {
    private final int[] groupOf;
    private final List<Integer> sizes;
    private final List<Optional<ConfigValue>> values;

    private FleetGroups(int[] groupOf, List<Integer> sizes, List<Optional<ConfigValue>> values) {
        this.groupOf = groupOf;
        this.sizes = sizes;
        this.values = values;
    }

    static FleetGroups of(@Nullable ConfigValue[] values, ValueType type, Comparer comparer) {
        if (allHaveOneText(values)) {
            return new FleetGroups(
                    new int[values.length], List.of(values.length), List.of(Optional.ofNullable(values[0])));
        }
        Map<Object, Integer> groups = new HashMap<>();
        int[] groupOf = new int[values.length];
        List<Integer> sizes = new ArrayList<>();
        List<Optional<ConfigValue>> firsts = new ArrayList<>();
        boolean secret = false;
        for (ConfigValue value : values) {
            secret |= value instanceof ConfigValue.Sensitive;
        }
        for (int i = 0; i < values.length; i++) {
            ConfigValue value = values[i];
            int group = groups.computeIfAbsent(identity(value, type, secret, comparer), any -> sizes.size());
            if (group == sizes.size()) {
                sizes.add(0);
                firsts.add(Optional.ofNullable(value));
            }
            sizes.set(group, sizes.get(group) + 1);
            groupOf[i] = group;
        }
        return new FleetGroups(groupOf, sizes, firsts);
    }

    /** What almost always is so, and is found out without making anything. */
    private static boolean allHaveOneText(@Nullable ConfigValue[] values) {
        if (!(values[0] instanceof ConfigValue.Plain first)) {
            return false;
        }
        for (ConfigValue value : values) {
            if (!(value instanceof ConfigValue.Plain plain) || !plain.text().equals(first.text())) {
                return false;
            }
        }
        return true;
    }

    /** Equal for values that stand for the same. With one secret among them, all go by their keyed fingerprints. */
    private static Object identity(@Nullable ConfigValue value, ValueType type, boolean secret, Comparer comparer) {
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof ConfigValue.Reference reference) {
            return Optional.of(reference.target());
        }
        if (!secret && value instanceof ConfigValue.Plain plain) {
            return type.canonical(plain.text()).orElse(plain.text());
        }
        return ByteBuffer.wrap(comparer.fingerprint(value, type));
    }

    int count() {
        return sizes.size();
    }

    int of(int replica) {
        return groupOf[replica];
    }

    int size(int group) {
        return sizes.get(group);
    }

    Optional<ConfigValue> value(int group) {
        return values.get(group);
    }

    int largest() {
        int largest = 0;
        for (int i = 1; i < sizes.size(); i++) {
            largest = sizes.get(i) > sizes.get(largest) ? i : largest;
        }
        return largest;
    }
}
