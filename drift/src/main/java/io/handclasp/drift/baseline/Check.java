package io.handclasp.drift.baseline;

import io.handclasp.drift.ConfigValue;
import java.util.Optional;

/** What an expectation demands of a value that is there. */
interface Check {
    /** Judges a value that is there. */
    Verdict judge(String key, ConfigValue actual, ValueType type, Comparer comparer);

    /** What is demanded, for people, without secrets; empty when there is nothing to show. */
    Optional<String> expected(String key);

    /** What is said when there is no value. */
    default Verdict judgeAbsent(String key) {
        return Verdict.missing(key, "is not set");
    }

    /** Refuses to be read as a type whose values it cannot hold. */
    default void requireType(ValueType type) {}

    /** Tells what a text is judged by; references cannot be. */
    default Verdict ofText(String key, ConfigValue actual, TextJudge judge) {
        Optional<String> text = Texts.of(actual);
        return text.isPresent()
                ? judge.judge(text.get())
                : new Verdict.NotChecked(key, "is a reference, its value is not known here");
    }

    /** Judges a text. */
    interface TextJudge {
        Verdict judge(String text);
    }
}
