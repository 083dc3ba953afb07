package io.handclasp.drift.baseline;

import io.handclasp.core.Settings;
import io.handclasp.drift.SecretText;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Says that a difference is known. It has a reason, and may have an end. When the end has come, or when there is nothing
 * left that it ignores, the report says so.
 *
 * @param keys which settings
 * @param ruleId of which rule; empty for all
 * @param reason why; not blank, shown in reports
 * @param until when it ends; empty for never
 */
public record IgnoreRule(Glob keys, Optional<String> ruleId, String reason, Optional<Instant> until) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException when the reason is blank
     */
    public IgnoreRule {
        Objects.requireNonNull(keys, "keys");
        Objects.requireNonNull(ruleId, "ruleId");
        reason = SecretText.scrub(Settings.requireText("reason", reason));
        Objects.requireNonNull(until, "until");
    }

    /**
     * Ignores the differences of some settings.
     *
     * @param keys which settings; {@code *} stands for any characters
     * @param reason why
     * @return a rule without an end
     * @throws IllegalArgumentException when one of the two is blank
     */
    public static IgnoreRule of(String keys, String reason) {
        return new IgnoreRule(new Glob(keys), Optional.empty(), reason, Optional.empty());
    }

    /**
     * The same with an end.
     *
     * @param end when it ends
     * @return a copy with that end
     */
    public IgnoreRule until(Instant end) {
        return new IgnoreRule(keys, ruleId, reason, Optional.of(end));
    }

    /**
     * The same for one rule only.
     *
     * @param id the rule
     * @return a copy for that rule
     */
    public IgnoreRule ofRule(String id) {
        return new IgnoreRule(keys, Optional.of(id), reason, until);
    }

    /**
     * Tells whether this rule is about a difference, whether it has ended or not.
     *
     * @param id the rule that found the difference
     * @param key the setting
     * @return true if it is
     */
    public boolean covers(String id, String key) {
        return ruleId.map(id::equals).orElse(true) && keys.matches(key);
    }

    /**
     * Tells whether its end has come.
     *
     * @param now the time
     * @return true if it ignores nothing any more
     */
    public boolean isExpired(Instant now) {
        return until.map(end -> !now.isBefore(end)).orElse(false);
    }
}
