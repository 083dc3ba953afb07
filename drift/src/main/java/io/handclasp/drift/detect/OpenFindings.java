package io.handclasp.drift.detect;

import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.report.DriftFinding;
import io.handclasp.drift.report.DriftReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What differed, or could not be checked, when last looked at. Not safe for use by many threads. */
final class OpenFindings {
    private final Map<String, DriftFinding> open = new LinkedHashMap<>();
    private final Set<String> rules;

    /**
     * @param rules the ids of rules over several settings: what one of them could not judge stands under any of its settings
     */
    OpenFindings(Set<String> rules) {
        this.rules = Set.copyOf(rules);
    }

    /** What a report changes, if anything. */
    Optional<DriftChange> update(DriftReport report) {
        Map<String, DriftFinding> seen = new LinkedHashMap<>();
        Set<String> unknown = new HashSet<>();
        Set<String> unknownRules = new HashSet<>();
        boolean sourceMissing = false;
        for (DriftFinding finding : report.findings()) {
            if (finding.status() == DriftStatus.NOT_CHECKED) {
                unknown.add(identity(finding));
                unknownRules.add(finding.ruleId());
                sourceMissing |= finding.ruleId().equals(Resolved.SOURCE_RULE);
            }
            if (finding.status().isDrift() || finding.status() == DriftStatus.NOT_CHECKED) {
                seen.putIfAbsent(finding.fingerprint(), finding);
            }
        }
        Set<String> judged = new HashSet<>();
        report.findings().stream()
                .filter(finding -> finding.status() != DriftStatus.NOT_CHECKED)
                .forEach(finding -> judged.add(identity(finding)));

        List<DriftFinding> resolved = new ArrayList<>();
        for (DriftFinding before : List.copyOf(open.values())) {
            boolean unsure =
                    sourceMissing || (rules.contains(before.ruleId()) && unknownRules.contains(before.ruleId()));
            boolean mayStay = before.status().isDrift()
                    && (unknown.contains(identity(before)) || (unsure && !judged.contains(identity(before))));
            if (!seen.containsKey(before.fingerprint()) && !mayStay) {
                open.remove(before.fingerprint());
                resolved.add(before);
            }
        }
        List<DriftFinding> appeared = new ArrayList<>();
        seen.forEach((fingerprint, finding) -> {
            if (open.put(fingerprint, finding) == null) {
                appeared.add(finding);
            }
        });
        return appeared.isEmpty() && resolved.isEmpty()
                ? Optional.empty()
                : Optional.of(new DriftChange(report, appeared, resolved));
    }

    private static String identity(DriftFinding finding) {
        return finding.ruleId() + "\n" + finding.subject() + "\n" + finding.key();
    }
}
