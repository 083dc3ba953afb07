package io.handclasp.validator.model;

import io.handclasp.core.Finding;
import io.handclasp.core.Redaction;
import io.handclasp.core.Settings;
import io.handclasp.core.Status;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes texts fit to be shown, as those of a {@link Finding} are: the rule stands in one place. */
final class ShownText {
    static final int MAX_ID_LENGTH = 100;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
    private static final String ANY_CODE = "check";

    private ShownText() {}

    /** A short text without secrets, on which something stands. */
    static String name(String setting, String text) {
        return Settings.requireText(
                setting, Finding.of(ANY_CODE, Status.PASS, text, "").subject());
    }

    /** A text without secrets, on which something stands. */
    static String text(String setting, String text) {
        // Checked as it is shown: of a text of control characters nothing is left.
        return Settings.requireText(
                setting, Finding.of(ANY_CODE, Status.PASS, "", text).message());
    }

    /** Details by name; the values are scrubbed as values of that name, so that a password is found by its name, too. */
    static Map<String, String> details(Map<String, String> details, int max) {
        Map<String, String> kept = new LinkedHashMap<>();
        details.forEach((name, value) -> {
            if (kept.size() < max) {
                String shownName = name("details", name);
                String shownValue = Redaction.isSensitiveName(name)
                        ? Redaction.MARK
                        : Finding.of(ANY_CODE, Status.PASS, "", value).message();
                kept.put(shownName, shownValue);
            }
        });
        return Collections.unmodifiableMap(kept);
    }

    static String requireId(String setting, String id) {
        // The length comes first: the regular expression recurses once for each word.
        if (id.length() > MAX_ID_LENGTH || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException(setting + " was refused, must be lower-case words of letters and digits"
                    + " joined by single dots or hyphens, at most " + MAX_ID_LENGTH + " characters; its " + id.length()
                    + " characters are not shown, since they may be anything");
        }
        return id;
    }
}
