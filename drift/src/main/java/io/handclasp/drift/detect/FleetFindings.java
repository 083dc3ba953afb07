package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Comparer;
import io.handclasp.drift.report.DriftFinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares replicas setting by setting. Almost always all are alike, so that is found out first. */
final class FleetFindings {
    private final List<Reading.Read> replicas = new ArrayList<>();
    private final List<DriftFinding> findings = new ArrayList<>();
    private final ValueTypes types;
    private final Comparer comparer;

    FleetFindings(List<Reading> readings, ValueTypes types, Comparer comparer) {
        this.types = types;
        this.comparer = comparer;
        for (Reading reading : readings) {
            if (reading instanceof Reading.Read read) {
                replicas.add(read);
            } else if (reading instanceof Reading.Unreadable unreadable) {
                findings.add(Resolved.problem(unreadable));
            }
        }
    }

    List<DriftFinding> findings() {
        if (replicas.size() < 2) {
            findings.add(DriftFinding.of(
                    FleetComparison.RULE,
                    FleetComparison.RULE,
                    DriftStatus.NOT_CHECKED,
                    Severity.WARNING,
                    "fewer than two replicas could be read, so there is nothing to compare"));
            return findings;
        }
        // Sorted once at the end: each of many replicas has the same names.
        Set<String> unsorted = new HashSet<>(replicas.get(0).values().keySet());
        replicas.forEach(replica -> unsorted.addAll(replica.values().keySet()));
        Set<String> keys = new TreeSet<>(unsorted);
        @Nullable ConfigValue[] values = new ConfigValue[replicas.size()];
        for (String key : keys) {
            if (!types.isLeftOut(key)) {
                for (int i = 0; i < values.length; i++) {
                    values[i] = replicas.get(i).values().get(key);
                }
                compare(key, values);
            }
        }
        return findings;
    }

    private void compare(String key, @Nullable ConfigValue[] values) {
        FleetGroups groups = FleetGroups.of(values, types.of(key), comparer);
        if (groups.count() == 1) {
            findings.add(DriftFinding.of(
                    FleetComparison.RULE,
                    key,
                    DriftStatus.IN_SYNC,
                    Severity.WARNING,
                    "is alike on all " + values.length + " replicas"));
            return;
        }
        int majority = groups.largest();
        if (groups.size(majority) * 2 <= values.length) {
            findings.add(DriftFinding.of(
                    FleetComparison.RULE,
                    key,
                    DriftStatus.MODIFIED,
                    Severity.WARNING,
                    "has " + groups.count() + " different values on " + values.length + " replicas, and no majority"
                            + (values.length == 2 ? names() : "")));
            return;
        }
        Optional<ConfigValue> usual = groups.value(majority);
        for (int i = 0; i < values.length; i++) {
            if (groups.of(i) != majority) {
                outlier(key, i, usual, Optional.ofNullable(values[i]), groups.size(majority));
            }
        }
    }

    private String names() {
        return " between " + replicas.get(0).name() + " and " + replicas.get(1).name();
    }

    private void outlier(
            String key, int replica, Optional<ConfigValue> usual, Optional<ConfigValue> actual, int majority) {
        DriftStatus status = actual.isEmpty()
                ? DriftStatus.MISSING
                : usual.isEmpty() ? DriftStatus.UNEXPECTED : DriftStatus.MODIFIED;
        String message = "differs from what " + majority + " of " + replicas.size() + " replicas have";
        findings.add(DriftFinding.of(FleetComparison.RULE, key, status, Severity.WARNING, message)
                .withSubject(replicas.get(replica).name())
                .withValues(usual.map(ConfigValue::shown), actual.map(ConfigValue::shown))
                .withPlace(actual.map(ConfigValue::place)));
    }
}
