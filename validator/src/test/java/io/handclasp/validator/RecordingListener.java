package io.handclasp.validator;

import io.handclasp.validator.model.CheckDefinition;
import io.handclasp.validator.model.CheckResult;
import io.handclasp.validator.model.PhaseResult;
import io.handclasp.validator.model.ValidationPhase;
import io.handclasp.validator.model.ValidationReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes down what it hears, and on which threads. */
final class RecordingListener implements ValidationListener {
    final List<String> heard = new ArrayList<>();
    final Set<Thread> threads = new HashSet<>();

    private void hear(String event) {
        heard.add(event);
        threads.add(Thread.currentThread());
    }

    @Override
    public void runStarted(String title, List<CheckDefinition> plan) {
        hear("run " + title + " " + plan.size());
    }

    @Override
    public void phaseStarted(ValidationPhase phase) {
        hear("phase " + phase);
    }

    @Override
    public void checkStarted(CheckDefinition check) {
        hear("start " + check.id());
    }

    @Override
    public void checkFinished(CheckResult result) {
        hear("finish " + result.id() + " " + result.state());
    }

    @Override
    public void phaseFinished(PhaseResult result) {
        hear("phase over " + result.phase() + " " + result.status());
    }

    @Override
    public void runFinished(ValidationReport report) {
        hear("verdict " + report.verdict());
    }
}
