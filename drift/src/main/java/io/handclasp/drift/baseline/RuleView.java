package io.handclasp.drift.baseline;

import io.handclasp.core.Redaction;
import io.handclasp.drift.ConfigValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The settings as a rule sees them. That a setting is not there is an answer; that it may be there and cannot be read
 * throws {@link NotCheckedException}, which a rule lets pass. Not safe for use by many threads.
 */
public final class RuleView {
    private static final int SHORTEST_HIDDEN = 3;
    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Long.MAX_VALUE).multiply(BigDecimal.valueOf(1_000_000_000L));

    private final Map<String, ConfigValue> values;
    private final Predicate<String> uncertain;
    private final Set<String> revealed = new HashSet<>();

    /**
     * Makes a view of settings.
     *
     * @param values the settings by their names
     * @param uncertain tells which settings may be something else, because a source could not be read
     */
    public RuleView(Map<String, ConfigValue> values, Predicate<String> uncertain) {
        this.values = values;
        this.uncertain = uncertain;
    }

    /**
     * A setting.
     *
     * @param key its name
     * @return its value; empty when it is not set
     * @throws NotCheckedException when its source could not be read
     */
    public Optional<ConfigValue> value(String key) {
        if (uncertain.test(key)) {
            throw new NotCheckedException(key, "may stand in a source that could not be read");
        }
        return Optional.ofNullable(values.get(key));
    }

    /**
     * Tells whether a setting is there, with a value or a reference to one.
     *
     * @param key its name
     * @return true if it is there and not blank
     * @throws NotCheckedException when its source could not be read
     */
    public boolean has(String key) {
        return value(key)
                .map(value -> !Texts.of(value).map(String::isBlank).orElse(false))
                .orElse(false);
    }

    /**
     * The text of a setting. It may be secret: it is taken out of what the rule says, but a rule that writes it elsewhere
     * leaks it.
     *
     * @param key its name
     * @return its text; empty when it is not set
     * @throws NotCheckedException when its source could not be read, or it is a reference
     */
    public Optional<String> text(String key) {
        Optional<ConfigValue> value = value(key);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        String text = Texts.of(value.get())
                .orElseThrow(() -> new NotCheckedException(key, "is a reference, its value is not known here"));
        if (value.get() instanceof ConfigValue.Sensitive && text.length() >= SHORTEST_HIDDEN) {
            revealed.add(text);
        }
        return Optional.of(text);
    }

    /**
     * A setting that is a duration.
     *
     * @param key its name
     * @param type {@link ValueType#DURATION}, or with the unit of numbers without one
     * @return the duration; empty when it is not set
     * @throws NotCheckedException when it cannot be read as that
     */
    public Optional<Duration> duration(String key, ValueType type) {
        return measure(key, type).map(nanos -> {
            if (nanos.abs().compareTo(LONGEST) > 0) {
                throw new NotCheckedException(key, "is longer than a duration can be");
            }
            BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000L));
            return Duration.ofSeconds(seconds[0].longValue(), seconds[1].longValue());
        });
    }

    /**
     * A setting that is a number, a duration in nanoseconds, or a size in bytes.
     *
     * @param key its name
     * @param type a type with an order
     * @return the number; empty when it is not set
     * @throws NotCheckedException when it cannot be read as that
     */
    public Optional<BigDecimal> measure(String key, ValueType type) {
        return as(key, type, type::measure);
    }

    /**
     * A setting that is true or false.
     *
     * @param key its name
     * @return which; empty when it is not set
     * @throws NotCheckedException when it cannot be read as that
     */
    public Optional<Boolean> bool(String key) {
        return as(key, ValueType.BOOLEAN, ValueType.BOOLEAN::canonical).map(Boolean::valueOf);
    }

    private <T> Optional<T> as(String key, ValueType type, Function<String, Optional<T>> parse) {
        Optional<String> text = text(key).filter(found -> !found.isBlank());
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> parsed = parse.apply(text.get());
        if (parsed.isEmpty()) {
            throw new NotCheckedException(key, "is not of the type " + type.word());
        }
        return parsed;
    }

    /**
     * The names of all settings.
     *
     * @return the names, in order; a source that could not be read may have more
     */
    public Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    /**
     * Takes out of a text what secret settings a rule has read.
     *
     * @param text what a rule says
     * @return the text without them
     */
    public String hideRevealed(String text) {
        String hidden = text;
        // The longest first: one secret may be the beginning of another, whose end would be left.
        List<String> longestFirst = revealed.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (String secret : longestFirst) {
            hidden = hidden.replace(secret, Redaction.MARK);
        }
        return hidden;
    }
}
