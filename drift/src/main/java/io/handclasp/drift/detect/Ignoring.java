package io.handclasp.drift.detect;

import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.IgnoreRule;
import io.handclasp.drift.report.DriftFinding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Marks known differences, and finds ignore rules that have had their day. What was not checked cannot be ignored. */
final class Ignoring {
    static final String EXPIRED_RULE = "ignore.expired";
    static final String UNMATCHED_RULE = "ignore.unmatched";

    private final List<IgnoreRule> rules;
    private final Set<String> crossRules;
    private final Instant now;

    Ignoring(List<IgnoreRule> rules, Set<String> crossRules, Instant now) {
        this.rules = rules;
        this.crossRules = crossRules;
        this.now = now;
    }

    List<DriftFinding> apply(List<DriftFinding> findings) {
        Set<IgnoreRule> used = new HashSet<>();
        List<DriftFinding> marked = new ArrayList<>(findings.size());
        for (DriftFinding finding : findings) {
            marked.add(finding.status().isDrift() ? mark(finding, used) : finding);
        }
        for (IgnoreRule rule : rules) {
            if (rule.isExpired(now)) {
                marked.add(about(rule, EXPIRED_RULE, "this ignore rule has ended: mend what it ignored, or renew it"));
            } else if (!used.contains(rule) && isJudged(findings, rule)) {
                marked.add(about(rule, UNMATCHED_RULE, "this ignore rule ignores nothing any more: take it away"));
            }
        }
        return marked;
    }

    private DriftFinding mark(DriftFinding finding, Set<IgnoreRule> used) {
        Optional<IgnoreRule> covering = Optional.empty();
        for (IgnoreRule rule : rules) {
            if (!rule.isExpired(now) && rule.covers(finding.ruleId(), finding.key())) {
                used.add(rule);
                covering = covering.or(() -> Optional.of(rule));
            }
        }
        return covering.map(rule -> finding.ignored(rule.reason())).orElse(finding);
    }

    /** With sources unread, nobody can tell; and a rule over several settings might have found something in any of them. */
    private boolean isJudged(List<DriftFinding> findings, IgnoreRule rule) {
        return findings.stream()
                .filter(finding -> finding.status() == DriftStatus.NOT_CHECKED)
                .noneMatch(finding -> finding.ruleId().equals(Resolved.SOURCE_RULE)
                        || rule.covers(finding.ruleId(), finding.key())
                        || (crossRules.contains(finding.ruleId())
                                && rule.ruleId().map(finding.ruleId()::equals).orElse(true)));
    }

    private static DriftFinding about(IgnoreRule rule, String id, String message) {
        return DriftFinding.of(
                id,
                rule.keys().pattern(),
                DriftStatus.UNEXPECTED,
                Severity.WARNING,
                message + " (" + rule.reason() + ")");
    }
}
