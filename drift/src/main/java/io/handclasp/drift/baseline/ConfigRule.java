package io.handclasp.drift.baseline;

import io.handclasp.drift.Severity;
import java.util.List;
import java.util.Optional;

/**
 * Answers: do these settings fit together? Rules are asked on the thread of the comparison and must not block. They may be
 * asked by several threads at once.
 */
public interface ConfigRule {
    /**
     * Names the rule.
     *
     * @return a stable id of lower-case words joined by dots or hyphens, for example {@code cloud-run.min-scale}
     */
    String id();

    /**
     * How bad it is when the rule is broken.
     *
     * @return by default a {@link Severity#WARNING}
     */
    default Severity severity() {
        return Severity.WARNING;
    }

    /**
     * What to do about it, and where to read on.
     *
     * @return by default nothing
     */
    default Optional<String> hint() {
        return Optional.empty();
    }

    /**
     * Judges the settings. A setting that the rule cannot read ends it: {@link RuleView} throws, and the rule was not
     * checked.
     *
     * @param settings the settings
     * @return what the rule says; several when it looks at several things
     */
    List<Verdict> judge(RuleView settings);
}
