package io.handclasp.drift;

import io.handclasp.core.Redaction;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Finds secrets in the names and values of settings. Beyond what {@link Redaction} knows by its marks, it takes away what
 * looks like chance: keys with a known beginning, long hexadecimal numbers, random UUIDs and random base64. In doubt it
 * takes away too much.
 *
 * <p>Every method takes time linear in the length of its input. Without state; safe for use by many threads.
 */
public final class SecretText {
    /** The longest name of a setting that is kept, in characters. */
    public static final int MAX_KEY_LENGTH = 300;

    private static final Pattern SEGMENTS = Pattern.compile("[./:\\[\\]]+");
    private static final List<String> PARENTS = List.of(
            "password",
            "passwords",
            "passwd",
            "secret",
            "secrets",
            "credential",
            "credentials",
            "apikey",
            "apikeys",
            "privatekey",
            "tokens");

    private SecretText() {}

    /**
     * Takes the secrets out of a text and puts {@link Redaction#MARK} in their place.
     *
     * @param text any text
     * @return the text without the secrets; the same object when there are none
     */
    public static String scrub(String text) {
        return SecretShapes.hide(Redaction.scrub(text));
    }

    /**
     * Tells whether a setting of this name holds a secret: because {@link Redaction#isSensitiveName} says so, or because it
     * stands below a name such as {@code secrets} or {@code password} in a document.
     *
     * @param key the name of the setting, the names of a path joined by dots
     * @return true if its value must not be shown
     */
    public static boolean isSensitiveKey(String key) {
        if (Redaction.isSensitiveName(key)) {
            return true;
        }
        if (key.indexOf('.') < 0 && key.indexOf('/') < 0 && key.indexOf('[') < 0) {
            return false;
        }
        String[] segments = SEGMENTS.split(key, -1);
        for (int i = 0; i < segments.length - 1; i++) {
            String letters = segments[i].toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
            if (PARENTS.stream().anyMatch(letters::endsWith)) {
                return true;
            }
        }
        // The last name by itself: "url.password" is secret whatever stands before or behind.
        return segments.length > 0 && Redaction.isSensitiveName(segments[segments.length - 1]);
    }

    /**
     * Makes the name of a setting fit to be shown: without secrets and control characters, and no longer than
     * {@value #MAX_KEY_LENGTH} characters.
     *
     * @param key the name
     * @return what may be shown of it
     */
    public static String key(String key) {
        String scrubbed = scrub(key);
        StringBuilder shown = new StringBuilder(Math.min(scrubbed.length(), MAX_KEY_LENGTH));
        for (int i = 0; i < scrubbed.length() && i < MAX_KEY_LENGTH; i++) {
            char c = scrubbed.charAt(i);
            shown.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '?' : c);
        }
        return shown.toString();
    }
}
