package io.handclasp.drift.baseline;

import io.handclasp.core.Redaction;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Place;
import io.handclasp.drift.SecretText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checks of {@link Expect}. */
final class Checks {
    private static final Place BASELINE = Place.of("baseline");

    private Checks() {}

    private static String wordOf(ValueType type) {
        return "is not of the type " + type.word();
    }

    /** What is expected of a secret tells of it: a pattern may be the password itself. */
    private static Optional<String> hidden(String key) {
        return SecretText.isSensitiveKey(key) ? Optional.of(Redaction.MARK) : Optional.empty();
    }

    record Same(String text) implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            return ofText(key, actual, found -> {
                if (type.canonical(found).isEmpty()) {
                    return Verdict.modified(key, wordOf(type));
                }
                boolean same = comparer.same(ConfigValue.of(key, text, BASELINE), actual, type);
                return same ? Verdict.met() : Verdict.modified(key, "differs");
            });
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.of(ConfigValue.of(key, text, BASELINE).shown());
        }

        @Override
        public void requireType(ValueType type) {
            if (type.canonical(text).isEmpty()) {
                throw new IllegalArgumentException("the expected value " + wordOf(type));
            }
        }

        @Override
        public String toString() {
            return "Same";
        }
    }

    record SameAs(ConfigValue value) implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            if (actual instanceof ConfigValue.Reference && !(value instanceof ConfigValue.Reference)) {
                return new Verdict.NotChecked(key, "is a reference, its value is not known here");
            }
            return comparer.same(value, actual, type) ? Verdict.met() : Verdict.modified(key, "differs");
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.of(value.shown());
        }
    }

    record Fingerprint(String hmac, Optional<String> keyId) implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            if (actual instanceof ConfigValue.Reference) {
                return new Verdict.NotChecked(key, "is a reference, its value is not known here");
            }
            if (keyId.map(comparer::hasOtherKey).orElse(false)) {
                return new Verdict.NotChecked(key, "is secret in the baseline, under another secretKey than was set");
            }
            return comparer.hasFingerprint(actual, hmac)
                    .map(same -> same ? Verdict.met() : Verdict.modified(key, "differs"))
                    .orElse(new Verdict.NotChecked(key, "is secret in the baseline, and no secretKey was set"));
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.empty();
        }
    }

    record Present() implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            boolean blank = Texts.of(actual).map(String::isBlank).orElse(false);
            return blank ? Verdict.missing(key, "is set, but to nothing") : Verdict.met();
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.of("(any value)");
        }
    }

    record Absent() implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            return Verdict.unexpected(key, "must not be set");
        }

        @Override
        public Verdict judgeAbsent(String key) {
            return Verdict.met();
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.empty();
        }
    }

    record Matching(BoundedPattern pattern) implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            return ofText(
                    key,
                    actual,
                    text -> pattern.matches(text)
                            .map(matches ->
                                    matches ? Verdict.met() : Verdict.modified(key, "does not match the pattern"))
                            .orElse(new Verdict.NotChecked(
                                    key, "could not be matched: the pattern takes too long for it")));
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.of(hidden(key).orElse("/" + pattern + "/"));
        }
    }

    record OneOf(List<String> texts) implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            return ofText(
                    key,
                    actual,
                    found -> texts.stream()
                                    .anyMatch(text -> comparer.same(ConfigValue.of(key, text, BASELINE), actual, type))
                            ? Verdict.met()
                            : Verdict.modified(key, "is none of those that are accepted"));
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.of(texts.stream()
                    .map(text -> ConfigValue.of(key, text, BASELINE).shown())
                    .distinct()
                    .collect(Collectors.joining(", ", "one of ", "")));
        }

        @Override
        public void requireType(ValueType type) {
            if (texts.stream().anyMatch(text -> type.canonical(text).isEmpty())) {
                throw new IllegalArgumentException("an expected value " + wordOf(type));
            }
        }

        @Override
        public String toString() {
            return "OneOf";
        }
    }

    record Between(String min, String max) implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            return ofText(
                    key,
                    actual,
                    text -> type.measure(text)
                            .map(measure ->
                                    within(type, measure) ? Verdict.met() : Verdict.modified(key, "is out of range"))
                            .orElse(Verdict.modified(key, wordOf(type))));
        }

        private boolean within(ValueType type, BigDecimal measure) {
            return type.measure(min).orElseThrow().compareTo(measure) <= 0
                    && measure.compareTo(type.measure(max).orElseThrow()) <= 0;
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.of(hidden(key).orElse(min + " to " + max));
        }

        @Override
        public void requireType(ValueType type) {
            Optional<BigDecimal> low = type.measure(min);
            Optional<BigDecimal> high = type.measure(max);
            if (low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) > 0) {
                // What is no number may be anything, a secret, too.
                String shown = low.isEmpty() || high.isEmpty() ? "of other values" : min + " to " + max;
                throw new IllegalArgumentException("range was " + shown + ", must be two values of the type "
                        + type.word() + ", the lesser one first");
            }
        }
    }

    record OfType() implements Check {
        @Override
        public Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer) {
            return ofText(
                    key,
                    actual,
                    text -> type.canonical(text).isPresent() ? Verdict.met() : Verdict.modified(key, wordOf(type)));
        }

        @Override
        public Optional<String> expected(String key) {
            return Optional.empty();
        }
    }
}
