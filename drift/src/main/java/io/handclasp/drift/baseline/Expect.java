package io.handclasp.drift.baseline;

import io.handclasp.core.Settings;
import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.Severity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one setting should be. By default it is required, read as {@link ValueType#TEXT}, and a {@link Severity#WARNING}
 * when it is not so. Immutable and safe for use by many threads.
 */
public final class Expect {
    private static final Pattern HMAC = Pattern.compile("[0-9a-f]{64}");

    private final Check check;
    private final ValueType type;
    private final Severity severity;
    private final boolean optional;
    private final Optional<String> hint;

    private Expect(Check check, ValueType type, Severity severity, boolean optional, Optional<String> hint) {
        this.check = check;
        this.type = type;
        this.severity = severity;
        this.optional = optional;
        this.hint = hint;
    }

    private static Expect of(Check check) {
        return new Expect(check, ValueType.TEXT, Severity.WARNING, false, Optional.empty());
    }

    /**
     * The setting has this value. The value may be secret: it is shown only when neither its name nor its shape is.
     *
     * @param value the value
     * @return the expectation
     */
    public static Expect equalTo(String value) {
        return of(new Checks.Same(value));
    }

    /**
     * The setting has the value that it has elsewhere.
     *
     * @param value the value, as it was read there
     * @return the expectation
     */
    public static Expect sameAs(ConfigValue value) {
        return of(new Checks.SameAs(value));
    }

    /**
     * The setting has the value with this fingerprint under the host's key. Without that key it is not checked.
     *
     * @param hmac the fingerprint, as {@link io.handclasp.core.Secret#fingerprint} makes it
     * @return the expectation
     * @throws IllegalArgumentException when it is not 64 lower-case hexadecimal digits
     */
    public static Expect fingerprint(String hmac) {
        if (!HMAC.matcher(hmac).matches()) {
            throw new IllegalArgumentException("hmac must be 64 lower-case hexadecimal digits");
        }
        return of(new Checks.Fingerprint(hmac, Optional.empty()));
    }

    /** The same, of a file that names its key. */
    static Expect fingerprint(String hmac, Optional<String> keyId) {
        return of(new Checks.Fingerprint(((Checks.Fingerprint) fingerprint(hmac).check).hmac(), keyId));
    }

    /**
     * The setting is there and not blank.
     *
     * @return the expectation
     */
    public static Expect present() {
        return of(new Checks.Present());
    }

    /**
     * The setting is not there.
     *
     * @return the expectation
     */
    public static Expect absent() {
        return of(new Checks.Absent());
    }

    /**
     * The whole value matches. A value for which that takes too long to tell is not checked; the limit is a number of
     * steps and the same everywhere.
     *
     * @param regex a regular expression of Java, at most 2,000 characters
     * @return the expectation
     * @throws IllegalArgumentException when it is none
     */
    public static Expect matching(String regex) {
        return of(new Checks.Matching(BoundedPattern.of(regex)));
    }

    /**
     * The setting has one of these values.
     *
     * @param values the values; at least one
     * @return the expectation
     * @throws IllegalArgumentException when there is none
     */
    public static Expect oneOf(String... values) {
        Settings.requireRange("number of values", values.length, 1, Integer.MAX_VALUE);
        return of(new Checks.OneOf(List.of(values)));
    }

    /**
     * The setting is within these bounds.
     *
     * @param type what it is; one with an order
     * @param min the least that is accepted
     * @param max the greatest that is accepted
     * @return the expectation
     * @throws IllegalArgumentException when a bound is not of the type, or the type has no order
     */
    public static Expect between(ValueType type, String min, String max) {
        return of(new Checks.Between(min, max)).as(type);
    }

    /**
     * The value is of this type.
     *
     * @param type the type
     * @return the expectation
     */
    public static Expect ofType(ValueType type) {
        return of(new Checks.OfType()).as(type);
    }

    /**
     * The same for values of a type: those that stand for the same are equal.
     *
     * @param valueType the type
     * @return a copy with that type
     * @throws IllegalArgumentException when what is expected is not of the type
     */
    public Expect as(ValueType valueType) {
        check.requireType(Objects.requireNonNull(valueType, "valueType"));
        return new Expect(check, valueType, severity, optional, hint);
    }

    /**
     * The same with another severity.
     *
     * @param level how bad a difference is
     * @return a copy with that severity
     */
    public Expect severity(Severity level) {
        return new Expect(check, type, Objects.requireNonNull(level, "level"), optional, hint);
    }

    /**
     * The same, but the setting need not be there. Without it there is nothing to judge.
     *
     * @return a copy that is not required
     */
    public Expect optional() {
        return new Expect(check, type, severity, true, hint);
    }

    /**
     * The same with a hint.
     *
     * @param text what to do about a difference
     * @return a copy with that hint
     * @throws IllegalArgumentException when it is blank
     */
    public Expect hint(String text) {
        return new Expect(check, type, severity, optional, Optional.of(Settings.requireText("hint", text)));
    }

    /**
     * How bad a difference is.
     *
     * @return the severity
     */
    public Severity severity() {
        return severity;
    }

    /**
     * What to do about a difference.
     *
     * @return the hint, if there is one
     */
    public Optional<String> hint() {
        return hint;
    }

    /**
     * What values stand for.
     *
     * @return the type
     */
    public ValueType type() {
        return type;
    }

    /**
     * What is expected, for people, without secrets.
     *
     * @param key the name of the setting
     * @return a text; empty when there is nothing to show
     */
    public Optional<String> expected(String key) {
        return check.expected(key);
    }

    /**
     * Judges a setting.
     *
     * @param key its name
     * @param actual its value, if it is there
     * @param comparer compares values
     * @return the verdict
     */
    public Verdict judge(String key, Optional<ConfigValue> actual, Comparer comparer) {
        if (actual.isPresent()) {
            return check.judge(key, actual.get(), type, comparer);
        }
        return optional ? new Verdict.NotApplicable("is not set and need not be") : check.judgeAbsent(key);
    }

    Check check() {
        return check;
    }

    boolean isOptional() {
        return optional;
    }

    @Override
    public String toString() {
        return "Expect[" + check.getClass().getSimpleName() + ", " + type.word() + ", " + severity + "]";
    }
}
