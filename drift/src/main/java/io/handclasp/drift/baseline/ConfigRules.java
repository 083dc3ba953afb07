package io.handclasp.drift.baseline;

import io.handclasp.core.Settings;
import io.handclasp.drift.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Rules over several settings. */
public final class ConfigRules {
    private ConfigRules() {}

    /**
     * A rule in Java.
     *
     * @param id its stable id
     * @param severity how bad it is when it is broken
     * @param hint what to do about it
     * @param judge judges the settings; see {@link ConfigRule#judge}
     * @return the rule
     * @throws IllegalArgumentException when the id or the hint is blank
     */
    public static ConfigRule of(String id, Severity severity, String hint, Function<RuleView, List<Verdict>> judge) {
        return new FunctionRule(id, severity, hint, judge);
    }

    /**
     * One setting is less than another. When one of them is not set, the rule was not checked.
     *
     * @param id the stable id of the rule
     * @param severity how bad it is when it is not
     * @param smaller the setting that must be less
     * @param greater the setting that must be greater
     * @param type what both are, with the unit of numbers that have none
     * @param hint what to do about it
     * @return the rule
     * @throws IllegalArgumentException when a text is blank or the type has no order
     */
    public static ConfigRule less(
            String id, Severity severity, String smaller, String greater, ValueType type, String hint) {
        if (!type.hasOrder()) {
            throw new IllegalArgumentException("type was " + type + ", must have an order");
        }
        return of(id, severity, hint, settings -> {
            Optional<BigDecimal> less = settings.measure(smaller, type);
            Optional<BigDecimal> more = settings.measure(greater, type);
            if (less.isEmpty() || more.isEmpty()) {
                String absent = less.isEmpty() ? smaller : greater;
                return List.of(new Verdict.NotChecked(absent, "is not set, so the rule cannot be judged"));
            }
            return List.of(
                    less.get().compareTo(more.get()) < 0
                            ? Verdict.met()
                            : Verdict.modified(smaller, "must be less than " + greater));
        });
    }

    /**
     * One setting needs another: when the first is there, the second must be.
     *
     * @param id the stable id of the rule
     * @param severity how bad it is when it is not
     * @param first the setting that needs the other
     * @param second the setting that is needed
     * @param hint what to do about it
     * @return the rule
     * @throws IllegalArgumentException when a text is blank
     */
    public static ConfigRule needs(String id, Severity severity, String first, String second, String hint) {
        return of(id, severity, hint, settings -> {
            if (!settings.has(first)) {
                return List.of(new Verdict.NotApplicable(first + " is not set"));
            }
            return List.of(
                    settings.has(second)
                            ? Verdict.met()
                            : Verdict.missing(second, "is needed where " + first + " is set"));
        });
    }

    private record FunctionRule(String id, Severity severity, String text, Function<RuleView, List<Verdict>> function)
            implements ConfigRule {
        FunctionRule {
            Settings.requireText("id", id);
            Objects.requireNonNull(severity, "severity");
            Settings.requireText("hint", text);
            Objects.requireNonNull(function, "judge");
        }

        @Override
        public Optional<String> hint() {
            return Optional.of(text);
        }

        @Override
        public List<Verdict> judge(RuleView settings) {
            return function.apply(settings);
        }

        @Override
        public String toString() {
            return "ConfigRule[" + id + "]";
        }
    }
}
