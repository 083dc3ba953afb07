package io.handclasp.drift.baseline;

import io.handclasp.core.Settings;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What should be configured: what single settings should be, rules over several, what else may be there, and which
 * differences are known. Immutable and safe for use by many threads.
 */
public final class Baseline {
    private final String name;
    private final SortedMap<String, Expect> expectations;
    private final Map<Environment, SortedMap<String, Expect>> overlays;
    private final List<ConfigRule> rules;
    private final List<IgnoreRule> ignoreRules;
    private final List<Glob> closed;
    private final Severity unexpectedSeverity;

    Baseline(BaselineBuilder builder) {
        this.name = builder.name;
        this.expectations = Collections.unmodifiableSortedMap(new TreeMap<>(builder.expectations));
        Map<Environment, SortedMap<String, Expect>> copied = new EnumMap<>(Environment.class);
        builder.overlays.forEach((environment, overlay) -> copied.put(environment, new TreeMap<>(overlay)));
        this.overlays = copied;
        this.rules = List.copyOf(builder.rules);
        this.ignoreRules = List.copyOf(builder.ignoreRules);
        this.closed = List.copyOf(builder.closed);
        this.unexpectedSeverity = builder.unexpectedSeverity;
    }

    /**
     * Starts a baseline that is written by hand.
     *
     * @param name names it in reports and is the id of what it finds; lower-case words joined by dots or hyphens
     * @return a builder
     * @throws IllegalArgumentException when the name is not of that form
     */
    public static BaselineBuilder builder(String name) {
        return new BaselineBuilder(name);
    }

    /**
     * Takes what a live system, or another replica, has configured now: each setting must stay as it is, and there may be
     * no others.
     *
     * @param name names it in reports
     * @param values the settings as a source read them
     * @return a builder with these expectations, to which more can be added
     * @throws IllegalArgumentException when there are no settings: such a baseline would find nothing
     */
    public static BaselineBuilder capture(String name, Map<String, ConfigValue> values) {
        Settings.requireRange("number of captured settings", values.size(), 1, Integer.MAX_VALUE);
        BaselineBuilder builder = new BaselineBuilder(name);
        values.forEach((key, value) -> builder.expect(key, Expect.sameAs(value)));
        return builder.closed("*");
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What single settings should be in an environment: what holds everywhere, but for what the overlay says otherwise.
     *
     * @param environment which
     * @return expectations by the names of settings, in order
     */
    public SortedMap<String, Expect> expectations(Environment environment) {
        SortedMap<String, Expect> all = new TreeMap<>(expectations);
        all.putAll(overlays.getOrDefault(environment, Collections.emptySortedMap()));
        return all;
    }

    /**
     * The rules over several settings.
     *
     * @return the rules, in order
     */
    public List<ConfigRule> rules() {
        return rules;
    }

    /**
     * Which differences are known.
     *
     * @return the rules, in order
     */
    public List<IgnoreRule> ignoreRules() {
        return ignoreRules;
    }

    /**
     * Which settings may not be there unless they are named.
     *
     * @return patterns of their names
     */
    public List<Glob> closed() {
        return closed;
    }

    /**
     * How bad a setting is that should not be there.
     *
     * @return the severity
     */
    public Severity unexpectedSeverity() {
        return unexpectedSeverity;
    }

    /**
     * The settings that should not be there.
     *
     * @param present the names of those that are there
     * @param environment which overlay holds
     * @return those that no expectation names and that a closed pattern fits, in order
     */
    public Set<String> unexpected(Set<String> present, Environment environment) {
        Set<String> named = expectations(environment).keySet();
        Set<String> unexpected = new TreeSet<>();
        for (String key : present) {
            if (!named.contains(key) && closed.stream().anyMatch(glob -> glob.matches(key))) {
                unexpected.add(key);
            }
        }
        return unexpected;
    }

    Map<Environment, SortedMap<String, Expect>> overlays() {
        return overlays;
    }

    SortedMap<String, Expect> everywhere() {
        return expectations;
    }

    @Override
    public String toString() {
        return "Baseline[" + name + ", " + expectations.size() + " settings, " + rules.size() + " rules]";
    }
}
