package io.handclasp.drift.baseline;

import io.handclasp.core.Settings;
import io.handclasp.drift.Environment;
import io.handclasp.drift.SecretText;
import io.handclasp.drift.Severity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes a {@link Baseline}. Not safe for use by many threads. */
public final class BaselineBuilder {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+){0,20}");
    private static final int MAX_NAME = 60;

    final String name;
    final Map<String, Expect> expectations = new TreeMap<>();
    final Map<Environment, Map<String, Expect>> overlays = new EnumMap<>(Environment.class);
    final List<ConfigRule> rules = new ArrayList<>();
    final List<IgnoreRule> ignoreRules = new ArrayList<>();
    final List<Glob> closed = new ArrayList<>();
    Severity unexpectedSeverity = Severity.WARNING;

    BaselineBuilder(String name) {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name was " + SecretText.key(name) + ", must be lower-case words of letters and"
                            + " digits joined by dots or hyphens, at most " + MAX_NAME + " characters");
        }
        this.name = name;
    }

    /**
     * Says what a setting should be, in every environment. The last word on a setting holds.
     *
     * @param key the name of the setting
     * @param expect what it should be
     * @return this builder
     * @throws IllegalArgumentException when the name is blank
     */
    public BaselineBuilder expect(String key, Expect expect) {
        expectations.put(Settings.requireText("key", key), Objects.requireNonNull(expect, "expect"));
        return this;
    }

    /**
     * Says what a setting should be in one environment, in place of what holds everywhere.
     *
     * @param environment which
     * @param key the name of the setting
     * @param expect what it should be there
     * @return this builder
     * @throws IllegalArgumentException when the name is blank
     */
    public BaselineBuilder expect(Environment environment, String key, Expect expect) {
        overlays.computeIfAbsent(environment, any -> new TreeMap<>())
                .put(Settings.requireText("key", key), Objects.requireNonNull(expect, "expect"));
        return this;
    }

    /**
     * Adds a rule over several settings.
     *
     * @param rule the rule
     * @return this builder
     * @throws IllegalArgumentException when there is one of that id already
     */
    public BaselineBuilder rule(ConfigRule rule) {
        if (rules.stream().anyMatch(each -> each.id().equals(rule.id()))) {
            throw new IllegalArgumentException("rule " + rule.id() + " was added before, must be added once");
        }
        rules.add(rule);
        return this;
    }

    /**
     * Adds several rules, for example a pack that comes with Handclasp.
     *
     * @param pack the rules
     * @return this builder
     * @throws IllegalArgumentException when there is one of the same id already
     */
    public BaselineBuilder rules(List<? extends ConfigRule> pack) {
        pack.forEach(this::rule);
        return this;
    }

    /**
     * Ignores a known difference.
     *
     * @param rule which, why, and until when
     * @return this builder
     */
    public BaselineBuilder ignore(IgnoreRule rule) {
        ignoreRules.add(Objects.requireNonNull(rule, "rule"));
        return this;
    }

    /**
     * Says that settings may not be there unless an expectation names them. By default all others may be there.
     *
     * @param keys patterns of names; {@code *} stands for any characters
     * @return this builder
     * @throws IllegalArgumentException when one is blank
     */
    public BaselineBuilder closed(String... keys) {
        for (String key : keys) {
            closed.add(new Glob(key));
        }
        return this;
    }

    /**
     * Says how bad a setting is that should not be there. Default: {@link Severity#WARNING}.
     *
     * @param severity how bad
     * @return this builder
     */
    public BaselineBuilder unexpectedSeverity(Severity severity) {
        unexpectedSeverity = Objects.requireNonNull(severity, "severity");
        return this;
    }

    /**
     * Makes the baseline.
     *
     * @return the baseline
     */
    public Baseline build() {
        return new Baseline(this);
    }
}
