package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigSource;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Comparer;
import io.handclasp.drift.baseline.ValueType;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells a change that was not rolled out from one that was made by hand. It compares what was rolled out last (the
 * baseline), what is wanted now (desired), and what is there (actual). Its rule ids:
 *
 * <ul>
 *   <li>{@code three-way.pending}: actual is as it was rolled out, and something else is wanted: roll out.
 *   <li>{@code three-way.changed}: what is wanted has not changed, and actual has: somebody changed it by hand.
 *   <li>{@code three-way.conflict}: both have changed, and differ.
 *   <li>{@code three-way.in-sync}: actual is what is wanted.
 * </ul>
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ThreeWayComparison {
    private static final String RULE = "three-way.";

    private final String target;
    private final Environment environment;
    private final Map<String, ConfigSource> sources;
    private final ValueTypes types;
    private final ReadingPolicy reading;
    private final SourceReader reader;

    private ThreeWayComparison(
            String target,
            Environment environment,
            Map<String, ConfigSource> sources,
            ValueTypes types,
            ReadingPolicy reading) {
        this.target = target;
        this.environment = environment;
        this.sources = sources;
        this.types = types;
        this.reading = reading;
        this.reader = new SourceReader(reading);
    }

    /**
     * Makes a comparison.
     *
     * @param target what is looked at; not blank, at most 180 characters
     * @param environment in which environment
     * @param baseline what was rolled out last
     * @param desired what is wanted now
     * @param actual what is there
     * @return the comparison
     * @throws IllegalArgumentException when the target is blank or has more than 180 characters
     */
    public static ThreeWayComparison of(
            String target, Environment environment, ConfigSource baseline, ConfigSource desired, ConfigSource actual) {
        Map<String, ConfigSource> sources = new LinkedHashMap<>();
        sources.put("baseline", Objects.requireNonNull(baseline, "baseline"));
        sources.put("desired", Objects.requireNonNull(desired, "desired"));
        sources.put("actual", Objects.requireNonNull(actual, "actual"));
        return new ThreeWayComparison(
                Sources.target(target), environment, sources, new ValueTypes(), ReadingPolicy.standard());
    }

    /**
     * The same, where the values of some settings stand for something.
     *
     * @param keys which settings; {@code *} stands for any characters. The first pattern that fits decides
     * @param type what they stand for
     * @return a copy
     * @throws IllegalArgumentException when the pattern is blank
     */
    public ThreeWayComparison type(String keys, ValueType type) {
        ValueTypes more = types.copy();
        more.add(keys, type);
        return new ThreeWayComparison(target, environment, sources, more, reading);
    }

    /**
     * The same, read otherwise.
     *
     * @param policy how sources are read
     * @return a copy
     */
    public ThreeWayComparison reading(ReadingPolicy policy) {
        return new ThreeWayComparison(target, environment, sources, types, Objects.requireNonNull(policy, "policy"));
    }

    /**
     * Reads the three and compares them. When one of them cannot be read, nothing is checked.
     *
     * @return what was found
     */
    public DriftReport compare() {
        List<DriftFinding> findings = new ArrayList<>();
        List<Map<String, ConfigValue>> read = new ArrayList<>();
        for (Reading each : reader.read(sources)) {
            if (each instanceof Reading.Read values) {
                read.add(values.values());
            } else if (each instanceof Reading.Unreadable unreadable) {
                findings.add(Resolved.problem(unreadable));
            }
        }
        if (findings.isEmpty()) {
            Comparer comparer = Comparer.of(Optional.empty());
            Set<String> keys = new TreeSet<>();
            read.forEach(values -> keys.addAll(values.keySet()));
            for (String key : keys) {
                List<Optional<ConfigValue>> three = read.stream()
                        .map(values -> Optional.ofNullable(values.get(key)))
                        .toList();
                findings.add(finding(key, three.get(0), three.get(1), three.get(2), comparer));
            }
        }
        return new DriftReport(reading.timeSource().now(), target, environment, findings);
    }

    private DriftFinding finding(
            String key,
            Optional<ConfigValue> baseline,
            Optional<ConfigValue> desired,
            Optional<ConfigValue> actual,
            Comparer comparer) {
        ValueType type = types.of(key);
        if (same(desired, actual, type, comparer)) {
            return DriftFinding.of(RULE + "in-sync", key, DriftStatus.IN_SYNC, Severity.WARNING, "is what is wanted");
        }
        DriftStatus status = actual.isEmpty()
                ? DriftStatus.MISSING
                : desired.isEmpty() ? DriftStatus.UNEXPECTED : DriftStatus.MODIFIED;
        String rule = "conflict";
        String message = "was changed by hand, and something else is wanted now";
        if (same(baseline, actual, type, comparer)) {
            rule = "pending";
            message = "is as it was rolled out last, and something else is wanted now";
        } else if (same(baseline, desired, type, comparer)) {
            rule = "changed";
            message = "was changed by hand since it was rolled out";
        }
        return DriftFinding.of(RULE + rule, key, status, Severity.WARNING, message)
                .withValues(desired.map(ConfigValue::shown), actual.map(ConfigValue::shown))
                .withPlace(actual.map(ConfigValue::place));
    }

    private static boolean same(
            Optional<ConfigValue> left, Optional<ConfigValue> right, ValueType type, Comparer comparer) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() == right.isEmpty();
        }
        return comparer.same(left.get(), right.get(), type);
    }
}
