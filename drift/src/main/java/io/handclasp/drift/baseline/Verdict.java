package io.handclasp.drift.baseline;

import io.handclasp.drift.DriftStatus;
import java.util.Optional;

/** What an expectation or a rule says of the settings. That it could not judge is none of the two other answers. */
public sealed interface Verdict {
    /** All is as it should be. */
    record Met() implements Verdict {}

    /**
     * Something is not as it should be.
     *
     * @param key the setting at fault
     * @param status how
     * @param message what is wrong, for people; nothing secret
     * @param hint what to do about it, if there is something better than what the rule says anyway
     */
    record Broken(String key, DriftStatus status, String message, Optional<String> hint) implements Verdict {
        /**
         * Checks the parts.
         *
         * @throws IllegalArgumentException when the status is not a difference
         */
        public Broken {
            if (!status.isDrift()) {
                throw new IllegalArgumentException(
                        "status was " + status + ", must be MODIFIED, MISSING or UNEXPECTED");
            }
        }
    }

    /**
     * It could not be judged.
     *
     * @param key the setting that could not be judged
     * @param reason why, for people; nothing secret
     */
    record NotChecked(String key, String reason) implements Verdict {}

    /**
     * There is nothing to judge, because what the rule is about is not in use. It counts as nothing, not as in sync.
     *
     * @param reason why, for people; nothing secret
     */
    record NotApplicable(String reason) implements Verdict {}

    /**
     * All is as it should be.
     *
     * @return the verdict
     */
    static Verdict met() {
        return new Met();
    }

    /**
     * A setting is there and is not as it should be.
     *
     * @param key the setting
     * @param message what is wrong; nothing secret
     * @return the verdict
     */
    static Verdict modified(String key, String message) {
        return new Broken(key, DriftStatus.MODIFIED, message, Optional.empty());
    }

    /**
     * A setting should be there and is not.
     *
     * @param key the setting
     * @param message what is wrong; nothing secret
     * @return the verdict
     */
    static Verdict missing(String key, String message) {
        return new Broken(key, DriftStatus.MISSING, message, Optional.empty());
    }

    /**
     * A setting is there and should not be.
     *
     * @param key the setting
     * @param message what is wrong; nothing secret
     * @return the verdict
     */
    static Verdict unexpected(String key, String message) {
        return new Broken(key, DriftStatus.UNEXPECTED, message, Optional.empty());
    }
}
