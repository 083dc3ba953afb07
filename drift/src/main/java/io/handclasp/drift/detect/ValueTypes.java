package io.handclasp.drift.detect;

import io.handclasp.drift.baseline.Glob;
import io.handclasp.drift.baseline.ValueType;
import java.util.ArrayList;
import java.util.List;

/** What the values of settings stand for, and which settings are left out. */
final class ValueTypes {
    private final List<Typed> typed = new ArrayList<>();
    private final List<Glob> leftOut = new ArrayList<>();

    private record Typed(Glob keys, ValueType type) {}

    void add(String keys, ValueType type) {
        typed.add(new Typed(new Glob(keys), type));
    }

    void leaveOut(String keys) {
        leftOut.add(new Glob(keys));
    }

    ValueTypes copy() {
        ValueTypes copy = new ValueTypes();
        copy.typed.addAll(typed);
        copy.leftOut.addAll(leftOut);
        return copy;
    }

    ValueType of(String key) {
        for (Typed each : typed) {
            if (each.keys().matches(key)) {
                return each.type();
            }
        }
        return ValueType.TEXT;
    }

    boolean isLeftOut(String key) {
        return leftOut.stream().anyMatch(glob -> glob.matches(key));
    }
}
