package io.handclasp.drift.rules;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is wrong with a secret that is set. */
final class Secrets {
    private static final int MIN_LENGTH = 16;
    private static final int MIN_DISTINCT = 8;

    private static final Set<String> WORDS = Set.of(
            "secret",
            "password",
            "changeme",
            "test",
            "todo",
            "example",
            "dummy",
            "default",
            "none",
            "null",
            "undefined",
            "placeholder",
            "fixme",
            "foobar",
            "admin",
            "12345678",
            "123456789",
            "1234567890",
            "tbd",
            "replaceme");
    private static final List<String> PARTS = List.of(
            "changeme",
            "change-me",
            "change_me",
            "replaceme",
            "replace-me",
            "replace_me",
            "your-",
            "your_",
            "placeholder",
            "xxxx",
            "example",
            "insert-",
            "dummy");

    private Secrets() {}

    /** What stands in a template until somebody fills it in. */
    static boolean isPlaceholder(String secret) {
        String lower = secret.strip().toLowerCase(Locale.ROOT);
        boolean marked = (lower.startsWith("<") && lower.endsWith(">"))
                || (lower.startsWith("${") && lower.endsWith("}"))
                || (lower.startsWith("{{") && lower.endsWith("}}"));
        return marked || WORDS.contains(lower) || PARTS.stream().anyMatch(lower::contains);
    }

    /** What can be found by trying. */
    static boolean isWeak(String secret) {
        return secret.length() < MIN_LENGTH || secret.chars().distinct().count() < MIN_DISTINCT;
    }
}
