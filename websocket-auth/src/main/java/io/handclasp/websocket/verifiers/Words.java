package io.handclasp.websocket.verifiers;

import io.handclasp.core.Settings;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Sets of words that a host configures; a word that is named twice counts once. */
final class Words {
    private Words() {}

    /** Texts that are not blank. */
    static Set<String> texts(String setting, String... values) {
        return Stream.of(values)
                .map(value -> Settings.requireText(setting, value))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Single words (RFC 6749, section 3.3): one with a space in it could never be met. */
    static Set<String> scopes(String setting, String... values) {
        for (String value : values) {
            if (value.chars().anyMatch(Character::isWhitespace)) {
                throw new IllegalArgumentException(
                        setting + " holds \"" + value + "\", must be single words without white space");
            }
        }
        return texts(setting, values);
    }
}
