package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Severity;
import io.handclasp.drift.report.DriftFinding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of several sources, of which an earlier one wins. A setting is uncertain when a source could not be read
 * that might win over the one that has it.
 */
final class Resolved {
    static final String SOURCE_RULE = "source";

    private final Map<String, ConfigValue> values;
    private final Map<String, ConfigValue> certain;
    private final List<DriftFinding> problems;

    private Resolved(Map<String, ConfigValue> values, Map<String, ConfigValue> certain, List<DriftFinding> problems) {
        this.values = values;
        this.certain = certain;
        this.problems = problems;
    }

    static Resolved of(List<Reading> readings) {
        Map<String, ConfigValue> values = new HashMap<>();
        Map<String, ConfigValue> certain = new HashMap<>();
        List<DriftFinding> problems = new ArrayList<>();
        for (Reading reading : readings) {
            if (reading instanceof Reading.Read read) {
                read.values().forEach(values::putIfAbsent);
                if (problems.isEmpty()) {
                    read.values().forEach(certain::putIfAbsent);
                }
            } else if (reading instanceof Reading.Unreadable unreadable) {
                problems.add(problem(unreadable));
            }
        }
        return new Resolved(values, certain, problems);
    }

    static DriftFinding problem(Reading.Unreadable unreadable) {
        return DriftFinding.of(
                        SOURCE_RULE,
                        unreadable.name(),
                        DriftStatus.NOT_CHECKED,
                        Severity.WARNING,
                        "could not be read: " + unreadable.problem())
                .withPlace(unreadable.place());
    }

    Map<String, ConfigValue> values() {
        return values;
    }

    Optional<ConfigValue> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    boolean isUncertain(String key) {
        return !problems.isEmpty() && !certain.containsKey(key);
    }

    List<DriftFinding> problems() {
        return problems;
    }
}
