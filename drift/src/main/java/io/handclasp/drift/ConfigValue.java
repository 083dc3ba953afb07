package io.handclasp.drift;

import io.handclasp.core.Redaction;
import io.handclasp.core.Secret;
import io.handclasp.core.Settings;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The value of one setting, with the place that it came from. A value that is secret, or that has a secret in it, is
 * wrapped when it is read: whatever prints a value prints nothing that must not be seen. Immutable.
 */
public sealed interface ConfigValue {
    /**
     * Where the value came from.
     *
     * @return the place
     */
    Place place();

    /**
     * What may be shown of the value.
     *
     * @return the value itself, or what is left of it without its secrets
     */
    String shown();

    /**
     * Reads a value. It is {@link Sensitive} when its name says so ({@link SecretText#isSensitiveKey}) or when a secret is
     * found in it ({@link SecretText#scrub}), for example a password in a URL; else it is {@link Plain}. In doubt it is
     * sensitive.
     *
     * @param name the name of the setting
     * @param text the value as it was read; may be empty
     * @param place where it came from
     * @return the value
     */
    static ConfigValue of(String name, String text, Place place) {
        if (SecretText.isSensitiveKey(name)) {
            return secret(text, place);
        }
        String scrubbed = SecretText.scrub(text);
        return scrubbed.equals(text) ? new Plain(text, place, true) : new Sensitive(wrap(text), scrubbed, place);
    }

    /**
     * Reads a value that is secret whatever it looks like.
     *
     * @param text the value as it was read; may be empty
     * @param place where it came from
     * @return the value
     */
    static ConfigValue secret(String text, Place place) {
        return new Sensitive(wrap(text), Redaction.MARK, place);
    }

    private static Optional<Secret> wrap(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
    }

    /** A value that anybody may see. */
    final class Plain implements ConfigValue {
        private final String text;
        private final Place place;

        /**
         * Checks the parts.
         *
         * @param text the value; may be empty
         * @param place where it came from
         * @throws IllegalArgumentException when a secret is found in the text; the message does not show the text
         */
        public Plain(String text, Place place) {
            this(text, place, SecretText.scrub(text).equals(text));
        }

        /** The flag says that the text was looked at: looking at each text of a large document twice is slow. */
        private Plain(String text, Place place, boolean harmless) {
            if (!harmless) {
                throw new IllegalArgumentException("text holds a secret, must be read through ConfigValue.of");
            }
            this.text = text;
            this.place = Objects.requireNonNull(place, "place");
        }

        /**
         * The value.
         *
         * @return the text; may be empty
         */
        public String text() {
            return text;
        }

        @Override
        public Place place() {
            return place;
        }

        @Override
        public String shown() {
            return text;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Plain that && text.equals(that.text) && place.equals(that.place);
        }

        @Override
        public int hashCode() {
            return Objects.hash(text, place);
        }

        @Override
        public String toString() {
            return "Plain[text=" + text + ", place=" + place + "]";
        }
    }

    /**
     * A value that nobody may see. When printed it does not tell whether there is anything in it.
     *
     * @param secret the value; empty when the setting is there and its value has no characters
     * @param shown what may be shown of it, for example a URL without its password; scrubbed once more
     * @param place where it came from
     */
    record Sensitive(Optional<Secret> secret, String shown, Place place) implements ConfigValue {
        /** Checks the parts. */
        public Sensitive {
            Objects.requireNonNull(secret, "secret");
            shown = SecretText.scrub(shown);
            Objects.requireNonNull(place, "place");
        }

        @Override
        public String toString() {
            return "Sensitive[shown=" + shown + ", place=" + place + "]";
        }
    }

    /**
     * A value that stands elsewhere, for example in a secret manager. It is compared as a reference; what it refers to is
     * never fetched.
     */
    final class Reference implements ConfigValue {
        private final Secret target;
        private final String shown;
        private final Place place;

        /**
         * Checks the parts.
         *
         * @param reference where the value stands, for example {@code secretKeyRef db-password:latest}
         * @param place where the reference came from
         * @throws IllegalArgumentException when the reference is blank
         */
        public Reference(String reference, Place place) {
            this.target = Secret.of(Settings.requireText("reference", reference));
            this.shown = SecretText.scrub(reference);
            this.place = Objects.requireNonNull(place, "place");
        }

        /**
         * What may be shown of where the value stands. What looks like a secret is taken out, so two that differ may show
         * the same.
         *
         * @return the reference, without secrets
         */
        public String reference() {
            return shown;
        }

        /**
         * Where the value stands, as it was read: what references are compared by.
         *
         * @return the whole reference, wrapped
         */
        public Secret target() {
            return target;
        }

        @Override
        public Place place() {
            return place;
        }

        @Override
        public String shown() {
            return shown;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Reference that && target.equals(that.target) && place.equals(that.place);
        }

        @Override
        public int hashCode() {
            return Objects.hash(target, place);
        }

        @Override
        public String toString() {
            return "Reference[reference=" + shown + ", place=" + place + "]";
        }
    }
}
