package io.handclasp.drift;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import java.util.Objects;
import java.util.Optional;

/**
 * The value of one setting, with the place that it came from. A value that is secret, or that has a secret in it, is
 * wrapped when it is read: whatever prints a value prints nothing that must not be seen. Immutable.
 */
public sealed interface ConfigValue {
    /**
     * Where the value came from.
     *
     * @return the place, for people, for example {@code environment}
     */
    String origin();

    /**
     * What may be shown of the value.
     *
     * @return the value itself, or what is left of it without its secrets
     */
    String shown();

    /**
     * Reads a value. It is {@link Sensitive} when its name says so ({@link Redaction#isSensitiveName}) or when a secret is
     * found in it ({@link Redaction#scrub}), for example a password in a URL; else it is {@link Plain}. In doubt it is
     * sensitive.
     *
     * @param name the name of the setting
     * @param text the value as it was read; may be empty
     * @param origin where it came from
     * @return the value
     * @throws IllegalArgumentException when the origin is blank
     */
    static ConfigValue of(String name, String text, String origin) {
        if (Redaction.isSensitiveName(name)) {
            return new Sensitive(secret(text), Redaction.MARK, origin);
        }
        String scrubbed = Redaction.scrub(text);
        return scrubbed.equals(text) ? new Plain(text, origin) : new Sensitive(secret(text), scrubbed, origin);
    }

    private static Optional<Secret> secret(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
    }

    /**
     * A value that anybody may see.
     *
     * @param text the value; may be empty
     * @param origin where it came from
     */
    record Plain(String text, String origin) implements ConfigValue {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException when a secret is found in the text, or when the origin is blank; the message
         *     does not show the text
         */
        public Plain {
            if (!Redaction.scrub(text).equals(text)) {
                throw new IllegalArgumentException("text holds a secret, must be read through ConfigValue.of");
            }
            Settings.requireText("origin", origin);
        }

        @Override
        public String shown() {
            return text;
        }
    }

    /**
     * A value that nobody may see. When printed it does not tell whether there is anything in it.
     *
     * @param secret the value; empty when the setting is there and its value has no characters
     * @param shown what may be shown of it, for example a URL without its password; scrubbed once more
     * @param origin where it came from
     */
    record Sensitive(Optional<Secret> secret, String shown, String origin) implements ConfigValue {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException when the origin is blank
         */
        public Sensitive {
            Objects.requireNonNull(secret, "secret");
            shown = Redaction.scrub(shown);
            Settings.requireText("origin", origin);
        }

        @Override
        public String toString() {
            return "Sensitive[shown=" + shown + ", origin=" + origin + "]";
        }
    }
}
