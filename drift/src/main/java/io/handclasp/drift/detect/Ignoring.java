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

    private Ignoring() {}

    static List<DriftFinding> apply(List<DriftFinding> findings, List<IgnoreRule> rules, Instant now) {
        Set<IgnoreRule> used = new HashSet<>();
        List<DriftFinding> marked = new ArrayList<>(findings.size());
        for (DriftFinding finding : findings) {
            marked.add(finding.status().isDrift() ? mark(finding, rules, now, used) : finding);
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

    private static DriftFinding mark(DriftFinding finding, List<IgnoreRule> rules, Instant now, Set<IgnoreRule> used) {
        Optional<IgnoreRule> covering = Optional.empty();
        for (IgnoreRule rule : rules) {
            if (!rule.isExpired(now) && rule.covers(finding.ruleId(), finding.key())) {
                used.add(rule);
                covering = covering.or(() -> Optional.of(rule));
            }
        }
        return covering.map(rule -> finding.ignored(rule.reason())).orElse(finding);
    }

    /** With sources unread, nobody can tell whether there is nothing left to ignore. */
    private static boolean isJudged(List<DriftFinding> findings, IgnoreRule rule) {
        return findings.stream()
                .filter(finding -> finding.status() == DriftStatus.NOT_CHECKED)
                .noneMatch(finding ->
                        finding.ruleId().equals(Resolved.SOURCE_RULE) || rule.covers(finding.ruleId(), finding.key()));
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
