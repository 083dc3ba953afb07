package io.handclasp.drift.detect;

import io.handclasp.drift.ConfigValue;
import io.handclasp.drift.DriftStatus;
import io.handclasp.drift.Environment;
import io.handclasp.drift.Severity;
import io.handclasp.drift.baseline.Baseline;
import io.handclasp.drift.baseline.Comparer;
import io.handclasp.drift.baseline.ConfigRule;
import io.handclasp.drift.baseline.Expect;
import io.handclasp.drift.baseline.NotCheckedException;
import io.handclasp.drift.baseline.RuleView;
import io.handclasp.drift.baseline.Verdict;
import io.handclasp.drift.report.DriftFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges the settings by a baseline. */
final class Evaluation {
    private static final Logger LOG = LoggerFactory.getLogger(Evaluation.class);

    private final Baseline baseline;
    private final Environment environment;
    private final Resolved settings;
    private final Comparer comparer;
    private final List<DriftFinding> findings = new ArrayList<>();

    Evaluation(Baseline baseline, Environment environment, Resolved settings, Comparer comparer) {
        this.baseline = baseline;
        this.environment = environment;
        this.settings = settings;
        this.comparer = comparer;
    }

    List<DriftFinding> findings() {
        findings.addAll(settings.problems());
        baseline.expectations(environment).forEach(this::expectation);
        for (String key : baseline.unexpected(settings.values().keySet(), environment)) {
            unexpected(key);
        }
        baseline.rules().forEach(this::rule);
        return findings;
    }

    private void expectation(String key, Expect expect) {
        if (settings.isUncertain(key)) {
            findings.add(DriftFinding.of(
                    baseline.name(),
                    key,
                    DriftStatus.NOT_CHECKED,
                    expect.severity(),
                    "may stand in a source that could not be read"));
            return;
        }
        Optional<ConfigValue> actual = settings.value(key);
        Verdict verdict = expect.judge(key, actual, comparer);
        if (verdict instanceof Verdict.Met) {
            findings.add(finding(key, DriftStatus.IN_SYNC, expect.severity(), "is as it should be", actual));
        } else if (verdict instanceof Verdict.NotChecked notChecked) {
            findings.add(finding(key, DriftStatus.NOT_CHECKED, expect.severity(), notChecked.reason(), actual)
                    .withHint(expect.hint()));
        } else if (verdict instanceof Verdict.Broken broken) {
            findings.add(finding(key, broken.status(), expect.severity(), broken.message(), actual)
                    .withValues(expect.expected(key), actual.map(ConfigValue::shown))
                    .withHint(expect.hint()));
        }
    }

    /** Also when a source could not be read: whatever stands there, this setting should not be. */
    private void unexpected(String key) {
        Optional<ConfigValue> actual = settings.value(key);
        findings.add(finding(
                        key,
                        DriftStatus.UNEXPECTED,
                        baseline.unexpectedSeverity(),
                        "is set, and the baseline does not name it",
                        actual)
                .withValues(Optional.empty(), actual.map(ConfigValue::shown)));
    }

    private DriftFinding finding(
            String key, DriftStatus status, Severity severity, String message, Optional<ConfigValue> actual) {
        return DriftFinding.of(baseline.name(), key, status, severity, message)
                .withPlace(actual.map(ConfigValue::place));
    }

    private void rule(ConfigRule rule) {
        RuleView view = new RuleView(settings.values(), settings::isUncertain);
        try {
            for (Verdict verdict : rule.judge(view)) {
                verdict(rule, verdict, view);
            }
        } catch (NotCheckedException e) {
            findings.add(DriftFinding.of(rule.id(), e.key(), DriftStatus.NOT_CHECKED, rule.severity(), e.reason())
                    .withPlace(settings.value(e.key()).map(ConfigValue::place))
                    .withHint(rule.hint()));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.warn("Rule {} failed with {}", rule.id(), e.getClass().getName());
            String message = "the rule failed with " + e.getClass().getSimpleName();
            findings.add(DriftFinding.of(rule.id(), rule.id(), DriftStatus.NOT_CHECKED, rule.severity(), message));
        }
    }

    private void verdict(ConfigRule rule, Verdict verdict, RuleView view) {
        if (verdict instanceof Verdict.Met) {
            findings.add(DriftFinding.of(rule.id(), rule.id(), DriftStatus.IN_SYNC, rule.severity(), "is kept"));
        } else if (verdict instanceof Verdict.NotChecked notChecked) {
            findings.add(DriftFinding.of(
                            rule.id(),
                            view.hideRevealed(notChecked.key()),
                            DriftStatus.NOT_CHECKED,
                            rule.severity(),
                            view.hideRevealed(notChecked.reason()))
                    .withHint(rule.hint()));
        } else if (verdict instanceof Verdict.Broken broken) {
            Optional<ConfigValue> actual = settings.value(broken.key());
            Optional<String> hint = (broken.hint().isPresent() ? broken.hint() : rule.hint()).map(view::hideRevealed);
            findings.add(DriftFinding.of(
                            rule.id(),
                            view.hideRevealed(broken.key()),
                            broken.status(),
                            rule.severity(),
                            view.hideRevealed(broken.message()))
                    .withValues(Optional.empty(), actual.map(ConfigValue::shown))
                    .withPlace(actual.map(ConfigValue::place))
                    .withHint(hint));
        }
    }
}
