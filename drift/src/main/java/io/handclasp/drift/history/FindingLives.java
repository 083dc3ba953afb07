package io.handclasp.drift.history;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows findings through runs by their fingerprints. Without state; safe for use by many threads.
 *
 * <p>A finding is there in a run that has it, even when it is ignored there. It is gone in a run that does not have it and is
 * {@linkplain DriftRun#isComplete() complete}. Any other run says nothing about it: what could not be checked is not resolved.
 */
public final class FindingLives {
    private FindingLives() {}

    /**
     * Follows the findings with the standard {@link FlapPolicy}.
     *
     * @param runs runs of one target, in any order
     * @return as {@link #of(List, FlapPolicy)}
     * @throws IllegalArgumentException when they are of several targets
     */
    public static List<FindingLife> of(List<DriftRun> runs) {
        return of(runs, FlapPolicy.standard());
    }

    /**
     * Follows the findings.
     *
     * @param runs runs of one target, in any order
     * @param policy when a finding flaps
     * @return one entry for each fingerprint that was there in any of the runs, in the order in which they were first seen
     * @throws IllegalArgumentException when they are of several targets
     */
    public static List<FindingLife> of(List<DriftRun> runs, FlapPolicy policy) {
        List<String> targets = runs.stream().map(DriftRun::target).distinct().toList();
        if (targets.size() > 1) {
            throw new IllegalArgumentException("runs were of the targets " + targets + ", must be of one");
        }
        Map<String, LifeTrace> traces = new LinkedHashMap<>();
        int complete = 0;
        for (DriftRun run : runs.stream().sorted(RunOrder.BY_TIME).toList()) {
            boolean tells = run.isComplete();
            observe(run, tells, complete, traces);
            complete += tells ? 1 : 0;
        }
        return traces.values().stream().map(trace -> trace.life(policy)).toList();
    }

    private static void observe(DriftRun run, boolean tells, int completeBefore, Map<String, LifeTrace> traces) {
        Map<String, RecordedFinding> there = new LinkedHashMap<>();
        run.findings().stream()
                .filter(RecordedFinding::isThere)
                .forEach(finding -> there.putIfAbsent(finding.fingerprint(), finding));
        if (tells) {
            traces.forEach((fingerprint, trace) -> {
                if (!there.containsKey(fingerprint)) {
                    trace.gone(run.at());
                }
            });
        }
        there.forEach(
                (fingerprint, finding) -> traces.computeIfAbsent(fingerprint, unseen -> LifeTrace.after(completeBefore))
                        .there(run.at(), finding));
    }
}
